"""What a voter gains from an option, for Equal Shares (Peters, Pierczyński, Skowron, NeurIPS 2021, arXiv:2008.13276)."""

from enum import StrEnum

from plugins.voting.counting.election import BallotKind, Election


class Utility(StrEnum):
    """`cost`: an option is worth what it costs (as in Wieliczka 2023), so supporters pay equal sums. `votes`: each option
    is worth one.

    Ballots with points or ranks say themselves what each option is worth: points, or Borda points (options minus rank).
    """

    COST = "cost"
    VOTES = "votes"


def gain(election: Election, key: str, points: int, utility: Utility) -> int:
    """Of one ballot from one option that it names; a whole number, never below zero."""
    if election.kind is BallotKind.CUMULATIVE:
        return max(points, 0)
    if election.kind is BallotKind.ORDINAL:
        return len(election.options) - points
    return election.by_key[key].cost if utility is Utility.COST else 1
