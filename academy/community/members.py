"""Who takes part, with consent. Runs in the platform's room; the only writer of `commons_member`."""

from dataclasses import dataclass
from typing import Any

from core.sdk import clean_line, clean_text, execute, row, rows


@dataclass(frozen=True)
class Member:
    id: int
    tenant: str
    place: str
    person: int
    name: str
    work: str
    about: str
    listed: bool
    digest: bool


_COLUMNS = "id, tenant, place, person, name, work, about, listed, digest"


async def member_of(*, tenant: str, person: int) -> Member | None:
    found = await row(
        f"SELECT {_COLUMNS} FROM commons_member WHERE tenant = $1 AND person = $2", tenant, person
    )
    return Member(**found) if found else None


async def join(*, tenant: str, place: str, person: int, said: dict[str, Any]) -> None:
    """Take part, or change what others see. The place's name is brought up to date."""
    await execute(
        "INSERT INTO commons_member (tenant, place, person, name, work, about, listed, digest) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant, person) DO UPDATE SET place = excluded.place, "
        "name = excluded.name, work = excluded.work, about = excluded.about, listed = excluded.listed, "
        "digest = excluded.digest",
        tenant,
        place,
        person,
        clean_line(said["name"]),
        clean_line(said["work"]),
        clean_text(said["about"]),
        said["listed"],
        said["digest"],
    )


async def leave(*, tenant: str, person: int) -> None:
    """Name and directory go at once; posts stay with the place's name, unless their writer takes them away first."""
    await execute("DELETE FROM commons_member WHERE tenant = $1 AND person = $2", tenant, person)


async def listed_members(*, text: str) -> list[Member]:
    """Only those who chose to stand in the directory."""
    found = await rows(
        f"SELECT {_COLUMNS} FROM commons_member WHERE listed AND ($1 = '' OR name ILIKE $2 OR place ILIKE $2 "
        "OR work ILIKE $2 OR about ILIKE $2) ORDER BY place, name, id LIMIT 200",
        text,
        _like(text),
    )
    return [Member(**each) for each in found]


def _like(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
