"""Where each voter stands: the two directions in which answers differ most (principal components), as in Polis.

What somebody has not answered counts as the average answer to that statement. Who answered few statements therefore stands near
the middle; Polis moves everybody out by √(statements / answered). That moves those with the fewest answers, who are known
least, the farthest. We go half the way, with the fourth root: measured in docs/methods/deliberation.md.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import eigsh

from plugins.deliberation.opinion.votes import Floats, Marks, Votes

_STRETCH = 0.25
_CHUNK = 2_000  # rows made dense at a time: memory stays small however many take part
_SMALL = 40  # below this the whole problem is solved at once


@dataclass(frozen=True)
class Space:
    """`points`: a row for each voter. `axes`: a row for each statement; how far it lies from the middle is what it tells."""

    points: Floats
    axes: Floats

    @property
    def reach(self) -> Floats:
        """How much each statement tells people apart."""
        lengths: Floats = np.linalg.norm(self.axes, axis=1) * np.sqrt(len(self.axes))
        return lengths


def place_voters(votes: Votes, *, counted: Marks, before: Floats | None = None) -> Space:
    """`counted`: who shapes the picture; others are placed in it. `before`: the axes of the last time, so that the sides
    stay the sides: an axis that came out the other way round is turned.
    """
    centred = _centred(votes, counted)
    axes = _turned(_axes(centred[counted]), before)
    stretch = (votes.statements / np.maximum(1, votes.answered)) ** _STRETCH
    points = (centred @ axes) * stretch[:, None]
    return Space(np.asarray(points, dtype=np.float64), axes)


def _centred(votes: Votes, counted: Marks) -> sparse.csr_matrix:
    """Answers less the average answer. What is missing is then 0, so the matrix stays as sparse as the votes."""
    mark = counted[votes.voter]
    said = np.bincount(votes.statement[mark], weights=votes.value[mark], minlength=votes.statements)
    seen = np.bincount(votes.statement[mark], minlength=votes.statements)
    mean = said / np.maximum(1, seen)
    data = (votes.value - mean[votes.statement]).astype(np.float32)
    return sparse.csr_matrix(
        (data, (votes.voter, votes.statement)), shape=(votes.voters, votes.statements), dtype=np.float32
    )


def _axes(centred: sparse.csr_matrix) -> Floats:
    statements = centred.shape[1]
    spread = np.zeros((statements, statements))
    for begin in range(0, centred.shape[0], _CHUNK):
        block = centred[begin : begin + _CHUNK].toarray()
        spread += block.T @ block
    if statements < _SMALL:
        vectors = np.linalg.eigh(spread)[1][:, ::-1][:, :2]
    else:
        # A fixed beginning, so that the same votes give the same picture to the last digit.
        lengths, vectors = eigsh(spread, k=2, v0=np.linspace(1.0, 2.0, statements))
        vectors = vectors[:, np.argsort(lengths)[::-1]]
    if vectors.shape[1] < 2:  # noqa: PLR2004 - two axes, even of one statement
        vectors = np.hstack([vectors, np.zeros((statements, 2 - vectors.shape[1]))])
    return np.asarray(vectors, dtype=np.float64)


def _turned(axes: Floats, before: Floats | None) -> Floats:
    """A principal component has no sign of its own: keep last time's, else let the heaviest statement point up."""
    turned = axes.copy()
    for number in range(axes.shape[1]):
        axis = axes[:, number]
        if before is not None and before.shape == axes.shape and np.any(before[:, number]):
            wrong = float(axis @ before[:, number]) < 0
        else:
            wrong = axis[np.argmax(np.abs(axis))] < 0
        if wrong:
            turned[:, number] = -axis
    return turned
