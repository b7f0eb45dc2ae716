"""Ties: options that a rule finds equal are ordered by stated steps, and each tie is written down.

1. More ballots name it. 2. It costs less. 3. By lot: the option whose SHA-256 of `seed` and key comes first. The seed is
the fingerprint of the ballots themselves: nobody knows it before the last ballot is in, and anyone can work it out afterwards.
"""

from collections.abc import Iterable
from hashlib import sha256

from plugins.voting.counting.election import Election
from plugins.voting.counting.outcome import Tie


class TieBreak:
    """The order among equals, and the log of those that occurred."""

    def __init__(self, election: Election, seed: str) -> None:
        self._election, self._seed = election, seed
        self.log: list[Tie] = []

    def order(self, keys: Iterable[str]) -> list[str]:
        return sorted(keys, key=self.rank)

    def rank(self, key: str) -> tuple[int, int, str, str]:
        cost = self._election.by_key[key].cost
        return -self._election.supporters[key], cost, self._lot(key), key

    def first(self, keys: list[str], *, turn: int) -> str:
        """Of those that are equal at this turn."""
        if len(keys) == 1:
            return keys[0]
        ordered = self.order(keys)
        self.log.append(Tie(turn, tuple(ordered), self._decided_by(ordered[0], ordered[1])))
        return ordered[0]

    def _lot(self, key: str) -> str:
        return sha256(f"{self._seed}\n{key}".encode()).hexdigest()

    def _decided_by(self, one: str, other: str) -> str:
        a, b = self.rank(one), self.rank(other)
        return "supporters" if a[0] != b[0] else "cost" if a[1] != b[1] else "lot"
