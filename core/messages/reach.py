"""How far word reached. Whether a mail was opened is not tracked: there is nothing here to count it by."""

from dataclasses import dataclass
from datetime import datetime

from core.db import row

# Word about a project leads to an address below it; of the whole place there is other word too.
_TOLD = """
    SELECT count(*) AS told, count(*) FILTER (WHERE n.read_at IS NOT NULL) AS read,
        count(*) FILTER (WHERE n.mail = 'sent') AS mailed, count(*) FILTER (WHERE n.mail IN ('now', 'daily')) AS waiting,
        count(*) FILTER (WHERE n.mail = 'never') AS not_mailed, count(DISTINCT n.person) AS people,
        count(DISTINCT n.person) FILTER (WHERE n.mail = 'sent' AND EXISTS (
            SELECT 1 FROM mail_failure f WHERE f.person = n.person)) AS refused
    FROM notice o JOIN notification n ON n.notice = o.id
    WHERE ($1::text = '' OR o.url = $1 OR (starts_with(o.url, $1) AND substr(o.url, length($1) + 1, 1) IN ('/', '?', '#')))
        AND ($2::timestamptz IS NULL OR o.created_at >= $2) AND ($3::timestamptz IS NULL OR o.created_at < $3)
"""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Of notifications: `told` on people's own pages, `read` there, `mailed`, `waiting` for their mail, `not_mailed` because
    nobody wanted it or the address fails. Of people: how many were told, and whose address has `refused` what was sent."""

    told: int
    read: int
    mailed: int
    waiting: int
    not_mailed: int
    people: int
    refused: int


async def reach(*, below: str = "", since: datetime | None = None, until: datetime | None = None) -> Reach:
    """Of word that led to an address or below it (`/projects/harbour`); kept, and so counted, for a year."""
    found = await row(_TOLD, below, since, until)
    return (
        Reach(**found)
        if found
        else Reach(told=0, read=0, mailed=0, waiting=0, not_mailed=0, people=0, refused=0)
    )
