"""From votes to a picture of opinion: who counts, where people stand, which groups there are, and what they say."""

from dataclasses import dataclass, field

import numpy as np

from plugins.deliberation.opinion.describe import Sided, Tallies, dividing, tally, typical, uniting, unsure
from plugins.deliberation.opinion.groups import group_points, keep_names
from plugins.deliberation.opinion.space import place_voters
from plugins.deliberation.opinion.votes import Floats, Ints, Marks, Votes

FEWEST_ANSWERS = 7  # of a person before that person shapes the groups, as in Polis
FEWEST_PEOPLE = 10  # before there are groups at all
FEWEST_STATEMENTS = 3


@dataclass(frozen=True)
class Before:
    """What the last run left behind, so that the next one stays near it."""

    axes: Floats
    centres: Floats
    of: Ints


@dataclass(frozen=True)
class Opinion:
    """`of`: the group of each voter, -1 where too little is known. Without groups `sizes` is empty."""

    of: Ints
    points: Floats
    axes: Floats
    centres: Floats
    reach: Floats
    all: Tallies
    sizes: tuple[int, ...] = ()
    silhouette: float = 0.0
    by_group: Tallies | None = None
    typical: list[list[Sided]] = field(default_factory=list)
    uniting: list[Sided] = field(default_factory=list)
    dividing: list[Sided] = field(default_factory=list)
    unsure: list[Sided] = field(default_factory=list)


def analyse(
    votes: Votes, *, shown: Marks, before: Before | None = None, fewest: int = FEWEST_ANSWERS
) -> Opinion:
    """`shown`: the statements that are published; others tell nothing here. Who counts is decided by all answers, as in
    Polis: nobody drops out of the picture because a moderator hides a statement.
    """
    counted = votes.answered >= min(fewest, max(1, int(shown.sum())))
    votes = votes.of(shown)
    everybody = tally(votes, np.zeros(votes.voters, dtype=np.int64), 1)
    if counted.sum() < FEWEST_PEOPLE or shown.sum() < FEWEST_STATEMENTS:
        return _without_groups(votes, everybody)
    space = place_voters(votes, counted=counted, before=before.axes if before else None)
    grouping = group_points(space.points[counted], before=before.centres if before else None)
    number = len(grouping.centres)
    names = keep_names(grouping.of, _last(before, counted), number)
    of = np.full(votes.voters, -1, dtype=np.int64)
    of[counted] = names[grouping.of]
    centres = np.zeros_like(grouping.centres)
    centres[names] = grouping.centres
    tallies = tally(votes, of, number)
    return Opinion(
        of=of,
        points=space.points,
        axes=space.axes,
        centres=centres,
        reach=space.reach,
        all=everybody,
        sizes=tuple(int(size) for size in np.bincount(of[counted], minlength=number)),
        silhouette=grouping.silhouette,
        by_group=tallies,
        typical=typical(tallies),
        uniting=uniting(tallies),
        dividing=dividing(tallies),
        unsure=unsure(everybody),
    )


def _last(before: Before | None, counted: Marks) -> Ints:
    if before is None:
        return np.full(int(counted.sum()), -1, dtype=np.int64)
    return before.of[counted]


def _without_groups(votes: Votes, everybody: Tallies) -> Opinion:
    return Opinion(
        of=np.full(votes.voters, -1, dtype=np.int64),
        points=np.zeros((votes.voters, 2)),
        axes=np.zeros((votes.statements, 2)),
        centres=np.zeros((0, 2)),
        reach=np.zeros(votes.statements),
        all=everybody,
        unsure=unsure(everybody),
    )
