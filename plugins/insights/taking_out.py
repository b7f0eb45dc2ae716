"""What was made of an activity's contributions: their topics and themes. For staff; no column is open data."""

from typing import Any

from core.sdk import Activity, Export, _, current_locale, stream_rows, value

_COLUMNS = (
    "id",
    "kind",
    "title",
    "language",
    "topics",
    "suggested",
    "study",
    "theme",
    "upper_theme",
    "by_staff",
    "campaign",
)
_ROWS = """
    SELECT c.id, c.kind, c.title, coalesce(v.language, c.language) AS language,
        (SELECT array_agg(coalesce(t.names ->> $2, t.key) ORDER BY t.position, t.id) FROM contribution_topic x
            JOIN topic t ON t.id = x.topic WHERE x.contribution = c.id) AS topics,
        (SELECT coalesce(t.names ->> $2, t.key) FROM insights_guess g JOIN topic t ON t.id = g.topic
            WHERE g.contribution = c.id AND g.decided = '' ORDER BY g.confidence DESC LIMIT 1) AS suggested,
        s.title AS study, h.name AS theme, u.name AS upper_theme, p.by_staff,
        EXISTS (SELECT 1 FROM insights_alike l JOIN insights_family f ON f.id = l.family
            WHERE l.contribution = c.id AND f.study = s.id AND f.mark = 'campaign') AS campaign
    FROM contribution c LEFT JOIN insights_vector v ON v.contribution = c.id
    LEFT JOIN insights_placing p ON p.contribution = c.id LEFT JOIN insights_study s ON s.id = p.study
    LEFT JOIN insights_theme h ON h.id = p.theme LEFT JOIN insights_theme u ON u.id = h.parent
    WHERE c.activity = $1 AND c.state IN ('published', 'internal') AND NOT c.official ORDER BY c.id, s.id
"""


async def exports_of(activity: Activity) -> list[Export]:
    """A line for each contribution in each study that it lies in. Nothing where nothing has been analysed."""
    if not await value(
        "SELECT EXISTS (SELECT 1 FROM insights_placing p JOIN contribution c ON c.id = p.contribution WHERE c.activity = $1) "
        "OR EXISTS (SELECT 1 FROM insights_guess g JOIN contribution c ON c.id = g.contribution WHERE c.activity = $1)",
        activity.id,
    ):
        return []
    return [
        Export(
            name="analysis",
            title=_("Topics and themes of contributions"),
            columns=_COLUMNS,
            rows=_lines(activity.id, current_locale()),
        )
    ]


async def _lines(activity_id: int, locale: str) -> Any:
    async for each in stream_rows(_ROWS, activity_id, locale):
        yield each | {"topics": "|".join(each["topics"] or [])}
