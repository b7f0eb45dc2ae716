"""What a person has written and follows here, as links for my page."""

from dataclasses import dataclass
from datetime import datetime

from core.contributions.personal import written_by as everything_written_by
from core.db import rows
from core.i18n import Localized
from core.text import excerpt

_SHOWN = 20
_FOLLOWED = """
    SELECT f.created_at, p.titles AS titles, '' AS title, '/projects/' || p.slug AS url
    FROM follow f JOIN project p ON f.subject = 'project' AND p.id = f.subject_id
    WHERE f.person = $1 AND p.state <> 'draft'
    UNION ALL
    SELECT f.created_at, '{}', c.title, '/projects/' || p.slug || '/' || a.slug || '/' || c.id
    FROM follow f JOIN contribution c ON f.subject = 'contribution' AND c.id = f.subject_id
    JOIN activity a ON a.id = c.activity JOIN project p ON p.id = a.project
    WHERE f.person = $1 AND c.state = 'published' AND p.state <> 'draft'
    ORDER BY created_at DESC LIMIT $2
"""


@dataclass(frozen=True, slots=True)
class Line:
    """`state` is that of a contribution; empty for what is followed."""

    title: str
    url: str
    at: datetime
    state: str = ""
    comment: bool = False


async def written_by(*, person_id: int) -> list[Line]:
    """The latest first. What a person has taken back, or a moderator has removed, has no page to link to."""
    found = await everything_written_by(person_id=person_id)
    shown = [each for each in found if each["state"] in ("published", "draft", "waiting", "hidden")]
    lines = [
        Line(
            each["title"] or excerpt(each["text"], 80),
            each["url"],
            each["published_at"] or each["created_at"],
            each["state"],
            each["kind"] == "comment",
        )
        for each in shown
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)[
        :_SHOWN
    ]  # what was imported may be older than its id


async def followed_by(*, person_id: int) -> list[Line]:
    return [
        Line(each["title"] or Localized.of(each["titles"]).text(), each["url"], each["created_at"])
        for each in await rows(_FOLLOWED, person_id, _SHOWN)
    ]
