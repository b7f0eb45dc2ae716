"""Harsh words and signs of spam, put before the moderators with what was found."""

from collections.abc import Sequence

from core.sdk import (
    Flag,
    FlagKind,
    SensemakerOut,
    local_sensemaker,
    rows,
    suggest_to_moderators,
)
from plugins.insights.algorithms.spam import spam_flags
from plugins.insights.engines import engine

_REASONS = {FlagKind.TOXIC: "harsh", FlagKind.SPAM: "like_spam"}


async def look_through(*, ids: Sequence[int]) -> int:
    """How many new suggestions there are. What the municipality itself wrote is passed over."""
    found = await rows(
        "SELECT id, title || E'\\n' || text AS words FROM contribution WHERE id = ANY($1::bigint[]) AND NOT official "
        "AND state IN ('published', 'internal', 'waiting') ORDER BY id",
        list(ids),
    )
    texts = [each["words"] for each in found]
    harsh = await _harsh(texts)
    return sum(
        [
            await suggest_to_moderators(
                contribution_id=each["id"], reason=_REASONS[flag.kind], text=flag.found
            )
            for each, flags in zip(found, harsh, strict=True)
            for flag in (*flags, *spam_flags(each["words"]))
        ]
    )


async def _harsh(texts: list[str]) -> tuple[tuple[Flag, ...], ...]:
    try:
        return (await (await engine()).flags(texts)).flags
    except SensemakerOut:
        return (await local_sensemaker().flags(texts)).flags
