"""What lies in a theme: the words of people, the most typical first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.sdk import Localized, rows
from plugins.insights.reading.address import ADDRESS

PAGE = 40
_CONTENTS = f"""
    SELECT c.id, c.title, c.text, c.language, c.kind, c.support_count AS support, c.published_at AS at,
           p.by_staff, p.theme AS theme_id, a.names AS activity, {ADDRESS} AS url
    FROM insights_placing p JOIN contribution c ON c.id = p.contribution
    JOIN activity a ON a.id = c.activity JOIN project r ON r.id = a.project
    WHERE p.study = $1 AND CASE WHEN cardinality($2::bigint[]) = 0 THEN p.theme IS NULL ELSE p.theme = ANY($2) END
    AND c.state IN ('published', 'internal')
    ORDER BY p.closeness DESC, c.id LIMIT $3 OFFSET $4
"""


@dataclass(frozen=True, kw_only=True)
class Said:
    """One contribution as it is read here."""

    id: int
    title: str
    text: str
    language: str
    kind: str
    support: int
    at: datetime | None
    by_staff: bool
    theme_id: int | None
    activity: Localized
    url: str


async def contents(
    *, study_id: int, theme_ids: list[int], begin: int = 0, most: int = PAGE + 1
) -> list[Said]:
    """No theme named: what lies in none."""
    return [_said(each) for each in await rows(_CONTENTS, study_id, theme_ids, most, begin)]


def _said(found: dict[str, Any]) -> Said:
    return Said(**found | {"activity": Localized.of(found["activity"])})
