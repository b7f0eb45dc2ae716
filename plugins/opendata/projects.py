"""Which projects are open: public ones that staff have not closed. The only writer of `opendata_closed`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.sdk import Localized, execute, row, rows

_MOST = 500
_OPEN = """
    SELECT p.id, p.slug, p.titles, p.summaries, p.published_at, p.updated_at FROM project p
    WHERE p.state IN ('published', 'archived') AND p.visibility = 'public'
      AND NOT EXISTS (SELECT 1 FROM opendata_closed c WHERE c.project = p.id)
"""


@dataclass(frozen=True, slots=True)
class Opened:
    id: int
    slug: str
    title: Localized
    summary: Localized
    published_at: datetime | None
    updated_at: datetime

    @property
    def base(self) -> str:
        return f"/projects/{self.slug}/open-data"


async def open_projects() -> list[Opened]:
    return [_opened(each) for each in await rows(f"{_OPEN} ORDER BY p.published_at DESC, p.id LIMIT {_MOST}")]


async def open_project(project_id: int) -> Opened | None:
    found = await row(f"{_OPEN} AND p.id = $1", project_id)
    return _opened(found) if found else None


async def all_projects(project_ids: list[int] | None) -> list[dict[str, Any]]:
    """For staff: the public ones, open or closed. None: all that are here."""
    return await rows(
        "SELECT p.id, p.slug, p.titles, NOT EXISTS (SELECT 1 FROM opendata_closed c WHERE c.project = p.id) AS open "
        "FROM project p WHERE p.state IN ('published', 'archived') AND p.visibility = 'public' "
        f"AND ($1::bigint[] IS NULL OR p.id = ANY($1)) ORDER BY p.published_at DESC, p.id LIMIT {_MOST}",
        project_ids,
    )


async def set_open(*, project_id: int, on: bool) -> None:
    if on:
        await execute("DELETE FROM opendata_closed WHERE project = $1", project_id)
    else:
        await execute("INSERT INTO opendata_closed (project) VALUES ($1) ON CONFLICT DO NOTHING", project_id)


def _opened(found: dict[str, Any]) -> Opened:
    return Opened(
        id=found["id"],
        slug=found["slug"],
        title=Localized.of(found["titles"]),
        summary=Localized.of(found["summaries"]),
        published_at=found["published_at"],
        updated_at=found["updated_at"],
    )
