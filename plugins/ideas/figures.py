"""Figures for dashboards, reports and open data: how many, how far, about what."""

from datetime import datetime

from core.sdk import Block, Localized, _, participants, row, rows

# Ideas that count: published and not merged away, of an activity, a project or the whole place, in a stretch of time.
_IDEAS = """
    FROM contribution c JOIN activity a ON a.id = c.activity
    WHERE c.kind = 'idea' AND a.method = 'ideas' AND c.state = 'published'
      AND ($1::bigint IS NULL OR a.project = $1) AND ($2::bigint IS NULL OR a.id = $2)
      AND ($3::timestamptz IS NULL OR c.published_at >= $3) AND ($4::timestamptz IS NULL OR c.published_at < $4)
"""


async def figures(
    *, project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    where = (project_id, activity_id, since, until)
    counts = await row(
        "SELECT count(*) AS ideas, coalesce(sum(c.support_count), 0)::bigint AS supports, "
        f"coalesce(sum(c.comment_count), 0)::bigint AS comments {_IDEAS}",
        *where,
    )
    people = await participants(project_id=project_id, activity_id=activity_id)
    by_status = await rows(
        "SELECT s.names, count(*) AS n FROM (SELECT c.status "
        f"{_IDEAS}) i LEFT JOIN status s ON s.id = i.status GROUP BY s.id, s.names, s.position ORDER BY s.position",
        *where,
    )
    by_topic = await rows(
        f"SELECT t.names, count(*) AS n FROM (SELECT c.id {_IDEAS}) i "
        "JOIN contribution_topic ct ON ct.contribution = i.id JOIN topic t ON t.id = ct.topic "
        "GROUP BY t.id, t.names ORDER BY n DESC, t.id LIMIT 30",
        *where,
    )
    n = counts["ideas"] if counts else 0
    return [
        Block(id="ideas.ideas", title=_("Ideas"), kind="figure", n=n, value=n),
        Block(id="ideas.participants", title=_("Participants"), kind="figure", n=people, value=people),
        Block(
            id="ideas.supports",
            title=_("Supports"),
            kind="figure",
            n=n,
            value=counts["supports"] if counts else 0,
        ),
        Block(
            id="ideas.comments",
            title=_("Comments"),
            kind="figure",
            n=n,
            value=counts["comments"] if counts else 0,
        ),
        Block(
            id="ideas.by_status",
            title=_("How far they have come"),
            kind="series",
            n=n,
            columns=(_("Status"), _("Ideas")),
            rows=tuple(
                (Localized.of(each["names"]).text() or str(_("None")), each["n"]) for each in by_status
            ),
        ),
        Block(
            id="ideas.by_topic",
            title=_("What they are about"),
            kind="series",
            n=n,
            columns=(_("Topic"), _("Ideas")),
            rows=tuple((Localized.of(each["names"]).text(), each["n"]) for each in by_topic),
        ),
    ]
