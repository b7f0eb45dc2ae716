"""How far word reached: on people's own pages, and by mail. Whether a mail was opened is not tracked, here or anywhere."""

from core.sdk import Block, _, row
from plugins.dashboards.asked import Asked

# Word about a project leads to an address below it; of the whole place there is other word too.
_TOLD = """
    WITH below AS (SELECT '/projects/' || p.slug || coalesce('/' || a.slug, '') AS url
        FROM project p LEFT JOIN activity a ON a.id = $2::bigint WHERE p.id = $1::bigint)
    SELECT count(*) AS told, count(*) FILTER (WHERE n.read_at IS NOT NULL) AS read,
        count(*) FILTER (WHERE n.mail = 'sent') AS mailed, count(*) FILTER (WHERE n.mail IN ('now', 'daily')) AS waiting,
        count(*) FILTER (WHERE n.mail = 'never') AS unwanted, count(DISTINCT n.person) AS people,
        count(DISTINCT n.person) FILTER (WHERE n.mail = 'sent' AND EXISTS (
            SELECT 1 FROM mail_failure f WHERE f.person = n.person)) AS refused
    FROM notice o JOIN notification n ON n.notice = o.id LEFT JOIN below ON true
    WHERE (below.url IS NULL OR o.url = below.url OR starts_with(o.url, below.url || '/')
            OR starts_with(o.url, below.url || '?') OR starts_with(o.url, below.url || '#'))
        AND ($3::timestamptz IS NULL OR o.created_at >= $3) AND ($4::timestamptz IS NULL OR o.created_at < $4)
"""


async def how_far_word_reached(asked: Asked) -> list[Block]:
    """Word has neither channel nor topic."""
    if asked.channel or asked.topic:
        return []
    found = await row(_TOLD, asked.project_id, asked.activity_id, asked.since, asked.until)
    if found is None or not found["told"]:
        return []
    rows = [
        (_("Told on their own page"), found["told"]),
        (_("Read there"), found["read"]),
        (_("Sent by mail"), found["mailed"]),
        (_("Waiting to be sent"), found["waiting"]),
        (_("Not sent: did not want mail, or the address fails"), found["unwanted"]),
    ]
    return [
        Block(
            id="mails.reach",
            title=_("How far word reached"),
            kind="bars",
            n=found["people"],
            columns=(_("What"), _("Times")),
            rows=tuple((str(label), number) for label, number in rows),
            description=_("Whether somebody opens a mail is not tracked. Word is kept for a year."),
            basis=_("{n} people were told something").format(n=found["people"]),
        ),
        Block(
            id="mails.refused",
            title=_("Addresses that refuse our mail"),
            kind="figure",
            n=found["people"],
            value=found["refused"],
            basis=_("of those we have sent something"),
        ),
    ]
