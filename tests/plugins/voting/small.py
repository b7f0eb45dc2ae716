"""Small elections, made by hand or by a seed."""

import random
from collections.abc import Iterable, Sequence

from plugins.voting.counting.election import BallotKind, Election, Option


def approval(costs: dict[str, int], budget: int, ballots: Iterable[Sequence[str]]) -> Election:
    return Election.of(
        options=[Option(key, f"Tiltak {key}", cost) for key, cost in costs.items()],
        budget=budget,
        kind=BallotKind.APPROVAL,
        ballots=[tuple((key, 1) for key in ballot) for ballot in ballots],
    )


def random_approval(seed: int, *, options: int, voters: int, budget: int = 10_000_000) -> Election:
    """Some options are wanted by many, most by few, as in real elections."""
    chance = random.Random(seed)
    keys = [str(number) for number in range(1, options + 1)]
    costs = {key: chance.randrange(50_000, 1_500_000, 1_000) for key in keys}
    weights = [1 / (place + 5) for place in range(options)]
    ballots = [
        sorted(set(chance.choices(keys, weights, k=chance.randint(1, min(10, options)))))
        for _voter in range(voters)
    ]
    return approval(costs, budget, ballots)
