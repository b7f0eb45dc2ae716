"""Is it the same matter? What looks like a proposal, in every activity of the place, with what came of it and when."""

from dataclasses import dataclass
from datetime import date

from core.sdk import Contribution, Person, rows, similar
from plugins.proposals.days import period_of
from plugins.proposals.reading import Proposal
from plugins.proposals.rules import Rule
from plugins.proposals.states import Stage
from plugins.proposals.writing import PROPOSAL

NEAREST = 5
_WORDS = 1_000
_CASES = """
    SELECT k.contribution AS id, k.stage, k.decided_on, k.outcome FROM proposals_case k
    WHERE k.contribution = ANY ($1::bigint[])
"""
_PLACES = "SELECT DISTINCT c.activity FROM proposals_case k JOIN contribution c ON c.id = k.contribution"


@dataclass(frozen=True, slots=True)
class Alike:
    """`same_period`: decided in the election period that runs now, so that the same cannot be put forward again."""

    id: int
    title: str
    url: str
    stage: Stage
    decided_on: date | None
    same_period: bool


async def alike_to(*, proposal: Proposal, rule: Rule, viewer: Person | None, today: date) -> list[Alike]:
    """The nearest of each activity, those decided in this period first."""
    text = f"{proposal.title} {proposal.text}"[:_WORDS]
    near: dict[int, Contribution] = {}
    for place in await rows(_PLACES):
        found = await similar(
            activity_id=place["activity"],
            kind=PROPOSAL,
            text=text,
            size=NEAREST,
            viewer=viewer,
            but=proposal.id,
        )
        near |= {each.id: each for each in found}
    period = period_of(today, rule.law.period.elections) if rule.once_per_period else None
    since = period[0] if period else None
    cases = await rows(_CASES, list(near))
    alike = [
        Alike(
            case["id"],
            near[case["id"]].title,
            near[case["id"]].url,
            Stage(case["stage"]),
            case["decided_on"],
            since is not None and case["decided_on"] is not None and case["decided_on"] >= since,
        )
        for case in cases
    ]
    order = {each: place for place, each in enumerate(near)}
    return sorted(alike, key=lambda each: (not each.same_period, order[each.id]))
