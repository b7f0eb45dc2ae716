"""Which contributions: as it stands in an address, in a study, and in SQL. Everything staff do applies to a selection."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec

from core.sdk import ZONE, Person, Role, rows, value
from plugins.insights.typed import whole

# As in an address. `comments` takes the discussion below them in too.
NAMES = (
    "project",
    "activity",
    "kind",
    "since",
    "until",
    "topic",
    "status",
    "area",
    "channel",
    "language",
    "words",
    "comments",
)
_STATES = "('published', 'internal')"
_MOST = 100_000


class Selection(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Empty fields choose everything. `until` is the last day, that day included."""

    project: int | None = None
    activity: int | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None
    topic: str = ""
    status: str = ""
    area: str = ""
    channel: str = ""
    language: str = ""
    words: str = ""
    comments: bool = False

    def query(self) -> dict[str, str]:
        """For an address that leads back to this selection."""
        plain = msgspec.to_builtins(self)
        return {name: "1" if given is True else str(given) for name, given in plain.items() if given}


def selection_of(query: Mapping[str, str]) -> Selection:
    """From an address: what makes no sense is passed over."""
    return Selection(
        project=whole(query.get("project", "")) or None,
        activity=whole(query.get("activity", "")) or None,
        kind=_word(query.get("kind", "")),
        since=_day(query.get("since", "")),
        until=_day(query.get("until", "")),
        topic=_word(query.get("topic", "")),
        status=_word(query.get("status", "")),
        area=_word(query.get("area", "")),
        channel=_word(query.get("channel", "")),
        language=_word(query.get("language", "")),
        words=query.get("words", "").replace("\0", "").strip()[:200],
        comments=query.get("comments", "") == "1",
    )


def kept_selection(stored: Any) -> Selection:
    """As a study keeps it."""
    return msgspec.convert(stored or {}, Selection, strict=False)


def projects_seen(person: Person) -> list[int] | None:
    """None: all of them. Otherwise those that this person looks after."""
    if person.role.rank >= Role.MANAGER.rank:
        return None
    return [key for key in person.project_roles if person.role_in(key) is not Role.PARTICIPANT]


async def ids_of(selection: Selection, *, seen: list[int] | None, most: int = _MOST) -> list[int]:
    """The contributions that are chosen, oldest first. `seen`: only of these projects."""
    condition, arguments = sql_of(selection, seen=seen)
    found = await rows(
        f"SELECT c.id FROM contribution c JOIN activity a ON a.id = c.activity WHERE {condition} ORDER BY c.id LIMIT {most:d}",
        *arguments,
    )
    return [each["id"] for each in found]


async def count_of(selection: Selection, *, seen: list[int] | None) -> int:
    """How many are chosen."""
    condition, arguments = sql_of(selection, seen=seen)
    count: int = await value(
        f"SELECT count(*) FROM contribution c JOIN activity a ON a.id = c.activity WHERE {condition}",
        *arguments,
    )
    return count


def sql_of(selection: Selection, *, seen: list[int] | None, first: int = 1) -> tuple[str, list[Any]]:
    """A condition on `contribution c JOIN activity a`, with its arguments from `$first` on."""
    parts = [f"c.state IN {_STATES}", "NOT c.official", "btrim(c.title || c.text) <> ''"]
    arguments: list[Any] = []

    def add(condition: str, argument: Any) -> None:
        arguments.append(argument)
        parts.append(condition.format(f"${first + len(arguments) - 1}"))

    if seen is not None:
        add("a.project = ANY({}::bigint[])", seen)
    if not selection.comments:
        parts.append("c.root IS NULL")
    _narrow(selection, add)
    return " AND ".join(parts), arguments


def _narrow(selection: Selection, add: Any) -> None:
    plain: list[tuple[Any, str]] = [
        (selection.project, "a.project = {}"),
        (selection.activity, "c.activity = {}"),
        (selection.kind, "c.kind = {}"),
        (_begins(selection.since), "coalesce(c.published_at, c.created_at) >= {}"),
        (_begins(selection.until, days=1), "coalesce(c.published_at, c.created_at) < {}"),
        (selection.area, "c.area = {}"),
        (selection.channel, "c.channel = {}"),
        (selection.status, "c.status = (SELECT id FROM status WHERE key = {})"),
        (
            selection.language,
            "EXISTS (SELECT 1 FROM insights_vector v WHERE v.contribution = c.id AND v.language = {})",
        ),
        (
            selection.topic,
            "c.id IN (SELECT x.contribution FROM contribution_topic x JOIN topic t ON t.id = x.topic WHERE t.key = {})",
        ),
        (
            _like(selection.words),
            "c.id IN (SELECT w.contribution FROM contribution_words w WHERE w.words ILIKE {})",
        ),
    ]
    for given, condition in plain:
        if given:
            add(condition, given)


def _like(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%" if words else ""


def _begins(day: date | None, *, days: int = 0) -> datetime | None:
    """Midnight in the place's own time."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=days), time(), tzinfo=ZONE)


def _word(typed: str) -> str:
    return typed.replace("\0", "").strip()[:80]


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
