"""What is counted: options with a cost, a budget, and ballots. Whole numbers only, so that a recount is equal to the
last unit."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import sha256


class BallotKind(StrEnum):
    """How voters mark a ballot, by the names of the Pabulib format (https://pabulib.org/format)."""

    APPROVAL = "approval"  # options that are wanted; a ballot within the budget (knapsack) is one too
    CUMULATIVE = "cumulative"  # points to options
    ORDINAL = "ordinal"  # options in order, the most wanted first


@dataclass(frozen=True)
class Option:
    """`cost` in the smallest unit of the budget (øre, or what the file counts in). `selected`: what was published, where it
    was."""

    key: str
    name: str
    cost: int
    votes: int | None = None  # as published
    score: int | None = None  # as published
    selected: bool | None = None
    facts: dict[str, str] = field(default_factory=dict)  # other columns of the file


Marks = tuple[
    tuple[str, int], ...
]  # option key and points, in the order of the ballot; approval: 1 each; ordinal: rank from 1


@dataclass(frozen=True)
class Election:
    """One pot: its options, its budget, its ballots. Equal ballots stand together with their number."""

    options: tuple[Option, ...]
    budget: int
    kind: BallotKind
    ballots: dict[Marks, int]
    name: str = ""
    ranks: int = 0  # how many options may be put in order; 0: all of them
    scale: int = (
        1  # how many units of the sums here make one in the file: 100 where the file has øre after the point
    )

    @classmethod
    def of(
        cls,
        *,
        options: Iterable[Option],
        budget: int,
        kind: BallotKind,
        ballots: Iterable[Marks],
        name: str = "",
        ranks: int = 0,
        scale: int = 1,
    ) -> "Election":
        """From single ballots. Marks for options that are not offered are left out."""
        offered = tuple(options)
        known = {option.key for option in offered}
        kept = (_in_order((mark for mark in marks if mark[0] in known), kind) for marks in ballots)
        return cls(offered, budget, kind, dict(Counter(kept)), name, ranks, scale)

    @cached_property
    def voters(self) -> int:
        """How many ballots were cast, blank ones too."""
        return sum(self.ballots.values())

    @cached_property
    def by_key(self) -> dict[str, Option]:
        return {option.key: option for option in self.options}

    @cached_property
    def supporters(self) -> dict[str, int]:
        """How many ballots name each option."""
        return self._sum(lambda _points: 1)

    @cached_property
    def scores(self) -> dict[str, int]:
        """What greedy rules count: ballots (approval), points (cumulative), points by rank (ordinal)."""
        return self.supporters if self.kind is BallotKind.APPROVAL else self._sum(self.points)

    def points(self, mark: int) -> int:
        """What one mark on a ballot gives its option. Ranks: of three that may be put in order, the first gets 3, then 2, 1."""
        if self.kind is not BallotKind.ORDINAL:
            return max(mark, 0)
        return max((self.ranks or len(self.options)) - mark + 1, 0)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the ballots, sorted: the same for the same ballots, in whatever order they came."""
        lines = sorted(f"{times}x{marks}" for marks, times in self.ballots.items())
        return sha256("\n".join(lines).encode()).hexdigest()

    def _sum(self, worth: Callable[[int], int]) -> dict[str, int]:
        found = dict.fromkeys(self.by_key, 0)
        for marks, times in self.ballots.items():
            for key, mark in marks:
                found[key] += worth(mark) * times
        return found


def _in_order(marks: Iterable[tuple[str, int]], kind: BallotKind) -> Marks:
    """Equal ballots look equal: by rank, counted from 1 anew, otherwise by key. An option that is named twice counts once."""
    once = dict(reversed(list(marks)))
    if kind is not BallotKind.ORDINAL:
        return tuple(sorted(once.items()))
    ranked = sorted(once, key=lambda key: (once[key], key))
    return tuple((key, rank) for rank, key in enumerate(ranked, start=1))
