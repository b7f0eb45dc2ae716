"""Answering a step: what is written becomes a contribution, what is chosen a row a person; both stand in the log."""

import secrets
from typing import Any

from core.sdk import (
    Channel,
    Content,
    Person,
    Place,
    Refused,
    _,
    execute,
    html_from_plain,
    react,
    record,
    row,
    rows,
    submit,
    tell_live,
    value,
)
from plugins.workshops.meeting import FINISHED, LIVE, Meeting
from plugins.workshops.settings import settings_of
from plugins.workshops.steps import Step

SAID = {"questions": "question", "collect": "input", "groups": "note"}
MOST_EACH = 40  # of one person in one step: a wall is for all
CALM = 2.0  # seconds that the room rests between two looks at the answers
_CHOOSE = (
    "INSERT INTO workshops_answer (step, person, choices) VALUES ($1, $2, $3) "
    "ON CONFLICT (step, person) DO UPDATE SET choices = $3, at = now() RETURNING (xmax = 0) AS new"
)


class NotNow(Refused):
    def __init__(self) -> None:
        super().__init__(_("This step does not take answers now. What you wrote was not sent."))


class SaidEnough(Refused):
    field = "text"

    def __init__(self) -> None:
        super().__init__(_("You have written {n} here, which is as many as one can.").format(n=MOST_EACH))


class NotAChoice(Refused):
    field = "choices"

    def __init__(self) -> None:
        super().__init__(_("Choose among the options."))


class OnePerPlace(Refused):
    def __init__(self) -> None:
        super().__init__(_("Give each place in the order to one option only."))


class NoGroup(Refused):
    def __init__(self) -> None:
        super().__init__(_("Find your group first."))


def takes_answers(place: Place, meeting: Meeting, step: Step) -> bool:
    """Now, in the step that everybody sees; or afterwards, for those who could not come."""
    if not step.asks or not step.taking:
        return False
    if meeting.state == LIVE:
        return meeting.current == step.id
    return meeting.state == FINISHED and step.begun_at is not None and settings_of(place.here).open_after


async def say(
    *,
    place: Place,
    meeting: Meeting,
    step: Step,
    person: Person,
    text: str,
    once: str = "",
    group_id: int | None = None,
) -> int:
    """A question, a word, a note. Sent twice under one name (`once`) it is kept once. The contribution."""
    _require(place, meeting, step)
    if once and (known := await _known(step, once)):
        return known
    if await _how_many(step, person) >= MOST_EACH:
        raise SaidEnough
    contribution_id = await submit(
        place=place,
        kind=SAID[step.kind],
        author=person,
        content=Content(body=html_from_plain(text), anonymous=not settings_of(place.here).names),
        channel=_channel(meeting),
        action="answer",
        with_status=False,
    )
    kept = await value(
        'INSERT INTO workshops_said (contribution, step, "group", once) VALUES ($1, $2, $3, $4) RETURNING contribution',
        contribution_id,
        step.id,
        group_id,
        once[:40],
    )
    await _tell(meeting, group_id)
    return int(kept)


async def choose(*, place: Place, meeting: Meeting, step: Step, person: Person, choices: list[int]) -> None:
    """A poll's answer, or a ranking from first to last. Answered again, the new one counts."""
    _require(place, meeting, step)
    known = range(len(step.labels))
    if not choices or len(set(choices)) != len(choices) or not set(choices) <= set(known):
        raise NotAChoice
    if step.kind == "poll" and not step.many and len(choices) > 1:
        raise NotAChoice
    found = await row(_CHOOSE, step.id, person.id, choices)
    if found and found["new"]:
        await record(
            action="workshops.answer",
            project_id=place.project.id,
            activity_id=place.here.id,
            person_id=person.id,
            channel=_channel(meeting),
        )
    await _tell(meeting)


async def support(
    *, place: Place, meeting: Meeting, step: Step, person: Person, contribution_id: int
) -> None:
    """For a question on the wall; a second time takes it back."""
    here = await row(
        "SELECT (SELECT r.value FROM reaction r WHERE r.contribution = s.contribution AND r.person = $3) AS mine "
        "FROM workshops_said s WHERE s.step = $1 AND s.contribution = $2",
        step.id,
        contribution_id,
        person.id,
    )
    if here is None:
        raise NotAChoice
    _require(place, meeting, step)
    wanted = 0 if here["mine"] == 1 else 1
    await react(
        place=place, contribution_id=contribution_id, person=person, value=wanted, channel=_channel(meeting)
    )
    await _tell(meeting)


async def join_group(
    *, place: Place, meeting: Meeting, step: Step, person: Person, number: int | None = None
) -> int:
    """The group that the person is in from now on. By chance: one of the smallest, and it stays the same."""
    _require(place, meeting, step)
    await execute("SELECT 1 FROM workshops_step WHERE id = $1 FOR UPDATE", step.id)
    mine = await group_of(step=step, person=person)
    if step.grouping == "random" and mine:
        return int(mine["id"])
    group_id = await _smallest(step) if step.grouping == "random" else await _numbered(step, number)
    await execute(
        'INSERT INTO workshops_member (step, "group", person) VALUES ($1, $2, $3) '
        'ON CONFLICT (step, person) DO UPDATE SET "group" = $2',
        step.id,
        group_id,
        person.id,
    )
    await record(
        action="workshops.join",
        project_id=place.project.id,
        activity_id=place.here.id,
        person_id=person.id,
        channel=_channel(meeting),
    )
    await _tell(meeting)
    return group_id


async def group_of(*, step: Step, person: Person | None) -> dict[str, Any] | None:
    if person is None:
        return None
    return await row(
        'SELECT g.id, g.number FROM workshops_member m JOIN workshops_group g ON g.id = m."group" '
        "WHERE m.step = $1 AND m.person = $2",
        step.id,
        person.id,
    )


async def own_answers(*, step: Step, person: Person | None) -> list[int] | None:
    """One's own choices in this step, or None."""
    if person is None:
        return None
    found: list[int] | None = await value(
        "SELECT choices FROM workshops_answer WHERE step = $1 AND person = $2", step.id, person.id
    )
    return found


async def own_supports(*, step: Step, person: Person | None) -> list[int]:
    if person is None:
        return []
    found = await rows(
        "SELECT s.contribution FROM workshops_said s JOIN reaction r ON r.contribution = s.contribution "
        "WHERE s.step = $1 AND r.person = $2 AND r.value = 1",
        step.id,
        person.id,
    )
    return [each["contribution"] for each in found]


async def _smallest(step: Step) -> int:
    found = await rows(
        'SELECT g.id, count(m.id) AS n FROM workshops_group g LEFT JOIN workshops_member m ON m."group" = g.id '
        "WHERE g.step = $1 GROUP BY g.id",
        step.id,
    )
    if not found:
        raise NoGroup
    least = min(each["n"] for each in found)
    chosen: int = secrets.choice([each["id"] for each in found if each["n"] == least])
    return chosen


async def _numbered(step: Step, number: int | None) -> int:
    found: int | None = await value(
        "SELECT id FROM workshops_group WHERE step = $1 AND number = $2", step.id, number
    )
    if found is None:
        raise NotAChoice
    return found


async def _known(step: Step, once: str) -> int | None:
    # The lock makes a second sending wait for the first, which may still be on its way.
    await execute("SELECT pg_advisory_xact_lock(hashtextextended($1, $2))", once[:40], step.id)
    found: int | None = await value(
        "SELECT contribution FROM workshops_said WHERE step = $1 AND once = $2", step.id, once[:40]
    )
    return found


async def _how_many(step: Step, person: Person) -> int:
    count: int = await value(
        "SELECT count(*) FROM workshops_said s JOIN contribution c ON c.id = s.contribution WHERE s.step = $1 AND c.author = $2",
        step.id,
        person.id,
    )
    return count


def _require(place: Place, meeting: Meeting, step: Step) -> None:
    if not takes_answers(place, meeting, step):
        raise NotNow


def _channel(meeting: Meeting) -> Channel:
    """In the room it is said in a meeting, whichever screen it was typed on."""
    return Channel.MEETING if meeting.state == LIVE and meeting.kind == "in_person" else Channel.WEB


async def _tell(meeting: Meeting, group_id: int | None = None) -> None:
    if group_id is not None:
        await tell_live(f"{meeting.channel}-group-{group_id}", "notes", calm=0.5)
    await tell_live(meeting.channel, "answers", calm=CALM)
