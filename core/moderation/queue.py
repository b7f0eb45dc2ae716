"""What waits for a moderator, and what was decided. Moderators of one project see that project only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.contributions.model import Author, State
from core.contributions.names import AUTHOR_COLUMNS, AUTHOR_JOINS, author_of
from core.db import row, rows
from core.i18n import Localized
from core.people import Person, Role

SHOWS = ("open", "waiting", "hidden", "decided")
SIZE = 30
_WHICH = {
    "open": "(c.state = 'waiting' OR EXISTS (SELECT 1 FROM contribution_flag f WHERE f.contribution = c.id "
    "AND f.settled_at IS NULL)) AND c.state IN ('published', 'internal', 'waiting', 'hidden')",
    "waiting": "c.state = 'waiting'",
    "hidden": "c.state IN ('hidden', 'removed')",
}
_COLUMNS = (
    f"c.id, c.kind, c.title, c.text, c.body, c.state, c.published_at, c.created_at, {AUTHOR_COLUMNS}, c.activity, "
    "pr.titles AS project_titles, a.names AS activity_names, "
    "'/projects/' || pr.slug || '/' || a.slug || '/' || coalesce(c.root::text || '#comment-', '') || c.id AS url, "
    "(SELECT jsonb_agg(jsonb_build_array(f.reason, f.text, f.at, q.name) ORDER BY f.at, f.id) FROM contribution_flag f "
    "LEFT JOIN person q ON q.id = f.person WHERE f.contribution = c.id AND f.settled_at IS NULL) AS flags"
)
_JOINS = f"{AUTHOR_JOINS} JOIN project pr ON pr.id = a.project"


@dataclass(frozen=True, slots=True)
class Flag:
    """`by` is empty where a rule says it."""

    reason: str
    text: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One contribution as a moderator sees it."""

    id: int
    kind: str
    title: str
    text: str
    body: str
    state: State
    at: datetime
    author: Author
    activity_id: int
    project_id: int
    project: Localized
    activity: Localized
    url: str
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    decision: str
    reason: str
    text: str
    excerpt: str
    at: datetime
    by: str
    contribution_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What the moderator wants to see. `after` is the id of the last one shown."""

    show: str = "open"
    reason: str = ""
    project: int = 0
    after: int = 0


async def cases(*, moderator: Person, sought: Sought) -> tuple[list[Case], int | None]:
    """The oldest first, so that nobody waits for ever; and where the next page begins."""
    found = await rows(
        f"SELECT {_COLUMNS} FROM contribution c {_JOINS} WHERE {_WHICH.get(sought.show, _WHICH['open'])} "
        "AND ($1::bigint[] IS NULL OR a.project = ANY ($1)) AND ($2 = 0 OR a.project = $2) AND c.id > $3 "
        "AND ($4 = '' OR EXISTS (SELECT 1 FROM contribution_flag f WHERE f.contribution = c.id AND f.reason = $4 "
        f"AND f.settled_at IS NULL)) ORDER BY c.id LIMIT {SIZE + 1}",
        looked_after_by(moderator),
        sought.project,
        sought.after,
        sought.reason,
    )
    more = len(found) > SIZE
    shown = [_case(each, moderator) for each in found[:SIZE]]
    return shown, shown[-1].id if more else None


async def case(*, contribution_id: int, moderator: Person) -> Case | None:
    found = await row(
        f"SELECT {_COLUMNS} FROM contribution c {_JOINS} WHERE c.id = $2 AND c.state <> 'draft' "
        "AND ($1::bigint[] IS NULL OR a.project = ANY ($1))",
        looked_after_by(moderator),
        contribution_id,
    )
    return _case(found, moderator) if found else None


async def how_many_wait(*, moderator: Person) -> dict[str, int]:
    """For the tabs, and for the overview of the staff."""
    found = await row(
        f"SELECT count(*) FILTER (WHERE {_WHICH['open']}) AS open, count(*) FILTER (WHERE {_WHICH['waiting']}) AS waiting "
        "FROM contribution c JOIN activity a ON a.id = c.activity WHERE (c.state = 'waiting' OR c.id IN "
        "(SELECT contribution FROM contribution_flag WHERE settled_at IS NULL)) "
        "AND ($1::bigint[] IS NULL OR a.project = ANY ($1))",
        looked_after_by(moderator),
    )
    return dict(found or {})


async def decided(
    *, moderator: Person, contribution_id: int | None = None, before: int = 0
) -> list[tuple[int, Decided]]:
    """The record, the latest first, each with its number."""
    found = await rows(
        "SELECT d.id, d.decision, d.reason, d.text, d.excerpt, d.at, p.name AS by, d.contribution FROM moderation_decision d "
        "LEFT JOIN person p ON p.id = d.by LEFT JOIN contribution c ON c.id = d.contribution "
        "LEFT JOIN activity a ON a.id = c.activity WHERE ($1::bigint[] IS NULL OR a.project = ANY ($1)) "
        "AND ($2::bigint IS NULL OR d.contribution = $2) AND ($3::bigint = 0 OR d.id < $3) "
        f"ORDER BY d.id DESC LIMIT {SIZE}",
        looked_after_by(moderator),
        contribution_id,
        before,
    )
    return [(each["id"], _decided(each)) for each in found]


async def projects_for(*, moderator: Person) -> list[tuple[int, Localized]]:
    """The projects this moderator looks after, for the filter."""
    found = await rows(
        "SELECT id, titles FROM project WHERE ($1::bigint[] IS NULL OR id = ANY ($1)) ORDER BY id DESC LIMIT 200",
        looked_after_by(moderator),
    )
    return [(each["id"], Localized.of(each["titles"])) for each in found]


def looked_after_by(person: Person) -> list[int] | None:
    """None: all of them."""
    if person.role.rank >= Role.MODERATOR.rank:
        return None
    return [project for project, role in person.project_roles.items() if role.rank >= Role.MODERATOR.rank]


def _case(found: dict[str, Any], moderator: Person) -> Case:
    return Case(
        id=found["id"],
        kind=found["kind"],
        title=found["title"],
        text=found["text"],
        body=found["body"],
        state=State(found["state"]),
        at=found["published_at"] or found["created_at"],
        author=author_of(found, moderator),
        activity_id=found["activity"],
        project_id=found["project"],
        project=Localized.of(found["project_titles"]),
        activity=Localized.of(found["activity_names"]),
        url=found["url"],
        flags=tuple(
            Flag(reason, text, datetime.fromisoformat(at), by or "")
            for reason, text, at, by in found["flags"] or ()
        ),
    )


def _decided(found: dict[str, Any]) -> Decided:
    return Decided(
        decision=found["decision"],
        reason=found["reason"],
        text=found["text"],
        excerpt=found["excerpt"],
        at=found["at"],
        by=found["by"] or "",
        contribution_id=found["contribution"],
    )
