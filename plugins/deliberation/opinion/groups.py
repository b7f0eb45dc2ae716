"""Opinion groups: k-means on where people stand, with as many groups as the silhouette supports, stable from run to run."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from plugins.deliberation.opinion.votes import Floats, Ints

MOST_GROUPS = 5
_STARTS = 10
_ROUNDS = 100
_SAMPLE = 1_500  # points that the silhouette is measured on
_WORTH = 0.05  # what each further group must add to the silhouette
_HABIT = 0.02  # how much the number of last time is preferred
_BETTER = 0.99  # a fresh beginning must lower the spread below this share to replace last time's groups
_ALONE = 12  # people for each group that may be tried beyond two


@dataclass(frozen=True)
class Grouping:
    """`of`: the group of each point. `centres`: a row for each group. `silhouette`: -1 to 1, how well they are told apart."""

    of: Ints
    centres: Floats
    silhouette: float


def group_points(points: Floats, *, before: Floats | None = None) -> Grouping:
    """`before`: the centres of last time."""
    most = min(MOST_GROUPS, 2 + len(points) // _ALONE, len(np.unique(points, axis=0)))
    tried = [_grouping(points, number, before) for number in range(2, most + 1)]
    if not tried:
        return Grouping(np.zeros(len(points), dtype=np.int64), points.mean(axis=0, keepdims=True), 0.0)
    habit = len(before) if before is not None else 0
    return max(tried, key=lambda each: _worth(each, habit))


def keep_names(now: Ints, before: Ints, number: int) -> Ints:
    """For each group of now the name it had before, by who is in it; new groups get names that are free.

    `before` is -1 for who was in none.
    """
    names = max(number, int(before.max(initial=-1)) + 1)
    shared = np.zeros((number, names))
    both = before >= 0
    np.add.at(shared, (now[both], before[both]), 1)
    found, named = linear_sum_assignment(-shared)
    kept = {int(g): int(n) for g, n in zip(found, named, strict=True) if shared[g, n] > 0}
    by_size = np.argsort(-np.bincount(now, minlength=number), kind="stable")
    free = [name for name in range(names) if name not in kept.values()]
    for group in by_size:
        if int(group) not in kept:
            kept[int(group)] = free.pop(0)
    # Groups are numbered without gaps: when one is gone, the later ones move up, and keep their order.
    order = {name: place for place, name in enumerate(sorted(kept.values()))}
    return np.array([order[kept[group]] for group in range(number)], dtype=np.int64)


def _worth(grouping: Grouping, habit: int) -> float:
    number = len(grouping.centres)
    return grouping.silhouette - _WORTH * (number - 2) + (_HABIT if number == habit else 0.0)


def _grouping(points: Floats, number: int, before: Floats | None) -> Grouping:
    random = np.random.default_rng(number)  # the same draw every time
    runs = [_settle(points, _spread_out(points, number, random)) for _ in range(_STARTS)]
    best = min(runs, key=lambda run: run[2])
    if before is not None and len(before) == number:
        again = _settle(points, before)
        if best[2] > _BETTER * again[2]:
            best = again
    of, centres, _spread = best
    return Grouping(of, centres, silhouette(points, of))


def _settle(points: Floats, centres: Floats) -> tuple[Ints, Floats, float]:
    """Lloyd's rounds until nothing moves. A group that loses everybody keeps its place."""
    for _ in range(_ROUNDS):
        of = _nearest(points, centres)
        sizes = np.bincount(of, minlength=len(centres))
        sums = np.stack(
            [np.bincount(of, weights=column, minlength=len(centres)) for column in points.T], axis=1
        )
        moved = np.where(sizes[:, None] > 0, sums / np.maximum(1, sizes)[:, None], centres)
        still = np.allclose(moved, centres)
        centres = moved
        if still:
            break
    of = _nearest(points, centres)
    return of, centres, float(((points - centres[of]) ** 2).sum())


def _nearest(points: Floats, centres: Floats) -> Ints:
    distances = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    nearest: Ints = distances.argmin(axis=1)
    return nearest


def _spread_out(points: Floats, number: int, random: np.random.Generator) -> Floats:
    """Beginnings far from one another (k-means++)."""
    chosen = [points[random.integers(len(points))]]
    while len(chosen) < number:
        far = np.min([((points - each) ** 2).sum(axis=1) for each in chosen], axis=0)
        total = far.sum()
        chance = far / total if total > 0 else None
        chosen.append(points[random.choice(len(points), p=chance)])
    return np.array(chosen)


def silhouette(points: Floats, of: Ints) -> float:
    """The mean over a fixed sample: how much nearer people are to their own group than to the next one."""
    some = np.unique(np.linspace(0, len(points) - 1, min(len(points), _SAMPLE)).astype(int))
    points, of = points[some], of[some]
    names, own = np.unique(of, return_inverse=True)
    if len(names) < 2:  # noqa: PLR2004 - one group is told apart from none
        return -1.0
    distance = np.sqrt(((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2))
    sums = np.stack([distance[:, own == number].sum(axis=1) for number in range(len(names))], axis=1)
    sizes = np.bincount(own)
    at = np.arange(len(points))
    inside = sums[at, own] / np.maximum(1, sizes[own] - 1)
    outside = sums / sizes
    outside[at, own] = np.inf
    nearest = outside.min(axis=1)
    widest = np.maximum(inside, nearest)
    each = np.where(
        (sizes[own] > 1) & (widest > 0), (nearest - inside) / np.where(widest > 0, widest, 1), 0.0
    )
    return float(each.mean())
