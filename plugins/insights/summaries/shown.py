"""Signed summaries and recommendations as blocks, so that dashboards and reports have them. What is not signed stays here."""

from core.sdk import Block, _, ngettext, rows
from plugins.insights.recommendations.model import Recommendation, recommendations_of
from plugins.insights.summaries.model import Summary, load_summary

_SIGNED = """
    SELECT s.id, s.study FROM insights_summary s JOIN insights_study t ON t.id = s.study
    WHERE s.state = 'signed' AND s.question = '' AND t.project IS NOT DISTINCT FROM $1::bigint ORDER BY s.signed_at DESC LIMIT 1
"""
_STUDIES = """
    SELECT t.id FROM insights_study t WHERE t.project IS NOT DISTINCT FROM $1::bigint AND EXISTS (SELECT 1
        FROM insights_recommendation r WHERE r.study = t.id AND r.state = 'accepted' AND r.signed_at IS NOT NULL)
    ORDER BY t.id DESC LIMIT 1
"""


async def signed_blocks(*, project_id: int | None) -> list[Block]:
    """Quotations only of what residents can read."""
    found: list[Block] = []
    for each in await rows(_SIGNED, project_id):
        summary = await load_summary(summary_id=each["id"], study_id=each["study"], internal=False)
        found += _summary(summary) if summary and (summary.shown or summary.introduction) else []
    for each in await rows(_STUDIES, project_id):
        signed = [
            one
            for one in await recommendations_of(study_id=each["id"], states=["accepted"], internal=False)
            if one.signed_at
        ]
        found += [_recommendations(signed)]
    return found


def _summary(summary: Summary) -> list[Block]:
    n = len(summary.rests_on)
    basis = ngettext("{n} contribution", "{n} contributions", n).format(n=n)
    own = [each.line.text for each in summary.shown if not each.line.verbatim]
    quotes = tuple(
        (each.line.text, each.line.heading, each.quotes[0].url)
        for each in summary.shown
        if each.line.verbatim and each.quotes
    )
    text = "\n\n".join([summary.introduction, *own]).strip()
    found = []
    if text:
        found.append(
            Block(
                id="insights.summary",
                title=_("What people have said"),
                kind="text",
                n=n,
                text=text,
                basis=basis,
            )
        )
    if quotes:
        columns = (_("Words"), _("Theme"), _("Where it stands"))
        title = _("In people's own words")
        found.append(
            Block(
                id="insights.summary_quotes",
                title=title,
                kind="quotes",
                n=n,
                rows=quotes,
                columns=columns,
                basis=basis,
            )
        )
    return found


def _recommendations(signed: list[Recommendation]) -> Block:
    return Block(
        id="insights.recommendations",
        title=_("Recommendations"),
        kind="table",
        n=sum(one.contributions for one in signed),
        columns=(_("Recommendation"), _("Why, and how"), _("People"), _("Contributions")),
        rows=tuple((one.title, one.text, one.people, one.contributions) for one in signed),
        sample="open",
    )
