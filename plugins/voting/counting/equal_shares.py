"""The Method of Equal Shares (Peters, Pierczyński, Skowron, "Proportional Participatory Budgeting with Additive
Utilities", NeurIPS 2021).

Every voter gets an equal share of the budget. Again and again the option is bought whose backers get the most for
their money: each pays in proportion to what they gain, and nobody more than they have. An option is bought only by those
who voted for it.

Completion: Equal Shares alone often leaves money over. Then every voter's share is raised by `step`, and the whole count is
done anew, until the result would cost more than the budget (`add1`, as in Wieliczka 2023; also when nothing more fits meanwhile,
since a larger share can give another result that does), or the share has become eleven times as large. What is left after that
goes to options in the order of what all voters together gain for the money: with the utility `cost` that is votes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from plugins.voting.counting.election import Election
from plugins.voting.counting.outcome import Decision, Outcome, Why
from plugins.voting.counting.purses import NEAR, Backers, Purses, backers_of
from plugins.voting.counting.ties import TieBreak
from plugins.voting.counting.utilities import Utility

MOST_RAISED = 10  # times the first share


@dataclass(frozen=True)
class Settings:
    """`step`: by how much each voter's share rises, in what the file counts in; 0 = no raise. `fill`: give out what is left."""

    utility: Utility = Utility.COST
    step: int = 1
    fill: bool = True


def equal_shares(election: Election, *, seed: str, settings: Settings = Settings()) -> Outcome:
    """The outcome with each decision; the note says how far the shares were raised."""
    backers = backers_of(election, settings.utility)
    each, raised = Fraction(election.budget, max(election.voters, 1)), 0
    step = settings.step * election.scale
    run = _Run(election, backers, each, seed)
    while step and len(run.bought) < len(backers) and raised < each * MOST_RAISED:
        wider = _Run(election, backers, each + raised + step, seed)
        if wider.spent > election.budget:
            break
        run, raised = wider, raised + step
    decisions = [*run.decisions(), *_rest(election, run, settings)]
    spent = sum(election.by_key[each.key].cost for each in decisions if each.funded)
    return Outcome(tuple(decisions), tuple(run.ties.log), spent, {"share": str(each), "raised": str(raised)})


class _Run:
    """One count with one share for every voter."""

    def __init__(self, election: Election, backers: dict[str, Backers], each: Fraction, seed: str) -> None:
        self.election = election
        self.costs = {key: election.by_key[key].cost for key in backers}
        self.purses = Purses(backers, self.costs, len(election.ballots), each)
        self.ties = TieBreak(election, seed)
        self.payers = dict.fromkeys(self.ties.order(key for key in backers if not self.costs[key]), 0)
        # A price only rises while purses empty, so the one worked out last is a lower bound: most options need no new look.
        self.bounds = {key: 0.0 for key in backers if self.costs[key]}
        self.spent = 0
        while best := self._cheapest():
            self._buy(best)

    @property
    def bought(self) -> list[str]:
        return list(self.payers)

    def decisions(self) -> Iterator[Decision]:
        left = self.election.budget
        for turn, (key, payers) in enumerate(self.payers.items(), start=1):
            yield Decision(
                key=key,
                funded=True,
                why=Why.SHARED,
                turn=turn,
                supporters=self.election.supporters[key],
                score=self.election.scores[key],
                left=left,
                payers=payers,
                price=self.purses.most_paid(key) if self.costs[key] else Fraction(0),
            )
            left -= self.costs[key]

    def _cheapest(self) -> dict[str, float]:
        """What is cheapest for its backers, as far as floats can tell. What nobody can afford any more goes out."""
        found: dict[str, float] = {}
        lowest = float("inf")
        for key in sorted(self.bounds, key=self.bounds.__getitem__):
            if self.bounds[key] > lowest * (1 + NEAR):
                break
            price = self.purses.price(key)
            if price is None:
                del self.bounds[key]
                continue
            self.bounds[key] = price * (1 - NEAR)
            found[key] = price
            lowest = min(lowest, price)
        return {key: price for key, price in found.items() if price <= lowest * (1 + NEAR)}

    def _buy(self, best: dict[str, float]) -> None:
        keys = list(best)
        if len(keys) > 1:
            exact = {key: self.purses.exact_price(key) for key in keys}
            keys = [key for key in keys if exact[key] == min(exact.values())]
        key = self.ties.first(keys, turn=len(self.payers) + 1)
        self.payers[key] = self.purses.payers(key)
        self.purses.buy(key, best[key])
        self.spent += self.costs[key]
        del self.bounds[key]


def _rest(election: Election, run: _Run, settings: Settings) -> Iterator[Decision]:
    """The options that were not bought, in order of gain for the money: filled up with what is left, or not."""
    left = election.budget - run.spent
    rest = (key for key in election.by_key if key not in run.payers)

    def order(key: str) -> tuple[Fraction, tuple[int, int, str, str]]:
        return -Fraction(run.purses.gain(key), max(election.by_key[key].cost, 1)), run.ties.rank(key)

    for turn, key in enumerate(sorted(rest, key=order), start=len(run.bought) + 1):
        cost, score = election.by_key[key].cost, election.scores[key]
        funded = settings.fill and score > 0 and cost <= left
        together = floor(run.purses.exact_together(key)) if key in run.costs else 0
        yield Decision(
            key=key,
            funded=funded,
            why=Why.COMPLETED if funded else Why.NOT_PAID if score > 0 else Why.NOBODY,
            turn=turn,
            supporters=election.supporters[key],
            score=score,
            left=left,
            missing=max(cost - together, 0),
        )
        left -= cost if funded else 0
