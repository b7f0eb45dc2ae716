"""What people said, for a section: the most supported, or all, with the municipality's answers. Names as the public sees them."""

from datetime import datetime

from core.sdk import Contribution, load, rows
from plugins.reports.headings import placed
from plugins.reports.model import Said, Section

MOST = 500
_ORDERS = {
    "supported": "c.support_count DESC, c.id",
    "newest": "c.published_at DESC NULLS LAST, c.id DESC",
    "oldest": "c.published_at NULLS FIRST, c.id",
}
_FOUND = """
    SELECT c.id, c.activity, count(*) OVER () AS total FROM contribution c JOIN activity a ON a.id = c.activity
    WHERE a.project = $1 AND ($2::bigint = 0 OR a.id = $2) AND c.state = 'published' AND c.root IS NULL
      AND ($3::timestamptz IS NULL OR c.published_at >= $3) AND ($4::timestamptz IS NULL OR c.published_at < $4)
      AND (NOT $5::boolean OR EXISTS (SELECT 1 FROM status_change o WHERE o.contribution = c.id AND o.answer <> ''))
    ORDER BY {order} LIMIT $6
"""


async def said_in(
    *, section: Section, project_id: int, since: datetime | None, until: datetime | None
) -> tuple[list[Said], int]:
    """The contributions, and how many more there are."""
    most = min(section.most, MOST)
    sql = _FOUND.format(order=_ORDERS.get(section.order, _ORDERS["supported"]))
    found = await rows(sql, project_id, section.activity, since, until, section.answered, most)
    shown = []
    for each in found:
        one = await load(contribution_id=each["id"], activity_id=each["activity"])
        if one is not None:
            shown.append(as_said(one))
    return shown, (found[0]["total"] - len(found) if found else 0)


def as_said(one: Contribution) -> Said:
    answer = one.official_answers[-1] if one.official_answers else None
    return Said(
        id=one.id,
        url=one.url,
        title=one.title,
        body=placed(one.body, below=3),
        by="" if one.official else str(one.author_name),
        supports=one.counts.support,
        status=one.status.name.text() if one.status else "",
        answer=placed(answer.html, below=3) if answer else "",
        answered_by=str(answer.by) if answer and answer.html else "",
    )
