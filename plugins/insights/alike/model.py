"""The families of a study as a page shows them: how many texts, how many people, and the oldest text of each."""

from dataclasses import dataclass
from typing import Any

from core.sdk import Localized, row, rows, writers_of
from plugins.insights.reading.address import ADDRESS

PAGE = 25
_INSIDE = f"""
    WITH inside AS (
        SELECT a.family, a.contribution FROM insights_alike a JOIN insights_family f ON f.id = a.family
        JOIN contribution c ON c.id = a.contribution
        WHERE f.study = $1 AND c.state IN ('published', 'internal')),
    {writers_of("SELECT contribution FROM inside")},
    counted AS (
        SELECT i.family, count(*) AS contributions, count(DISTINCT (w.project_id, w.who)) FILTER (WHERE w.who IS NOT NULL)
        AS people, min(i.contribution) AS first FROM inside i LEFT JOIN writer w ON w.contribution_id = i.contribution
        GROUP BY i.family HAVING count(*) > 1)
"""
_FAMILIES = f"""
    {_INSIDE} SELECT f.id, f.mark, k.contributions, k.people, c.title, c.text, c.language
    FROM counted k JOIN insights_family f ON f.id = k.family JOIN contribution c ON c.id = k.first
"""
_MEMBERS = f"""
    SELECT c.id, c.title, c.text, c.language, c.published_at AS at, a.names AS activity, {ADDRESS} AS url
    FROM insights_alike m JOIN contribution c ON c.id = m.contribution JOIN activity a ON a.id = c.activity
    JOIN project r ON r.id = a.project WHERE m.family = $1 AND c.state IN ('published', 'internal')
    ORDER BY c.id LIMIT $2 OFFSET $3
"""


@dataclass(frozen=True, kw_only=True)
class Family:
    """`title`, `text`: of the oldest one in it."""

    id: int
    mark: str
    contributions: int
    people: int
    title: str
    text: str
    language: str


async def families_of(*, study_id: int, begin: int = 0) -> list[Family]:
    """Campaigns and what nobody has looked at first, the largest first; one more than a page holds where there are more."""
    found = await rows(
        f"{_FAMILIES} ORDER BY f.mark = 'apart', k.contributions DESC, f.id LIMIT {PAGE + 1} OFFSET $2",
        study_id,
        begin,
    )
    return [Family(**each) for each in found]


async def family_of(*, study_id: int, family_id: int) -> Family | None:
    found = await row(f"{_FAMILIES} WHERE f.id = $2", study_id, family_id)
    return Family(**found) if found else None


async def totals_of(*, study_id: int) -> dict[str, Any]:
    """How many families there are, and how many contributions lie in them; of what is not said to be apart."""
    found = await row(
        f"{_INSIDE} SELECT count(*) AS families, coalesce(sum(k.contributions), 0)::int AS contributions "
        "FROM counted k JOIN insights_family f ON f.id = k.family WHERE f.mark <> 'apart'",
        study_id,
    )
    run = await row("SELECT job_id, looked_at FROM insights_alike_run WHERE study = $1", study_id)
    return (found or {}) | (run or {"job_id": None, "looked_at": None})


async def members_of(*, family_id: int, begin: int = 0, most: int = PAGE + 1) -> list[dict[str, Any]]:
    found = await rows(_MEMBERS, family_id, most, begin)
    return [each | {"activity": Localized.of(each["activity"])} for each in found]
