"""How soon the municipality answers, and who waits: from the answers that stand under what people wrote."""

from core.sdk import Block, _, ngettext, row
from plugins.dashboards.asked import Asked

# What staff may answer: published, with a status, not written by the municipality itself. Its first answer counts.
_ANSWERED = """
    WITH first AS (SELECT contribution, min(at) AS at FROM status_change WHERE answer <> '' GROUP BY contribution),
    written AS (SELECT c.published_at, first.at AS answered_at, first.at IS NULL AND s.kind = 'open' AS waits
        FROM contribution c JOIN activity a ON a.id = c.activity JOIN status s ON s.id = c.status
        LEFT JOIN first ON first.contribution = c.id
        WHERE c.root IS NULL AND c.state = 'published' AND NOT c.official
            AND ($1::bigint IS NULL OR a.project = $1) AND ($2::bigint IS NULL OR a.id = $2)
            AND ($3::timestamptz IS NULL OR c.published_at >= $3) AND ($4::timestamptz IS NULL OR c.published_at < $4)
            AND ($5::text = '' OR c.channel = $5)
            AND ($6::text = '' OR EXISTS (SELECT 1 FROM contribution_topic ct JOIN topic t ON t.id = ct.topic
                WHERE ct.contribution = c.id AND t.key = $6)))
    SELECT count(*) AS written, count(answered_at) AS answered, count(*) FILTER (WHERE waits) AS waiting,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - published_at) / 86400) AS days,
        floor(extract(epoch FROM now() - min(published_at) FILTER (WHERE waits)) / 86400)::bigint AS oldest
    FROM written
"""


async def how_soon(asked: Asked) -> list[Block]:
    """Nothing where nothing is written that could be answered."""
    found = await row(
        _ANSWERED,
        asked.project_id,
        asked.activity_id,
        asked.since,
        asked.until,
        asked.channel,
        asked.topic,
    )
    if found is None or not found["written"]:
        return []
    written = ngettext("{n} contribution", "{n} contributions", found["written"])
    answered = ngettext("{n} answer", "{n} answers", found["answered"])
    said = []
    if found["answered"]:
        said.append(
            Block(
                id="answers.days",
                title=_("Days until the municipality answers (median)"),
                kind="figure",
                n=found["answered"],
                value=round(max(0.0, float(found["days"])), 1),
                basis=answered.format(n=found["answered"]),
                description=_("From a contribution to its first answer"),
            )
        )
    said.append(
        Block(
            id="answers.waiting",
            title=_("Contributions without an answer"),
            kind="figure",
            n=found["written"],
            value=found["waiting"],
            basis=written.format(n=found["written"]),
        )
    )
    if found["waiting"]:
        said.append(
            Block(
                id="answers.oldest",
                title=_("Days the oldest has waited"),
                kind="figure",
                n=found["waiting"],
                value=found["oldest"],
            )
        )
    return said
