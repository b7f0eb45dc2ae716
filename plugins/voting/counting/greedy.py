"""Greedy rules: look at the options in order of votes, or of votes per cost, and take each that the rest of the budget covers."""

from collections.abc import Callable
from fractions import Fraction

from plugins.voting.counting.election import Election
from plugins.voting.counting.outcome import Decision, Outcome, Why
from plugins.voting.counting.ties import TieBreak

Value = Callable[[str], Fraction]


def greedy_by_votes(election: Election, *, seed: str) -> Outcome:
    """Most votes first. Whoever does not fit is passed over, and the next is looked at."""
    return _greedy(election, lambda key: Fraction(election.scores[key]), seed)


def greedy_by_votes_per_cost(election: Election, *, seed: str) -> Outcome:
    """Most votes per krone first; what costs nothing comes first of all."""

    def value(key: str) -> Fraction:
        cost = election.by_key[key].cost
        return Fraction(election.scores[key], cost) if cost else Fraction(election.scores[key] * 10**30)

    return _greedy(election, value, seed)


def _greedy(election: Election, value: Value, seed: str) -> Outcome:
    ties = TieBreak(election, seed)
    left, decisions = election.budget, list[Decision]()
    for turn, key in enumerate(_in_order(election, value, ties), start=1):
        cost, score = election.by_key[key].cost, election.scores[key]
        funded = score > 0 and cost <= left
        why = Why.FITS if funded else Why.NOBODY if score <= 0 else Why.TOO_DEAR
        decisions.append(
            Decision(
                key=key,
                funded=funded,
                why=why,
                turn=turn,
                supporters=election.supporters[key],
                score=score,
                left=left,
                missing=max(cost - left, 0),
            )
        )
        left -= cost if funded else 0
    return Outcome(tuple(decisions), tuple(ties.log), election.budget - left, {})


def _in_order(election: Election, value: Value, ties: TieBreak) -> list[str]:
    groups: dict[Fraction, list[str]] = {}
    for key in election.by_key:
        groups.setdefault(value(key), []).append(key)
    ordered: list[str] = []
    for worth in sorted(groups, reverse=True):
        equal = ties.order(groups[worth])
        if len(equal) > 1 and worth > 0:
            ties.first(equal, turn=len(ordered) + 1)
        ordered += equal
    return ordered
