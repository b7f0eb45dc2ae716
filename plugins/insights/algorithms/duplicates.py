"""Texts that are nearly the same: by pieces of words, so that a changed letter or an added greeting does not hide it."""

from collections.abc import Sequence
from typing import Any
from zlib import crc32

import msgspec
import numpy as np

from core.sdk import words_of

ALIKE = 0.68
_SIZES = (3, 4, 5)
_SPACE = 1 << 20
_BLOCK = 512
_COMMON = 0.2  # pieces in more than a fifth of many texts tell nothing apart and cost the most
_MANY = 200
_LONGEST = 4_000


class Pair(msgspec.Struct, frozen=True):
    """Two rows, the earlier one first, and how alike they are, from 0 to 1."""

    first: int
    second: int
    alike: float


def near_duplicates(texts: Sequence[str], *, alike: float = ALIKE) -> list[Pair]:
    """Pairs that are at least so alike, the likest first. A suggestion: titles of one mould are alike too."""
    weights = _weighed(texts)
    found: list[Pair] = []
    for start in range(0, len(texts), _BLOCK):
        block = (weights[start : start + _BLOCK] @ weights.T).tocoo()
        near = (block.data >= alike) & (block.col > block.row + start)
        found.extend(
            Pair(int(row) + start, int(column), round(float(value), 3))
            for row, column, value in zip(block.row[near], block.col[near], block.data[near], strict=True)
        )
    return sorted(found, key=lambda pair: (-pair.alike, pair.first, pair.second))


def families(pairs: Sequence[Pair]) -> list[tuple[int, ...]]:
    """Rows that hang together by pairs, largest families first."""
    head: dict[int, int] = {}

    def top(row: int) -> int:
        while head.setdefault(row, row) != row:
            row = head[row]
        return row

    for pair in pairs:
        one, other = sorted((top(pair.first), top(pair.second)))
        head[other] = one
    found: dict[int, list[int]] = {}
    for row in sorted(head):
        found.setdefault(top(row), []).append(row)
    return sorted((tuple(rows) for rows in found.values()), key=lambda rows: (-len(rows), rows))


def _weighed(texts: Sequence[str]) -> Any:
    """TF-IDF of the pieces, rows of length one."""
    from scipy.sparse import csr_matrix, diags

    columns: list[int] = []
    ends = [0]
    for text in texts:
        columns.extend(_pieces(text))
        ends.append(len(columns))
    counts = csr_matrix(
        (np.ones(len(columns), np.float32), np.asarray(columns, np.int32), np.asarray(ends)),
        shape=(len(texts), _SPACE),
    )
    counts.sum_duplicates()
    often = np.bincount(counts.indices, minlength=_SPACE)
    rare = np.log((1 + len(texts)) / (1 + often)) + 1
    if len(texts) >= _MANY:
        rare[often > _COMMON * len(texts)] = 0
    counts.data = 1 + np.log(counts.data)
    weights = counts @ diags(rare.astype(np.float32))
    weights.eliminate_zeros()
    length = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    return (diags(1 / np.maximum(length, 1e-9)) @ weights).tocsr().astype(np.float32)


def _pieces(text: str) -> list[int]:
    found: list[int] = []
    for word in words_of(text[:_LONGEST]):
        framed = f" {word} "
        for size in _SIZES:
            found.extend(
                crc32(framed[at : at + size].encode("utf-8", "replace")) % _SPACE
                for at in range(max(1, len(framed) - size + 1))
            )
    return found
