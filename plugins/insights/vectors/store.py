"""Vectors in and out of the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.sdk import Vectors, execute, rows

if TYPE_CHECKING:
    from plugins.insights.algorithms.frame import Matrix

_KEEP = """
    INSERT INTO insights_vector (contribution, space, digest, language, embedding)
    SELECT c.id, $1, v.digest, v.language, v.embedding::vector
    FROM unnest($2::bigint[], $3::varchar[], $4::varchar[], $5::text[]) v(id, digest, language, embedding)
    JOIN contribution c ON c.id = v.id
    ON CONFLICT (contribution) DO UPDATE SET space = excluded.space, digest = excluded.digest,
        language = excluded.language, embedding = excluded.embedding, made_at = now()
"""
# pgvector sends two bytes of length, two that are free, and then the numbers, four bytes each, the large end first.
_READ = """
    SELECT contribution AS id, language, vector_send(embedding) AS sent FROM insights_vector
    WHERE space = $1 AND contribution = ANY($2::bigint[]) ORDER BY contribution
"""
_HEAD = 4


@dataclass(frozen=True)
class Kept:
    """Vectors of one space, a row for each id."""

    ids: tuple[int, ...]
    languages: tuple[str, ...]
    values: "Matrix"


async def keep_vectors(
    made: Vectors, *, ids: Sequence[int], digests: Sequence[str], languages: Sequence[str]
) -> None:
    """Contributions that have gone meanwhile are passed over."""
    said = [f"[{','.join(f'{number:.6g}' for number in line)}]" for line in made.rows()]
    await execute(_KEEP, made.space, list(ids), list(digests), list(languages), said)


async def load_vectors(*, space: str, ids: Sequence[int]) -> Kept:
    """Those that there are, by id. For jobs: it loads numpy."""
    import numpy as np

    found = await rows(_READ, space, list(ids))
    if not found:
        return Kept((), (), np.zeros((0, 0), dtype=np.float32))
    joined = b"".join(bytes(each["sent"])[_HEAD:] for each in found)
    values = np.frombuffer(joined, dtype=">f4").reshape(len(found), -1).astype(np.float32)
    return Kept(tuple(each["id"] for each in found), tuple(each["language"] for each in found), values)
