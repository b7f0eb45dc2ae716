"""One contribution, and what looks like it."""

from dataclasses import dataclass
from datetime import datetime

from core.contributions.find import words_of
from core.contributions.model import Contribution, State
from core.contributions.names import may_see_names
from core.contributions.rows import CARD_COLUMNS, JOINS, PAGE_COLUMNS, contribution_from, viewer_id
from core.db import row, rows
from core.people import Person

_FOR_ALL = (State.PUBLISHED, State.MERGED)
_SIMILAR_WORDS = 12
_TELLING = 3  # letters


async def load(
    *, contribution_id: int, activity_id: int, viewer: Person | None = None
) -> Contribution | None:
    """None: not there, not here, or not for this viewer. A merged one is given to all: its page leads on to the other."""
    found = await find(contribution_id=contribution_id, viewer=viewer)
    return found if found is not None and found.activity_id == activity_id else None


async def find(*, contribution_id: int, viewer: Person | None) -> Contribution | None:
    """The same wherever it stands: for addresses that name only an id. Who asks must still see to the place (`spot.py`)."""
    found = await row(
        f"SELECT {PAGE_COLUMNS} FROM contribution c {JOINS} WHERE c.id = $2",
        viewer_id(viewer),
        contribution_id,
    )
    if found is None:
        return None
    mine, project = bool(found["mine"]), found["project"]
    states = (State(state) for state in (found["state"], found["root_state"]) if state is not None)
    seen = all(_may_see(state, viewer, mine=mine, project=project) for state in states)
    return contribution_from(found, viewer) if seen else None


async def similar(
    *, activity_id: int, kind: str, text: str, size: int = 5, viewer: Person | None = None, but: int = 0
) -> list[Contribution]:
    """Published ones that share telling words with what is being written, the nearest first."""
    words = sorted({w for w in words_of(text, most=100) if len(w) >= _TELLING}, key=len, reverse=True)[
        :_SIMILAR_WORDS
    ]
    if not words:
        return []
    found = await rows(
        "WITH q AS (SELECT to_tsquery('pg_catalog.norwegian', $5) AS any), near AS MATERIALIZED ("
        "SELECT w.contribution AS id, ts_rank(w.search, q.any, 1) AS rank FROM q, contribution_words w "
        "JOIN contribution c ON c.id = w.contribution WHERE w.search @@ q.any AND c.activity = $2 AND c.kind = $3 "
        "AND c.state = 'published' AND c.id <> $6 ORDER BY rank DESC, c.id DESC LIMIT $4) "
        f"SELECT {CARD_COLUMNS} FROM near JOIN contribution c ON c.id = near.id {JOINS} ORDER BY near.rank DESC, c.id DESC",
        viewer_id(viewer),
        activity_id,
        kind,
        size,
        " | ".join(f"{word}:*" for word in words),
        but,
    )
    return [contribution_from(each, viewer) for each in found]


def _may_see(state: State, viewer: Person | None, *, mine: bool, project: int) -> bool:
    if state in _FOR_ALL:
        return True
    if state is State.DRAFT:
        return mine
    return mine or may_see_names(viewer, project)


@dataclass(frozen=True, slots=True)
class Version:
    """What it said until `changed_at`."""

    number: int
    title: str
    body: str
    changed_at: datetime


async def versions_of(*, contribution_id: int) -> list[Version]:
    """Earlier versions, the latest first."""
    found = await rows(
        "SELECT version, title, body, changed_at FROM contribution_version "
        "WHERE contribution = $1 ORDER BY version DESC, id DESC",
        contribution_id,
    )
    return [Version(each["version"], each["title"], each["body"], each["changed_at"]) for each in found]
