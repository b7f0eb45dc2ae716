"""Making the vectors that are missing: of what has just come, or of everything, a batch at a time."""

from collections.abc import Sequence
from typing import Any

from core.sdk import Sensemaker, language_of, rows, value
from plugins.insights.engines import engine
from plugins.insights.vectors.store import keep_vectors

# What staff may read: what residents see, and what is for staff only. A text that is hidden has no vector.
READABLE = "('published', 'internal', 'waiting')"
_WORDS = "btrim(c.title || E'\\n' || c.text)"
_DIGEST = f"md5({_WORDS})"
_MISSING = f"""
    FROM contribution c LEFT JOIN insights_vector v ON v.contribution = c.id
    WHERE c.state IN {READABLE} AND NOT c.official AND {_WORDS} <> ''
    AND (v.contribution IS NULL OR v.space <> $1 OR v.digest <> {_DIGEST})
"""
_LONGEST = 1_500  # characters: what comes after them changes little of what a text is about


async def missing_count(*, space: str) -> int:
    """How many texts have no vector in this space, or one of an older text."""
    count: int = await value(f"SELECT count(*) {_MISSING}", space)
    return count


async def make_vectors(*, ids: Sequence[int]) -> int:
    """For these, as soon as they have come; how many were made."""
    maker = await engine()
    found = await rows(
        f"SELECT c.id, {_DIGEST} AS digest, left({_WORDS}, {_LONGEST}) AS words {_MISSING} AND c.id = ANY($2::bigint[])",
        maker.space,
        list(ids),
    )
    return await _make(maker, found)


async def make_missing(*, most: int) -> int:
    """For the next ones, newest first; how many were made."""
    maker = await engine()
    found = await rows(
        f"SELECT c.id, {_DIGEST} AS digest, left({_WORDS}, {_LONGEST}) AS words {_MISSING} ORDER BY c.id DESC LIMIT $2",
        maker.space,
        most,
    )
    return await _make(maker, found)


async def _make(maker: Sensemaker, found: list[dict[str, Any]]) -> int:
    if not found:
        return 0
    texts = [each["words"] for each in found]
    made = await maker.embed(texts)
    await keep_vectors(
        made,
        ids=[each["id"] for each in found],
        digests=[each["digest"] for each in found],
        languages=[language_of(text) for text in texts],
    )
    return len(found)
