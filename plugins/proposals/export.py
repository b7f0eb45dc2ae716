"""Everything to take away: proposals, their steps, and signatures without the names that the public does not see."""

from collections.abc import AsyncIterator
from typing import Any

from core.sdk import Activity, Export, Text, _, stream_rows

_CASES = """
    SELECT c.id, c.title, c.text, coalesce(p.name, '') AS author, k.stage, k.threshold, k.signatures,
        n.web, n.paper,
        k.received_at, k.started_at, k.collect_until, k.reached_at, k.council_due, k.sent_at, k.case_number, k.case_url,
        k.decided_on, k.outcome
    FROM proposals_case k JOIN contribution c ON c.id = k.contribution
    LEFT JOIN person p ON p.id = c.author AND p.closed_at IS NULL
    CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE g.channel = 'web') AS web,
        count(*) FILTER (WHERE g.channel = 'paper') AS paper
        FROM proposals_signature g WHERE g.proposal = k.id AND g.struck_at IS NULL) n
    WHERE c.activity = $1 AND k.stage <> 'draft' AND c.state IN ('published', 'merged') ORDER BY c.id
"""
CASE_COLUMNS = (
    "id",
    "title",
    "text",
    "author",
    "stage",
    "threshold",
    "signatures",
    "web",
    "paper",
    "received_at",
    "started_at",
    "collect_until",
    "reached_at",
    "council_due",
    "sent_at",
    "case_number",
    "case_url",
    "decided_on",
    "outcome",
)
_PUBLIC = {
    "id": _("Number of the proposal, which stays the same"),
    "title": _("Title"),
    "text": _("The text, without formatting"),
    "stage": _("How far it has come, as a key"),
    "threshold": _("How many signatures it needs"),
    "signatures": _("How many have signed"),
    "web": _("How many of them signed here"),
    "paper": _("How many of them signed on paper"),
    "started_at": _("When collecting began (UTC)"),
    "collect_until": _("Until when signatures are collected"),
    "reached_at": _("When there were enough (UTC)"),
    "council_due": _("By when the council must take a position"),
    "sent_at": _("When it was sent to the council (UTC)"),
    "case_number": _("Number of the case in the archive"),
    "case_url": _("Where the case can be read"),
    "decided_on": _("When the council decided"),
    "outcome": _("What the council decided, as a key"),
}
_STEPS = """
    SELECT c.id AS proposal, s.at, s.was, s.stage, s.reason FROM proposals_step s JOIN proposals_case k ON k.id = s.proposal
    JOIN contribution c ON c.id = k.contribution WHERE c.activity = $1 AND c.state IN ('published', 'merged') ORDER BY s.id
"""
_SIGNATURES = """
    SELECT c.id AS proposal, g.channel, g.at, CASE WHEN g.shown THEN coalesce(p.name, '') ELSE '' END AS name
    FROM proposals_signature g JOIN proposals_case k ON k.id = g.proposal JOIN contribution c ON c.id = k.contribution
    LEFT JOIN person p ON p.id = g.person AND p.closed_at IS NULL
    WHERE c.activity = $1 AND g.struck_at IS NULL ORDER BY g.id
"""
_SIGNERS = """
    SELECT g.id, g.channel, g.at, coalesce(nullif(g.name, ''), p.name, '') AS name, g.address,
        coalesce(nullif(g.postcode, ''), p.postcode, '') AS postcode,
        CASE WHEN p.verified_resident_on IS NULL THEN '' ELSE p.verified_resident_on::text END AS verified,
        g.struck_at, g.struck_why
    FROM proposals_signature g LEFT JOIN person p ON p.id = g.person WHERE g.proposal = $1 ORDER BY g.id
"""
SIGNER_COLUMNS: tuple[tuple[str, Text], ...] = (
    ("id", _("Number")),
    ("channel", _("Channel")),
    ("at", _("Signed")),
    ("name", _("Name")),
    ("address", _("Address")),
    ("postcode", _("Postcode")),
    ("verified", _("Residence verified on")),
    ("struck_at", _("Struck out")),
    ("struck_why", _("Why")),
)


async def exports_of(activity: Activity) -> list[Export]:
    """Names as the public sees them."""
    return [
        Export(
            name="proposals",
            title=_("Proposals"),
            columns=CASE_COLUMNS,
            rows=_each(_CASES, activity.id),
            public=_PUBLIC,
        ),
        Export(
            name="steps",
            title=_("Steps of the cases"),
            columns=("proposal", "at", "was", "stage", "reason"),
            rows=_each(_STEPS, activity.id),
        ),
        Export(
            name="signatures",
            title=_("Signatures"),
            columns=("proposal", "channel", "at", "name"),
            rows=_each(_SIGNATURES, activity.id),
        ),
    ]


def signers(case_id: int) -> AsyncIterator[dict[str, Any]]:
    """The whole list with names: for staff who may see it."""
    return _each(_SIGNERS, case_id)


async def _each(sql: str, subject: int) -> AsyncIterator[dict[str, Any]]:
    async for found in stream_rows(sql, subject):
        yield found
