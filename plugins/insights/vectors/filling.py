"""How far the reading of everything is."""

from dataclasses import dataclass

from core.sdk import row
from plugins.insights.vectors.making import missing_count


@dataclass(frozen=True, kw_only=True)
class Filling:
    """`missing` is counted now. `id` is set while somebody has asked for all of it."""

    missing: int
    read: int
    id: int | None = None
    total: int = 0
    done: int = 0


async def fill_now(space: str) -> Filling:
    found = await row(
        'SELECT (SELECT count(*) FROM insights_vector WHERE space = $1) AS read, f.id, f.total, f.total - f."left" AS done '
        "FROM (SELECT 1) one LEFT JOIN insights_fill f ON f.space = $1 AND f.state = 'running'",
        space,
    )
    given = found or {"read": 0, "id": None}
    plain = {name: given.get(name) or 0 for name in ("total", "done")}
    return Filling(missing=await missing_count(space=space), read=given["read"], id=given["id"], **plain)
