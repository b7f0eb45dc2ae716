"""What an option that was not funded would have needed: the smallest change that helps, worked out from the decisions."""

from fractions import Fraction
from math import ceil

from plugins.voting.counting.outcome import Decision


def votes_needed(decision: Decision, *, cost: int, before: list[tuple[Decision, int]], per_cost: bool) -> int:
    """Greedy rules: how many more votes (or points) would have given its turn while there was money enough; 0: no number would.

    `before`: the decisions that were made earlier, with what those options cost, in their order.
    """
    in_time = [(earlier, price) for earlier, price in before if earlier.left >= cost]
    if not in_time:
        return 0
    last, price = in_time[-1]
    wanted = _value(last.score, price, per_cost=per_cost) * (cost if per_cost else 1)
    return max(int(wanted) + 1 - decision.score, 1)


def voters_needed(decision: Decision, share: Fraction) -> int:
    """Equal Shares: how many more voters with their whole share left would have covered what was missing."""
    return ceil(decision.missing / share) if share > 0 else 0


def _value(score: int, cost: int, *, per_cost: bool) -> Fraction:
    return Fraction(score, max(cost, 1)) if per_cost else Fraction(score)
