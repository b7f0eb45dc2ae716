"""What a count gives: which options, why, and what it would have needed."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Why(StrEnum):
    """The reason for one decision. Greedy rules use the first three, Equal Shares the others too."""

    FITS = "fits"  # funded: its turn came while there was money enough
    TOO_DEAR = "too_dear"  # its turn came when less was left than it costs
    NOBODY = "nobody"  # nobody voted for it
    SHARED = "shared"  # funded: its supporters paid for it together
    COMPLETED = "completed"  # funded with what was left over, in the order of the completion
    NOT_PAID = (
        "not_paid"  # its supporters had too little money left together, and what was left over went to others
    )


@dataclass(frozen=True)
class Decision:
    """One option. Sums are in the budget's unit; `price` is what the supporter who paid most paid (exact)."""

    key: str
    funded: bool
    why: Why
    turn: int  # the how-manieth option that was looked at or bought, from 1
    supporters: int
    score: int
    left: int  # of the budget, before this decision
    missing: int = 0  # what it would have needed: money of the budget, or of its supporters
    payers: int = 0
    price: Fraction = Fraction(0)


@dataclass(frozen=True)
class Tie:
    """Options that were equal at a turn, in the order that the tie-break gave, and what decided."""

    turn: int
    keys: tuple[str, ...]
    by: str  # supporters, cost, lot


@dataclass(frozen=True)
class Outcome:
    decisions: tuple[Decision, ...]  # in the order in which they were made
    ties: tuple[Tie, ...]
    spent: int
    note: dict[str, str]  # what the rule wants on record, as the budget increase of Equal Shares

    @property
    def winners(self) -> tuple[str, ...]:
        return tuple(decision.key for decision in self.decisions if decision.funded)
