"""Reading and writing versions and their sections. The only writer of these tables."""

from typing import Any

from core.sdk import Place, execute, row, rows, value
from plugins.information.documents.model import Shown, Version

_VERSION = (
    "SELECT id, number, title, note, filename, kind, file, state, problem, job_id, created_at, published_at "
    "FROM information_version WHERE activity = $1"
)
_SECTION = "SELECT key, heading, level, blocks, picture, width, height, position FROM information_section WHERE version = $1"


async def versions_of(*, activity_id: int, published: bool = False) -> list[Version]:
    """The newest first."""
    only = " AND state = 'published'" if published else ""
    return [Version(**each) for each in await rows(f"{_VERSION}{only} ORDER BY number DESC", activity_id)]


async def current_version(*, activity_id: int) -> Version | None:
    found = await row(f"{_VERSION} AND state = 'published' ORDER BY number DESC LIMIT 1", activity_id)
    return Version(**found) if found else None


async def version_numbered(*, activity_id: int, number: int) -> Version | None:
    found = await row(f"{_VERSION} AND number = $2", activity_id, min(number, 2_000_000_000))
    return Version(**found) if found else None


async def version_before(*, activity_id: int, number: int) -> Version | None:
    """The published one that came before."""
    sql = f"{_VERSION} AND number < $2 AND state = 'published' ORDER BY number DESC LIMIT 1"
    found = await row(sql, activity_id, number)
    return Version(**found) if found else None


async def sections_of(*, version_id: int) -> list[Shown]:
    return [_shown(each) for each in await rows(f"{_SECTION} ORDER BY position", version_id)]


async def section_of(*, version_id: int, key: str) -> Shown | None:
    found = await row(f"{_SECTION} AND key = $2", version_id, key)
    return _shown(found) if found else None


async def outline_of(*, version_id: int) -> list[Shown]:
    """Headings only, for a table of contents."""
    sql = (
        "SELECT key, heading, level, '[]'::jsonb AS blocks, picture, width, height, position "
        "FROM information_section WHERE version = $1 ORDER BY position"
    )
    return [_shown(each) for each in await rows(sql, version_id)]


def _shown(found: dict[str, Any]) -> Shown:
    return Shown(**{**found, "blocks": tuple(found["blocks"])})


async def add_version(
    *,
    place: Place,
    by_id: int,
    title: str,
    note: str,
    filename: str,
    kind: str,
    source: bytes,
    file: dict[str, Any],
) -> int:
    """One at a time in an activity: the number is the next one."""
    await execute("SELECT id FROM activity WHERE id = $1 FOR NO KEY UPDATE", place.here.id)
    new_id: int = await value(
        "INSERT INTO information_version (activity, number, title, note, filename, kind, source, file, by) "
        "SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8 FROM information_version WHERE activity = $1 "
        "RETURNING id",
        *(place.here.id, title, note, filename[:200], kind, source, file, by_id),
    )
    return new_id


async def write_section(*, version_id: int, position: int, section: Shown) -> None:
    await execute(
        "INSERT INTO information_section (version, position, key, heading, level, blocks, picture, width, height) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        *(version_id, position, section.key, section.heading, section.level, list(section.blocks)),
        *(section.picture, section.width, section.height),
    )
