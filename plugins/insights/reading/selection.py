"""Which contributions: as it stands in an address, in a study, and in SQL. Everything staff do applies to a selection."""

from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec

from core.sdk import ZONE, Person, Role, rows, value

_STATES = "('published', 'internal')"
_MOST = 100_000


class Selection(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Empty fields choose everything; several values of one field choose what fits any of them. `until` is the last day, that day
    included. `ring`: corners of an area on the map, longitude and latitude; `address`: words that stand in the address.
    `groups`: whoever wrote it is in one of them. `comments` takes the discussion below them in too.
    """

    project: int | None = None
    activity: int | None = None
    methods: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    topics: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    ring: tuple[tuple[float, float], ...] = ()
    address: str = ""
    groups: tuple[int, ...] = ()
    words: str = ""
    comments: bool = False

    @property
    def narrowed(self) -> bool:
        """By more than the activity."""
        return self != Selection(project=self.project, activity=self.activity, comments=self.comments)


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
        (list(selection.methods), "a.method = ANY({}::varchar[])"),
        (_begins(selection.since), "coalesce(c.published_at, c.created_at) >= {}"),
        (_begins(selection.until, days=1), "coalesce(c.published_at, c.created_at) < {}"),
        (list(selection.areas), "c.area = ANY({}::varchar[])"),
        (_polygon(selection.ring), "{}::text::polygon @> point(c.longitude, c.latitude)"),
        (_like(selection.address), "c.address ILIKE {}"),
        (
            list(selection.topics),
            (
                "c.id IN (SELECT x.contribution FROM contribution_topic x JOIN topic t ON t.id = x.topic "
                "WHERE t.key = ANY({}::varchar[]))"
            ),
        ),
        (
            list(selection.groups),
            "NOT c.anonymous AND c.author IN (SELECT m.person FROM person_group_member m WHERE m.group_id = ANY({}::bigint[]))",
        ),
        (
            _like(selection.words),
            "c.id IN (SELECT w.contribution FROM contribution_words w WHERE w.words ILIKE {})",
        ),
    ]
    for given, condition in plain:
        if given:
            add(condition, given)


def _polygon(ring: tuple[tuple[float, float], ...]) -> str:
    """As PostgreSQL reads an area."""
    return (
        "(" + ",".join(f"({longitude:f},{latitude:f})" for longitude, latitude in ring) + ")" if ring else ""
    )


def _like(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%" if words else ""


def _begins(day: date | None, *, days: int = 0) -> datetime | None:
    """Midnight in the place's own time."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=days), time(), tzinfo=ZONE)
