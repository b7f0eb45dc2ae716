"""What a count gives away: ballots and decisions as tables, once they are published."""

from collections.abc import AsyncIterator
from typing import Any

from core.sdk import Activity, Export, _, stream_rows

_BALLOTS = """
    SELECT b.channel, d.names ->> 'nb' AS district, b.choices::text AS choices FROM voting_ballot b
    JOIN voting_count n ON n.activity = b.activity AND n.published_at IS NOT NULL
    LEFT JOIN voting_part d ON d.id = b.district WHERE b.activity = $1 ORDER BY md5(b.choices::text), b.channel
"""
_RECEIPTS = """
    SELECT b.receipt FROM voting_ballot b JOIN voting_count n ON n.activity = b.activity AND n.published_at IS NOT NULL
    WHERE b.activity = $1 ORDER BY b.receipt
"""
_DECISIONS = """
    SELECT o.pot, o.rule, o.version, o.chosen, d.option, c.title, d.cost * o.unit AS cost, d.supporters, d.score, d.turn,
        d.funded AS counted, CASE WHEN o.chosen THEN coalesce(v.funded, d.funded) END AS decided, d.why,
        CASE WHEN o.chosen THEN v.reason END AS override_reason, d.payers, d.price, o.digest
    FROM voting_decision d JOIN voting_outcome o ON o.id = d.outcome JOIN voting_count n ON n.id = o.counted
    JOIN contribution c ON c.id = d.option
    LEFT JOIN voting_override v ON v.option = d.option AND v.activity = n.activity
    WHERE n.activity = $1 AND n.published_at IS NOT NULL ORDER BY o.position, o.chosen DESC, o.id, d.turn
"""
_DECISION_COLUMNS = (
    "pot", "rule", "version", "chosen", "option", "title", "cost", "supporters", "score", "turn", "counted", "decided",
    "why", "override_reason", "payers", "price", "digest",
)  # fmt: skip


# What the published result says too; ballots and receipts are for checking the count, not for spreading.
_PUBLIC = {
    "rule": _("The rule that the count followed, as a key"),
    "chosen": _("Whether this rule was the one that decided"),
    "option": _("Number of the option"),
    "title": _("Title"),
    "cost": _("What it costs, in whole kroner or points"),
    "supporters": _("How many ballots have it"),
    "score": _("Its points by this rule"),
    "counted": _("Whether the count funds it"),
    "decided": _("Whether it was decided to do it"),
}


async def counted_exports(activity: Activity) -> list[Export]:
    """Ballots and receipts stand in two tables that nothing joins."""
    return [
        Export(
            name="ballots",
            title=_("Ballots without names"),
            columns=("channel", "district", "choices"),
            rows=_rows(_BALLOTS, activity.id),
        ),
        Export(
            name="receipts", title=_("Receipts"), columns=("receipt",), rows=_rows(_RECEIPTS, activity.id)
        ),
        Export(
            name="decisions",
            title=_("What was decided, by each rule"),
            columns=_DECISION_COLUMNS,
            rows=_rows(_DECISIONS, activity.id),
            public=_PUBLIC,
        ),
    ]


async def _rows(sql: str, activity_id: int) -> AsyncIterator[dict[str, Any]]:
    async for each in stream_rows(sql, activity_id):
        yield each
