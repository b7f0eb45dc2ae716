"""Demonstration content, through the same services that people use. The content stands in `seeds/<theme>.toml`."""

import tomllib
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

from core.sdk import Localized, Person, Place, Seeding, execute
from plugins.workshops.answering import choose, join_group, say, support
from plugins.workshops.leading import finish, go_to
from plugins.workshops.meeting import Meeting, meeting_at
from plugins.workshops.minutes import draft_minutes, keep_after, publish_minutes
from plugins.workshops.planning import plan_meeting
from plugins.workshops.registering import mark_present, register
from plugins.workshops.results import result_of
from plugins.workshops.steps import Step, add_step, steps_of_meeting

_DEFAULT = "harbour"
_MOST = 24  # people in the demonstration's meetings
_HOUR = 18
_HELD_DAYS_AGO = 9


async def seed(seeding: Seeding) -> None:
    """Open: two meetings to sign up for. Running: one was held, many come to the next. Finished: held, with minutes."""
    content = content_of(seeding.theme)
    if seeding.stage == "open":
        await _plan(seeding, content, "title", days=6)
        await _plan(seeding, content, "next", days=13)
        return
    closes_at = seeding.place.here.closes_at
    held = datetime.now(UTC) - timedelta(days=_HELD_DAYS_AGO)
    if closes_at is not None and closes_at < held:
        held = closes_at - timedelta(days=_HELD_DAYS_AGO)
    await _hold(seeding, content, held, minutes=seeding.stage == "finished")
    if seeding.stage == "running":
        coming = await _plan(seeding, content, "next", days=5)
        await _sign_up(seeding, coming, datetime.now(UTC))


def content_of(theme: str) -> dict[str, Any]:
    """The theme's own, or the usual one where there is none of that name."""
    folder = files("plugins.workshops") / "seeds"
    file = folder / f"{theme}.toml"
    return tomllib.loads((file if file.is_file() else folder / f"{_DEFAULT}.toml").read_text("utf-8"))


async def _plan(seeding: Seeding, content: dict[str, Any], name: str, *, days: int) -> Meeting:
    day = datetime.now(UTC).replace(hour=_HOUR - 1, minute=0, second=0, microsecond=0)
    starts_at = day + timedelta(days=days)
    given = SimpleNamespace(
        title=Localized(content[name]),
        kind=content["kind"],
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        closes_at=None,
        venue=content["venue"].get(seeding.language, content["venue"]["nb"]),
        address=content["address"],
        capacity=content["capacity"],
        online_capacity=0,
        video="",
        intro=Localized(content["intro"]),
        programme=Localized(content["programme"]),
        access=Localized(content["access"]),
    )
    new_id = await plan_meeting(place=seeding.place, by=seeding.staff[0], given=given)
    meeting = await _load(seeding.place, new_id)
    for each in content["step"]:
        await add_step(meeting=meeting, given=_step(each))
    return await _load(seeding.place, new_id)


async def _hold(seeding: Seeding, content: dict[str, Any], held: datetime, *, minutes: bool) -> None:
    """Led from the first step to the last, then put back to the day when it was."""
    place, leader = seeding.place, seeding.staff[0]
    meeting = await _plan(seeding, content, "title", days=1)
    came = await _sign_up(seeding, meeting, datetime.now(UTC))
    for person in came[: max(1, len(came) * 3 // 4)]:
        await mark_present(place=place, meeting=meeting, person_id=person.id)
    for step, each in zip(await steps_of_meeting(meeting.id), content["step"], strict=True):
        await go_to(meeting=meeting, step=step, by=leader)
        meeting = await _load(place, meeting.id)
        await _answer(seeding, meeting, step, each, came)
    await finish(meeting=meeting, by=leader)
    starts_at = held.replace(hour=_HOUR - 1, minute=0, second=0, microsecond=0)
    await execute(
        "UPDATE workshops_meeting SET starts_at = $2, ends_at = $3 WHERE id = $1",
        meeting.id,
        starts_at,
        starts_at + timedelta(hours=2),
    )
    if minutes:
        await _publish(seeding, await _load(place, meeting.id), len(came) * 3 // 4)


async def _publish(seeding: Seeding, meeting: Meeting, came: int) -> None:
    draft = await draft_minutes(meeting, came=came)
    await keep_after(
        place=seeding.place,
        meeting=meeting,
        recording="",
        captioned=False,
        transcript="",
        minutes=draft,
        files=[],
    )
    await publish_minutes(place=seeding.place, meeting=meeting, by=seeding.staff[0], minutes=draft)


async def _sign_up(seeding: Seeding, meeting: Meeting, now: datetime) -> list[Person]:
    people = list(seeding.residents[:_MOST])
    for n, person in enumerate(people):
        how = meeting.ways[n % len(meeting.ways)]
        await register(place=seeding.place, meeting=meeting, person=person, how=how, now=now)
    return people


async def _answer(
    seeding: Seeding, meeting: Meeting, step: Step, each: dict[str, Any], people: list[Person]
) -> None:
    said = each.get("said", {}).get(seeding.language) or each.get("said", {}).get("nb", [])
    if not people:
        return
    for n, text in enumerate(said):
        person, group_id = people[n % len(people)], None
        if step.kind == "groups":
            group_id = await join_group(
                place=seeding.place, meeting=meeting, step=step, person=person, number=n % step.groups + 1
            )
        await say(
            place=seeding.place, meeting=meeting, step=step, person=person, text=text, group_id=group_id
        )
    if step.kind == "questions":
        await _support(seeding, meeting, step, people)
    for n, person in enumerate(people if each.get("weights") else []):
        order = _order(each["weights"], n)
        choices = order if step.kind == "ranking" else order[:1]
        await choose(place=seeding.place, meeting=meeting, step=step, person=person, choices=choices)


async def _support(seeding: Seeding, meeting: Meeting, step: Step, people: list[Person]) -> None:
    for rank, line in enumerate((await result_of(step)).lines):
        for person in people[rank + 1 :: rank + 2]:
            await support(
                place=seeding.place, meeting=meeting, step=step, person=person, contribution_id=line["id"]
            )


def _order(weights: list[int], n: int) -> list[int]:
    """The options as the person of this number likes them: the heavier, the more often first."""
    first = next(k for k in range(len(weights)) if n % sum(weights) < sum(weights[: k + 1]))
    rest = sorted((k for k in range(len(weights)) if k != first), key=lambda k: -weights[k])
    return [first, *rest]


def _step(each: dict[str, Any]) -> SimpleNamespace:
    return SimpleNamespace(
        kind=each["kind"],
        title=Localized(each["title"]),
        text=Localized(each.get("text", {})),
        options=Localized(each.get("options", {})),
        many=each.get("many", False),
        grouping=each.get("grouping", "random"),
        groups=each.get("groups", 4),
        minutes=each.get("minutes", 0),
    )


async def _load(place: Place, meeting_id: int) -> Meeting:
    found = await meeting_at(activity_id=place.here.id, meeting_id=meeting_id)
    if found is None:
        raise LookupError(f"meeting {meeting_id} is gone")
    return found
