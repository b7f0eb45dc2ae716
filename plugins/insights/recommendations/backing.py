"""What stands behind a recommendation: contributions, and the people who wrote them, by the one definition."""

from typing import Any

from core.sdk import execute, row, writers_of

READABLE = "('published', 'internal')"
BEHIND = f"""
    WITH behind AS (SELECT b.recommendation, b.contribution FROM insights_backing b JOIN contribution c ON c.id = b.contribution
        WHERE b.recommendation = ANY($1::bigint[]) AND c.state IN {READABLE}),
    {writers_of("SELECT contribution FROM behind")}
"""


async def count_behind(*, recommendation_id: int) -> dict[str, Any]:
    """`contributions` and `people`, counted now."""
    found = await row(
        f"{BEHIND} SELECT count(*) AS contributions, "
        "count(DISTINCT (w.project_id, w.who)) FILTER (WHERE w.who IS NOT NULL) AS people "
        "FROM behind LEFT JOIN writer w ON w.contribution_id = behind.contribution",
        [recommendation_id],
    )
    return found or {"contributions": 0, "people": 0}


async def take_in(*, study_id: int, recommendation_id: int) -> None:
    """Everything that lies in its themes now. What staff moved out of them leaves; what came from a theme that is gone stays."""
    await execute(
        "DELETE FROM insights_backing b USING insights_placing p WHERE b.recommendation = $2 AND p.study = $1 "
        "AND p.contribution = b.contribution AND p.theme IS DISTINCT FROM b.theme "
        "AND b.theme IN (SELECT theme FROM insights_recommendation_theme WHERE recommendation = $2) "
        "AND (p.theme IS NULL OR p.theme NOT IN (SELECT theme FROM insights_recommendation_theme WHERE recommendation = $2))",
        study_id,
        recommendation_id,
    )
    await execute(
        "INSERT INTO insights_backing (recommendation, contribution, theme) SELECT $2, p.contribution, p.theme "
        "FROM insights_placing p WHERE p.study = $1 AND (p.theme IN "
        "(SELECT theme FROM insights_recommendation_theme WHERE recommendation = $2) OR p.theme IN (SELECT t.id "
        "FROM insights_theme t JOIN insights_recommendation_theme l ON l.theme = t.parent WHERE l.recommendation = $2)) "
        "ON CONFLICT (recommendation, contribution) DO UPDATE SET theme = excluded.theme",
        study_id,
        recommendation_id,
    )
