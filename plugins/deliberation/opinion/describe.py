"""What groups say: typical of one, uniting across all, dividing, uncertain. The formulas are those of the Polis papers.

Shares are (n + 1) / (seen + 2): with few answers they stay near one half, so that two votes do not look like unanimity.
"""

from dataclasses import dataclass

import numpy as np

from plugins.deliberation.opinion.votes import AGREE, DISAGREE, Floats, Ints, Votes

ENOUGH = 5  # answers from a group before anything is said of it
_SURE = 1.2816  # one-sided, nine times of ten
_TYPICAL, _UNITING, _DIVIDING, _UNSURE = 5, 8, 6, 6  # how many of each are named
_UNITED = 0.6  # every group must agree by this share
_APART = 0.35  # the difference between two groups that divides
_PASSING = 0.25  # passes among the answers


@dataclass(frozen=True)
class Tallies:
    """Counts, a row for each group and a column for each statement."""

    agree: Ints
    disagree: Ints
    seen: Ints

    @property
    def passes(self) -> Ints:
        return self.seen - self.agree - self.disagree

    def share(self, side: int) -> Floats:
        count = self.agree if side == AGREE else self.disagree
        return (count + 1) / (self.seen + 2)


@dataclass(frozen=True)
class Sided:
    """A statement, and on which side of it people stand."""

    statement: int
    side: int
    strength: float


def tally(votes: Votes, of: Ints, groups: int) -> Tallies:
    """`of`: the group of each voter, -1 for none."""
    known = of[votes.voter] >= 0
    cell = of[votes.voter[known]] * votes.statements + votes.statement[known]
    value = votes.value[known]

    def count(mark: np.ndarray) -> Ints:
        counted = np.bincount(cell[mark], minlength=groups * votes.statements)
        return counted.reshape(groups, votes.statements).astype(np.int64)

    return Tallies(count(value == AGREE), count(value == DISAGREE), count(np.ones(len(value), dtype=bool)))


def typical(tallies: Tallies) -> list[list[Sided]]:
    """For each group what it says, and says more than the others: both beyond chance, the most telling first."""
    return [_typical_of(tallies, group) for group in range(len(tallies.seen))]


def _typical_of(tallies: Tallies, group: int) -> list[Sided]:
    seen = tallies.seen[group]
    rest = tallies.seen.sum(axis=0) - seen
    found: list[Sided] = []
    for side, counts in ((AGREE, tallies.agree), (DISAGREE, tallies.disagree)):
        own, others = counts[group], counts.sum(axis=0) - counts[group]
        share, other = (own + 1) / (seen + 2), (others + 1) / (rest + 2)
        alone = _beyond_half(own, seen)
        against = _beyond_others(own, seen, others, rest)
        fits = (alone > _SURE) & (against > _SURE) & (seen >= ENOUGH) & (rest >= 1)
        strength = share * (share / other) * alone * against
        found += [Sided(int(n), side, float(strength[n])) for n in np.flatnonzero(fits)]
    return sorted(found, key=lambda each: (-each.strength, each.statement))[:_TYPICAL]


def uniting(tallies: Tallies) -> list[Sided]:
    """Group-informed consensus: the product over the groups of the share that agrees (or disagrees) in each."""
    heard = (tallies.seen >= ENOUGH).all(axis=0)
    found: list[Sided] = []
    for side in (AGREE, DISAGREE):
        shares = tallies.share(side)
        strength = shares.prod(axis=0) ** (1 / len(shares))
        fits = heard & (shares.min(axis=0) >= _UNITED)
        found += [Sided(int(n), side, float(strength[n])) for n in np.flatnonzero(fits)]
    return sorted(found, key=lambda each: (-each.strength, each.statement))[:_UNITING]


def dividing(tallies: Tallies) -> list[Sided]:
    """Where the shares that agree differ most between two groups. `side` is 0: it has none."""
    share = tallies.share(AGREE)
    heard = tallies.seen >= ENOUGH
    high = np.where(heard, share, -np.inf).max(axis=0)
    low = np.where(heard, share, np.inf).min(axis=0)
    gap = np.where(heard.sum(axis=0) >= 2, high - low, 0.0)  # noqa: PLR2004 - it takes two to differ
    found = [Sided(int(n), 0, float(gap[n])) for n in np.flatnonzero(gap >= _APART)]
    return sorted(found, key=lambda each: (-each.strength, each.statement))[:_DIVIDING]


def unsure(tallies: Tallies) -> list[Sided]:
    """What many pass on: they do not know yet, or the statement is unclear."""
    seen = tallies.seen.sum(axis=0)
    passing = (tallies.passes.sum(axis=0) + 1) / (seen + 2)
    fits = (passing >= _PASSING) & (seen >= 2 * ENOUGH)
    found = [Sided(int(n), 0, float(passing[n])) for n in np.flatnonzero(fits)]
    return sorted(found, key=lambda each: (-each.strength, each.statement))[:_UNSURE]


def _beyond_half(count: Ints, seen: Ints) -> Floats:
    """z of one proportion against one half."""
    z: Floats = 2 * np.sqrt(seen + 1) * ((count + 1) / (seen + 1) - 0.5)
    return z


def _beyond_others(count: Ints, seen: Ints, others: Ints, rest: Ints) -> Floats:
    """z of two proportions."""
    one, two = (count + 1) / (seen + 1), (others + 1) / (rest + 1)
    both = (count + others + 2) / (seen + rest + 2)
    spread = np.sqrt(np.clip(both * (1 - both), 1e-9, None) * (1 / (seen + 1) + 1 / (rest + 1)))
    z: Floats = (one - two) / spread
    return z
