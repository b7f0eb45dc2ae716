"""Votes as matrices: who said what of which statement. Nothing here knows a database."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Marks = NDArray[np.bool_]

AGREE, PASS, DISAGREE = 1, 0, -1


@dataclass(frozen=True)
class Votes:
    """Three columns of the same length: number of the voter, number of the statement, and 1, 0 or -1. Each pair at most once."""

    voters: int
    statements: int
    voter: NDArray[np.int32]
    statement: NDArray[np.int32]
    value: NDArray[np.int8]

    @cached_property
    def seen(self) -> sparse.csr_matrix:
        """1 where somebody has answered, also with pass."""
        return self._matrix(np.ones(len(self.value), dtype=np.float32))

    def said(self, value: int) -> sparse.csr_matrix:
        """1 where somebody said exactly this."""
        return self._matrix((self.value == value).astype(np.float32))

    @cached_property
    def answered(self) -> Ints:
        """How many statements each voter has answered."""
        return np.bincount(self.voter, minlength=self.voters).astype(np.int64)

    def of(self, kept: Marks) -> "Votes":
        """Only the votes on these statements; numbers stay."""
        mark = kept[self.statement]
        return Votes(self.voters, self.statements, self.voter[mark], self.statement[mark], self.value[mark])

    def _matrix(self, data: NDArray[Any]) -> sparse.csr_matrix:
        return sparse.csr_matrix(
            (data, (self.voter, self.statement)), shape=(self.voters, self.statements), dtype=np.float32
        )


def votes_from(rows: list[list[float]]) -> Votes:
    """From a table with a row for each voter; what is not a number was not answered. For tests and exports."""
    table = np.array(rows, dtype=np.float32)
    voter, statement = np.nonzero(~np.isnan(table))
    return Votes(
        voters=table.shape[0],
        statements=table.shape[1],
        voter=voter.astype(np.int32),
        statement=statement.astype(np.int32),
        value=table[voter, statement].astype(np.int8),
    )
