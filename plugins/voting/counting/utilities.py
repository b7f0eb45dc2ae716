"""What a voter gains from an option, for Equal Shares (Peters, Pierczyński, Skowron, NeurIPS 2021, arXiv:2008.13276)."""

from enum import StrEnum

from plugins.voting.counting.election import BallotKind, Election


class Utility(StrEnum):
    """`cost`: an option is worth what it costs (as in Wieliczka 2023), so supporters pay equal sums. `votes`: each option
    is worth one.

    Ballots with points or ranks say themselves what each option is worth: points, or points by rank.
    """

    COST = "cost"
    VOTES = "votes"


def gain(election: Election, key: str, mark: int, utility: Utility) -> int:
    """Of one ballot from one option that it names; a whole number, never below zero."""
    if election.kind is BallotKind.APPROVAL:
        return max(election.by_key[key].cost, 1) if utility is Utility.COST else 1
    return election.points(mark)
