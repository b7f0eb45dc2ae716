"""What is counted: options with a cost, a budget, and ballots. Whole numbers only, so that a recount is equal to the
last unit."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


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

    @classmethod
    def of(
        cls,
        *,
        options: Iterable[Option],
        budget: int,
        kind: BallotKind,
        ballots: Iterable[Marks],
        name: str = "",
    ) -> "Election":
        """From single ballots. Marks for options that are not there are left out."""
        offered = tuple(options)
        known = {option.key for option in offered}
        kept = (tuple(mark for mark in marks if mark[0] in known) for marks in ballots)
        return cls(offered, budget, kind, dict(Counter(kept)), name)

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
        """What greedy rules count: ballots (approval), points (cumulative), Borda points (ordinal)."""
        most = len(self.options)
        if self.kind is BallotKind.APPROVAL:
            return self.supporters
        if self.kind is BallotKind.CUMULATIVE:
            return self._sum(lambda points: points)
        return self._sum(lambda rank: most - rank)

    def _sum(self, worth: Callable[[int], int]) -> dict[str, int]:
        found = dict.fromkeys(self.by_key, 0)
        for marks, times in self.ballots.items():
            for key, points in marks:
                found[key] += worth(points) * times
        return found
