"""The agenda of a workshop: its steps, as pages see them and as staff plan them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.sdk import Localized, Refused, Text, _, execute, row, rows, tell_live, value
from plugins.workshops.meeting import Meeting

KINDS: dict[str, Text] = {
    "presentation": _("Presentation"),
    "questions": _("Question wall"),
    "collect": _("Collect words or sentences"),
    "poll": _("Poll"),
    "ranking": _("Ranking"),
    "groups": _("Groups"),
    "summary": _("Summary for all"),
}
ICONS = {
    "presentation": "play",
    "questions": "question",
    "collect": "chat",
    "poll": "vote",
    "ranking": "sort_down",
    "groups": "group",
    "summary": "tasks",
}
GROUPINGS: dict[str, Text] = {
    "random": _("By chance"),
    "choice": _("People choose"),
    "table": _("By the table they sit at"),
}
MOST_STEPS = 40
_COLUMNS = (
    "id, meeting AS meeting_id, position, kind, titles AS title, texts AS text, options, many, grouping, groups, minutes, "
    "shown, taking, begun_at"
)


class TooManySteps(Refused):
    def __init__(self) -> None:
        super().__init__(_("An agenda can have at most {n} steps.").format(n=MOST_STEPS))


class FewOptions(Refused):
    field = "options"

    def __init__(self) -> None:
        super().__init__(_("Write at least two options, one on each line."))


class OptionsAnswered(Refused):
    field = "options"

    def __init__(self) -> None:
        super().__init__(_("Somebody has answered already, so there must be as many options as before."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    id: int
    meeting_id: int
    position: int
    kind: str
    title: Localized
    text: Localized
    options: Localized
    many: bool
    grouping: str
    groups: int
    minutes: int
    shown: bool
    taking: bool
    begun_at: datetime | None

    @property
    def kind_name(self) -> Text:
        return KINDS[self.kind]

    @property
    def icon(self) -> str:
        return ICONS[self.kind]

    @property
    def labels(self) -> list[str]:
        """The options in the reader's language."""
        return lines_of(self.options)

    @property
    def asks(self) -> bool:
        return self.kind not in ("presentation", "summary")


def lines_of(text: Localized) -> list[str]:
    """Of the reader's language; where that has fewer lines, of the language that has most."""
    most = max((value.splitlines() for value in text.values()), key=len, default=[])
    mine = [line.strip() for line in str(text).splitlines() if line.strip()]
    whole = [line.strip() for line in most if line.strip()]
    return mine if len(mine) == len(whole) else whole


async def steps_of_meeting(meeting_id: int) -> list[Step]:
    found = await rows(
        f"SELECT {_COLUMNS} FROM workshops_step WHERE meeting = $1 ORDER BY position, id", meeting_id
    )
    return [_step(each) for each in found]


async def step_at(*, meeting_id: int, step_id: int) -> Step | None:
    found = await row(
        f"SELECT {_COLUMNS} FROM workshops_step WHERE id = $1 AND meeting = $2", step_id, meeting_id
    )
    return _step(found) if found else None


async def add_step(*, meeting: Meeting, given: Any) -> int:
    _check(given)
    count: int = await value("SELECT count(*) FROM workshops_step WHERE meeting = $1", meeting.id)
    if count >= MOST_STEPS:
        raise TooManySteps
    new_id: int = await value(
        "INSERT INTO workshops_step (meeting, position, kind, titles, texts, options, many, grouping, groups, minutes, shown) "
        "SELECT $1, coalesce(max(position), 0) + 1, $2::varchar, $3, $4, $5, $6, $7, $8, $9, "
        "$2::varchar IN ('questions', 'collect', 'groups') "
        "FROM workshops_step WHERE meeting = $1 RETURNING id",
        meeting.id,
        *_columns(given),
    )
    await changed(meeting)
    return new_id


async def change_step(*, meeting: Meeting, step: Step, given: Any) -> None:
    _check(given)
    if len(lines_of(given.options or Localized())) != len(step.labels) and await value(
        "SELECT EXISTS (SELECT 1 FROM workshops_answer WHERE step = $1)", step.id
    ):
        raise OptionsAnswered
    await execute(
        "UPDATE workshops_step SET kind = $2, titles = $3, texts = $4, options = $5, many = $6, grouping = $7, groups = $8, "
        "minutes = $9 WHERE id = $1",
        step.id,
        *_columns(given),
    )
    await changed(meeting)


async def remove_step(*, meeting: Meeting, step: Step) -> None:
    """With its answers; what was said stays as contributions. Not while everybody looks at it."""
    if meeting.current == step.id:
        await execute("UPDATE workshops_meeting SET current = 0 WHERE id = $1", meeting.id)
    await execute("DELETE FROM workshops_step WHERE id = $1 AND meeting = $2", step.id, meeting.id)
    await changed(meeting)


async def move_step(*, meeting: Meeting, step: Step, by: int) -> None:
    """Some places up (negative) or down."""
    ids = [each.id for each in await steps_of_meeting(meeting.id)]
    at = ids.index(step.id)
    ids.insert(max(0, min(len(ids) - 1, at + by)), ids.pop(at))
    await execute(
        "UPDATE workshops_step s SET position = n.place FROM unnest($2::bigint[]) WITH ORDINALITY AS n(id, place) "
        "WHERE s.id = n.id AND s.meeting = $1",
        meeting.id,
        ids,
    )
    await changed(meeting)


async def changed(meeting: Meeting) -> None:
    """The room's next version, told to everybody in it."""
    version: int = await value(
        "UPDATE workshops_meeting SET version = version + 1 WHERE id = $1 RETURNING version", meeting.id
    )
    await tell_live(meeting.channel, "step", version=version)


def _check(given: Any) -> None:
    if given.kind in ("poll", "ranking") and len(lines_of(given.options or Localized())) < 2:  # noqa: PLR2004
        raise FewOptions


def _columns(given: Any) -> tuple[Any, ...]:
    return (
        given.kind,
        given.title,
        given.text or Localized(),
        given.options or Localized(),
        given.many,
        given.grouping,
        given.groups,
        given.minutes,
    )


def _step(found: dict[str, Any]) -> Step:
    return Step(**{**found, **{name: Localized.of(found[name]) for name in ("title", "text", "options")}})
