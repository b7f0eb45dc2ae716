"""The money of the voters in Equal Shares: fast in floating point, exact where it matters.

Comparing options needs the money of many voters many times over, and floats do that in an array. Wherever two figures are so
near each other that rounding could decide, the exact value is worked out in fractions instead: each voter's exact purse follows
from the options bought so far that the ballot names, so voters with the same history share one computation.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from plugins.voting.counting.election import Election
from plugins.voting.counting.utilities import Utility, gain

NEAR = 1e-9  # relative; floats here are right to about 1e-13
_DUST = 1e-6  # what floats leave in an empty purse

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Backers:
    """Those who named one option: rows of distinct ballots, how many voters each stands for, and what they gain."""

    rows: Ints
    times: Ints
    gains: Ints


def backers_of(election: Election, utility: Utility) -> dict[str, Backers]:
    """By option; options that nobody gains from are left out."""
    found: dict[str, tuple[list[int], list[int], list[int]]] = {}
    for row, (marks, times) in enumerate(election.ballots.items()):
        for key, points in marks:
            worth = gain(election, key, points, utility)
            if worth > 0:
                rows, many, gains = found.setdefault(key, ([], [], []))
                rows.append(row)
                many.append(times)
                gains.append(worth)
    return {
        key: Backers(np.array(rows), np.array(many), np.array(gains))
        for key, (rows, many, gains) in found.items()
    }


class Purses:
    """Every voter begins with the same sum; buying an option takes `min(purse, price * gain)` from each of its backers."""

    def __init__(
        self, backers: dict[str, Backers], costs: dict[str, int], ballots: int, each: Fraction
    ) -> None:
        self._backers, self._costs = backers, costs
        self._money: Floats = np.full(ballots, float(each))
        self._bought: list[str] = []
        self._replayed = 0
        self._class_of: Ints = np.zeros(ballots, dtype=np.int64)  # rows whose purses went the same way
        self._purse: list[Fraction] = [each]  # of each class, after the first `_replayed` purchases
        self._exact_prices: dict[str, Fraction] = {}

    def gain(self, key: str) -> int:
        """Of all voters from one option."""
        backers = self._backers.get(key)
        return int(backers.gains @ backers.times) if backers else 0

    def price(self, key: str) -> float | None:
        """The lowest price of a unit of gain at which the backers cover the cost; None where they cannot."""
        backers, cost = self._backers[key], self._costs[key]
        money = self._money[backers.rows]
        if not self._covered(key, float(money @ backers.times)):
            return None
        per_gain = money / backers.gains
        order = np.argsort(per_gain, kind="stable")
        paid = np.concatenate(([0.0], np.cumsum((money * backers.times)[order])[:-1]))
        open_gain = np.cumsum((backers.gains * backers.times)[order][::-1].astype(np.float64))[::-1]
        prices = (cost - paid) / open_gain
        enough = prices <= per_gain[order] * (1 + NEAR)
        return float(prices[int(np.argmax(enough))]) if enough.any() else float(per_gain[order[-1]])

    def exact_price(self, key: str) -> Fraction:
        """The same in fractions."""
        self._catch_up()
        return self._price_in_fractions(key)

    def exact_prices(self) -> dict[str, Fraction]:
        """Of everything that was bought."""
        self._catch_up()
        return self._exact_prices

    def _price_in_fractions(self, key: str) -> Fraction:
        """Those with the least money per gain pay all they have, the others share the rest."""
        groups = sorted(self._groups(key), key=lambda group: group[0] / group[1])
        open_sum, open_gain = (
            Fraction(self._costs[key]),
            sum(worth * times for _purse, worth, times in groups),
        )
        for purse, worth, times in groups:
            if open_sum / open_gain * worth <= purse:
                return open_sum / open_gain
            open_sum -= purse * times
            open_gain -= worth * times
        raise ValueError(f"the backers of {key} cannot cover it")

    def exact_together(self, key: str) -> Fraction:
        self._catch_up()
        return sum((purse * times for purse, _gain, times in self._groups(key)), Fraction(0))

    def buy(self, key: str, price: float) -> None:
        backers = self._backers[key]
        self._money[backers.rows] -= np.minimum(self._money[backers.rows], price * backers.gains)
        self._bought.append(key)

    def payers(self, key: str) -> int:
        """How many of the backers have anything left to pay with."""
        backers = self._backers[key]
        return int(backers.times[self._money[backers.rows] > _DUST].sum())

    def most_paid(self, key: str) -> Fraction:
        """What the backer who gained most paid for an option that was bought."""
        return self.exact_prices()[key] * int(self._backers[key].gains.max())

    def _covered(self, key: str, total: float) -> bool:
        """Where floats cannot say, fractions do: exactly enough is enough."""
        cost = self._costs[key]
        if abs(total - cost) > cost * NEAR:
            return total > cost
        return self.exact_together(key) >= cost

    def _groups(self, key: str) -> list[tuple[Fraction, int, int]]:
        """(purse, gain, voters) of the backers, equal ones together."""
        backers = self._backers[key]
        pairs = np.stack((self._class_of[backers.rows], backers.gains))
        found, where = np.unique(pairs, axis=1, return_inverse=True)
        times = np.bincount(where.ravel(), weights=backers.times).astype(np.int64)
        return [
            (self._purse[int(cls)], int(worth), int(many))
            for cls, worth, many in zip(found[0], found[1], times, strict=True)
        ]

    def _catch_up(self) -> None:
        """Repeat in fractions what has been bought since the last time."""
        while self._replayed < len(self._bought):
            key = self._bought[self._replayed]
            self._replayed += 1
            self._exact_prices[key] = price = self._price_in_fractions(key)
            self._pay(key, price)

    def _pay(self, key: str, price: Fraction) -> None:
        backers = self._backers[key]
        pairs = np.stack((self._class_of[backers.rows], backers.gains))
        found, where = np.unique(pairs, axis=1, return_inverse=True)
        begin = len(self._purse)
        for cls, worth in zip(found[0], found[1], strict=True):
            purse = self._purse[int(cls)]
            self._purse.append(purse - min(purse, price * int(worth)))
        self._class_of[backers.rows] = begin + where.ravel()
