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
_REST = 0.4
_ROUNDING = 1e-5
_PAIRS = 5_000  # compared in full at once


class Pair(msgspec.Struct, frozen=True):
    """Two rows, the earlier one first, and how alike they are, from 0 to 1."""

    first: int
    second: int
    alike: float


def near_duplicates(texts: Sequence[str], *, alike: float = ALIKE) -> list[Pair]:
    """Pairs that are at least so alike, the likest first. A suggestion: titles of one mould are alike too."""
    weights = _weighed(texts)
    rare = _without_the_common(weights)
    found: list[Pair] = []
    for start in range(0, len(texts), _BLOCK):
        block = (rare[start : start + _BLOCK] @ rare.T).tocoo()
        # What was left out of a row has the length _REST at most, so it adds no more than that to how alike two are.
        near = (block.data >= alike - _REST - _ROUNDING) & (block.col > block.row + start)
        first, second = block.row[near] + start, block.col[near]
        found.extend(_compared(weights, first, second, alike))
    return sorted(found, key=lambda pair: (-pair.alike, pair.first, pair.second))


def _compared(weights: Any, first: Any, second: Any, alike: float) -> list[Pair]:
    """Of these pairs those that are alike when all pieces count."""
    found: list[Pair] = []
    for at in range(0, len(first), _PAIRS):
        one, other = first[at : at + _PAIRS], second[at : at + _PAIRS]
        how = np.asarray(weights[one].multiply(weights[other]).sum(axis=1)).ravel()
        found.extend(
            Pair(int(one[n]), int(other[n]), round(float(how[n]), 3))
            for n in np.flatnonzero(how >= alike - _ROUNDING)
        )
    return found


def _without_the_common(weights: Any) -> Any:
    """Each row without its commonest pieces: they cost the most and tell the least. What goes is never longer than `_REST`."""
    from scipy.sparse import csr_matrix

    often = np.bincount(weights.indices, minlength=_SPACE)
    lines = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
    # One order for all rows: two rows then leave out the same pieces, from the commonest on.
    order = np.lexsort((weights.indices, -often[weights.indices], lines))
    squares = weights.data[order].astype(np.float64) ** 2
    so_far = np.concatenate([[0.0], np.cumsum(squares)])
    left_out = so_far[1:] - so_far[weights.indptr[:-1]][lines]
    kept = order[left_out > _REST**2]
    return csr_matrix((weights.data[kept], (lines[kept], weights.indices[kept])), shape=weights.shape)


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
    known: dict[str, list[int]] = {}  # words come again and again
    for text in texts:
        for word in words_of(text[:_LONGEST]):
            columns.extend(known[word] if word in known else known.setdefault(word, _pieces(word)))
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


def _pieces(word: str) -> list[int]:
    framed = f" {word} "
    return [
        crc32(framed[at : at + size].encode("utf-8", "replace")) % _SPACE
        for size in _SIZES
        for at in range(max(1, len(framed) - size + 1))
    ]
