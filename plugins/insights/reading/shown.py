"""What dashboards and reports get of insights: the themes of the newest study that has been sorted."""

from datetime import datetime

from core.sdk import Block, value
from plugins.insights.reading.over_time import figures

_NEWEST = """
    SELECT id FROM insights_study WHERE grouped_at IS NOT NULL AND project IS NOT DISTINCT FROM $1::bigint
    ORDER BY grouped_at DESC LIMIT 1
"""


async def blocks_of(
    *, project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """A study has chosen its own time and activities, so there is nothing to answer where others are asked for."""
    if activity_id is not None or since is not None or until is not None:
        return []
    study_id: int | None = await value(_NEWEST, project_id)
    return await figures(study_id) if study_id else []
