"""Groups of people that access rules and projects can name: the youth council, the neighbours of a street."""

from collections.abc import Iterable
from typing import Any

from core.db import execute, rows, value


async def create_group(*, names: dict[str, str]) -> int:
    made: int = await value("INSERT INTO person_group (names) VALUES ($1) RETURNING id", names)
    return made


async def rename_group(*, group_id: int, names: dict[str, str]) -> bool:
    return bool(await execute("UPDATE person_group SET names = $2 WHERE id = $1", group_id, names))


async def delete_group(*, group_id: int) -> bool:
    return bool(await execute("DELETE FROM person_group WHERE id = $1", group_id))


async def groups() -> list[dict[str, Any]]:
    """All groups with how many are in each."""
    return await rows(
        "SELECT g.id, g.names, g.created_at, count(m.id) AS members FROM person_group g "
        "LEFT JOIN person_group_member m ON m.group_id = g.id GROUP BY g.id ORDER BY g.id"
    )


async def members(*, group_id: int) -> list[dict[str, Any]]:
    return await rows(
        "SELECT p.id, p.name, p.email FROM person_group_member m JOIN person p ON p.id = m.person "
        "WHERE m.group_id = $1 AND p.closed_at IS NULL ORDER BY p.name, p.id",
        group_id,
    )


async def add_to_group(*, group_id: int, person_ids: Iterable[int]) -> int:
    """How many are new in it. Ids of nobody are passed over."""
    return await execute(
        "INSERT INTO person_group_member (group_id, person) "
        "SELECT g.id, p.id FROM person_group g, person p "
        "WHERE g.id = $1 AND p.id = ANY($2::bigint[]) AND p.closed_at IS NULL "
        "ON CONFLICT (person, group_id) DO NOTHING",
        group_id,
        list(person_ids),
    )


async def remove_from_group(*, group_id: int, person_id: int) -> None:
    await execute("DELETE FROM person_group_member WHERE group_id = $1 AND person = $2", group_id, person_id)
