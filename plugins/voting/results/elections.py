"""From what is in the database to what is counted: one election for each pot of money.

A district or a category with a budget of its own is a pot: its options compete for that money only. An option that stands in two
such parts belongs to its district's. What the parts leave of the whole budget is the pot for everything else. In each pot those
count as voters who chose something there.
"""

from dataclasses import dataclass
from typing import Any

from core.sdk import Activity, rows, slugify
from plugins.voting.counting.election import BallotKind, Election, Marks, Option
from plugins.voting.options import Part, VoteOption, options_of, parts_of
from plugins.voting.settings import ORE, VotingSettings, settings_of

_KINDS = {
    "knapsack": BallotKind.APPROVAL,
    "approval": BallotKind.APPROVAL,
    "points": BallotKind.CUMULATIVE,
    "ranking": BallotKind.ORDINAL,
}
_STEPS = 200  # an equal share is raised by this part of itself at a time, and at least by one unit
ALL = "all"

Choices = dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Pot:
    """`part` None: what is for everything else. `unit`: how many øre one unit of the election's money is (places: 1)."""

    slug: str
    part: Part | None
    election: Election
    unit: int
    chosen: VotingSettings

    def parameters(self, rule: str) -> dict[str, str]:
        """What the published file says of how the rule was set."""
        if rule != "equal_shares":
            return {}
        share = self.election.budget // max(self.election.voters, 1)
        step = max(share // _STEPS, 1) if self.chosen.money else 0
        return {"utility": "cost", "step": str(step), "fill": "yes"}


async def pots_of(*, activity: Activity) -> list[Pot]:
    """In the order of the parts, the rest last; pots without options are left out."""
    options = await options_of(activity=activity)
    parts = [part for part in await parts_of(activity_id=activity.id) if part.budget is not None]
    cast = await rows("SELECT choices FROM voting_ballot WHERE activity = $1", activity.id)
    ballots: list[Choices] = [each["choices"] for each in cast]
    return pots_from(settings_of(activity), options, parts, ballots)


def pots_from(
    chosen: VotingSettings, options: list[VoteOption], parts: list[Part], ballots: list[Choices]
) -> list[Pot]:
    capped = {part.id: part for part in parts} if chosen.money else {}
    groups: dict[int | None, list[VoteOption]] = {}
    for option in options:
        groups.setdefault(_pot_of(option, capped), []).append(option)
    rest = max(chosen.budget_ore - sum(part.budget or 0 for part in capped.values()), 0)
    order: list[tuple[Part | None, int]] = [(part, part.budget or 0) for part in capped.values()]
    return [
        _pot(chosen, part, budget, groups[part.id if part else None], ballots)
        for part, budget in [*order, (None, rest)]
        if groups.get(part.id if part else None)
    ]


def _pot_of(option: VoteOption, capped: dict[int, Part]) -> int | None:
    return next((part for part in (option.district, option.category) if part in capped), None)


def _pot(
    chosen: VotingSettings, part: Part | None, budget: int, options: list[VoteOption], ballots: list[Choices]
) -> Pot:
    unit = _unit(chosen, [budget, *(option.cost for option in options)])
    ids = {str(option.id) for option in options}
    here = ({key: mark for key, mark in choices.items() if key in ids} for choices in ballots)
    election = Election.of(
        options=(_option(option, unit) for option in options),
        budget=budget // unit,
        kind=_KINDS[chosen.ballot],
        ballots=(_marks(choices) for choices in here if choices),
        name=str(part.name) if part else "",
        ranks=min(chosen.most or len(options), len(options)),
    )
    slug = f"{part.id}-{slugify(part.name.text('nb'), fallback='pot')}" if part else ALL
    return Pot(slug=slug[:60], part=part, election=election, unit=unit, chosen=chosen)


def _unit(chosen: VotingSettings, sums: list[int]) -> int:
    """Whole kroner where nothing is finer, since that is what people read in the file."""
    return ORE if chosen.money and all(each % ORE == 0 for each in sums) else 1


def _option(option: VoteOption, unit: int) -> Option:
    return Option(key=str(option.id), name=option.title, cost=option.cost // unit)


def _marks(choices: dict[str, Any]) -> Marks:
    return tuple((key, int(mark)) for key, mark in choices.items())
