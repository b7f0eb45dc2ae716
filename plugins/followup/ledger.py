"""Reading what was promised: the frame of a project, its promises with their history, and what is overdue."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from core.sdk import Localized, row, rows

_PROMISES = """
    SELECT f.*, r.name AS responsible_name, p.slug, p.titles, coalesce((SELECT jsonb_agg(jsonb_build_object('deed', c.deed,
        'was_due', c.was_due, 'due_on', c.due_on, 'reason', c.reason) ORDER BY c.at, c.id)
      FROM followup_promise_change c WHERE c.promise = f.id), '[]') AS history
    FROM followup_promise f JOIN project p ON p.id = f.project LEFT JOIN person r ON r.id = f.responsible
"""


class Past(msgspec.Struct, frozen=True):
    """What became of a promise one day. `deed`: postponed, kept or broken."""

    deed: str
    was_due: date
    due_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What people can influence. Empty texts where staff have not said it."""

    can_change: str = ""
    cannot_change: str = ""
    decides: str = ""
    how: str = ""
    version: int = 0

    @property
    def said(self) -> bool:
        return bool(self.can_change or self.cannot_change or self.decides or self.how)


@dataclass(frozen=True, slots=True)
class Promise:
    """`standing`: overdue, open, kept or broken, as it is on the day of reading. `history`: what became of it, in order."""

    id: int
    project_id: int
    project_slug: str
    project: Localized
    text: str
    due_on: date
    state: str
    standing: str
    settled_at: datetime | None
    responsible: int | None
    responsible_name: str
    history: tuple[Past, ...]

    @property
    def staff_url(self) -> str:
        return f"/manage/followup/promises/{self.id}"


async def frame_of(project_id: int) -> Frame:
    found = await row(
        "SELECT can_change, cannot_change, decides, how, version FROM followup_frame WHERE project = $1",
        project_id,
    )
    return Frame(**found) if found else Frame()


async def promises_of(*, project_id: int, today: date) -> list[Promise]:
    """What is overdue first, then what comes, then what is settled."""
    found = await _promises(
        f"{_PROMISES} WHERE f.project = $1 ORDER BY (f.state = 'open') DESC, f.due_on, f.id LIMIT 200",
        project_id,
        today=today,
    )
    return sorted(found, key=lambda each: ("overdue", "open", "kept", "broken").index(each.standing))


async def load_promise(promise_id: int, *, today: date) -> Promise | None:
    found = await _promises(f"{_PROMISES} WHERE f.id = $1", promise_id, today=today)
    return found[0] if found else None


async def overdue_everywhere(*, today: date) -> list[Promise]:
    """In projects that everyone may see: what has waited longest first."""
    return await _promises(
        f"{_PROMISES} WHERE f.state = 'open' AND f.due_on < $1 AND p.state IN ('published', 'archived') "
        "AND p.visibility = 'public' ORDER BY f.due_on, f.id LIMIT 50",
        today,
        today=today,
    )


async def due_before(*, day: date, today: date, projects: list[int] | None, person_id: int) -> list[Promise]:
    """Open promises of projects that a person looks after (None: all), and those given to that person."""
    return await _promises(
        f"{_PROMISES} WHERE f.state = 'open' AND f.due_on <= $1 AND p.state <> 'draft' "
        "AND ($2::bigint[] IS NULL OR f.project = ANY($2) OR f.responsible = $3) ORDER BY f.due_on, f.id LIMIT 10",
        day,
        projects,
        person_id,
        today=today,
    )


async def _promises(sql: str, *values: Any, today: date) -> list[Promise]:
    return [_promise(each, today) for each in await rows(sql, *values)]


def _promise(found: dict[str, Any], today: date) -> Promise:
    standing = "overdue" if found["state"] == "open" and found["due_on"] < today else found["state"]
    return Promise(
        id=found["id"],
        project_id=found["project"],
        project_slug=found["slug"],
        project=Localized.of(found["titles"]),
        text=found["text"],
        due_on=found["due_on"],
        state=found["state"],
        standing=standing,
        settled_at=found["settled_at"],
        responsible=found["responsible"],
        responsible_name=found["responsible_name"] or "",
        history=msgspec.convert(found["history"], tuple[Past, ...]),
    )
