"""Signed recommendations, for whoever says what came of them."""

from core.sdk import Conclusion, rows

_MOST = 200
# A study of the whole place has recommendations about many projects: those that rest on this one too.
_SIGNED = """
    SELECT r.id, r.study, r.title, r.text, behind.ids FROM insights_recommendation r JOIN insights_study s ON s.id = r.study
    CROSS JOIN LATERAL (SELECT coalesce(array_agg(c.id ORDER BY c.id), '{}') AS ids FROM insights_backing b
      JOIN contribution c ON c.id = b.contribution AND c.state = 'published' JOIN activity a ON a.id = c.activity
      WHERE b.recommendation = r.id AND a.project = $1) behind
    WHERE r.state = 'accepted' AND r.signed_at IS NOT NULL
      AND (s.project = $1 OR (s.project IS NULL AND behind.ids <> '{}'))
    ORDER BY s.id DESC, r.position, r.id LIMIT $2
"""


async def signed_in(project_id: int) -> list[Conclusion]:
    return [
        Conclusion(
            id=f"insights.recommendation.{found['id']}",
            title=found["title"],
            text=found["text"],
            contributions=tuple(found["ids"]),
            url=f"/manage/insights/{found['study']}/recommendations/{found['id']}",
        )
        for found in await rows(_SIGNED, project_id, _MOST)
    ]
