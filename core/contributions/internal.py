"""Contributions for staff and sense-making only: open answers of a survey, notes of a workshop. Never on a public page.

They have no time of publishing and a day instead of a moment, so that nobody is found by when they wrote. Who took part is
recorded by the deed that they came with, not here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from core.contributions.importing import new_ids
from core.contributions.model import Content, State
from core.contributions.screening import listed_words, screening
from core.contributions.writing import BODY_MAX, Written, tidy
from core.db import copy_rows, execute
from core.participation import Channel
from core.projects.place import Place
from core.text import html_from_plain

_COLUMNS = (
    *("id", "activity", "kind", "author", "anonymous", "body", "text", "language", "state", "channel"),
    *("created_at", "updated_at"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One text. `author_id` None: nobody knows who."""

    text: str
    on: date
    author_id: int | None = None
    channel: Channel = Channel.WEB


async def keep_internal(*, place: Place, kind: str, items: Sequence[Said]) -> list[int]:
    """Write them in the order given; their ids. What the moderators' list of words finds is put in their queue."""
    ids = await new_ids(len(items))
    texts = [tidy(Content(body=html_from_plain(item.text[:BODY_MAX])), may_be_empty=True) for item in items]
    lines = [_line(place, kind, *each) for each in zip(ids, items, texts, strict=True)]
    await copy_rows("contribution", _COLUMNS, lines)
    await _flag(ids, texts)
    return ids


async def withdraw_internal(*, place: Place, contribution_id: int) -> None:
    """Its author has taken it back: it is neither read nor counted any more. Whether they may is the method's to know."""
    await execute(
        "UPDATE contribution SET state = 'withdrawn', updated_at = now() WHERE id = $1 AND activity = $2 AND state = $3",
        contribution_id,
        place.here.id,
        State.INTERNAL,
    )


def _line(place: Place, kind: str, new_id: int, item: Said, written: Written) -> tuple[Any, ...]:
    day = datetime.combine(item.on, time(12), UTC)
    return (
        *(new_id, place.here.id, kind, item.author_id, item.author_id is None, written.body, written.text),
        *(written.language, State.INTERNAL, item.channel, day, day),
    )


async def _flag(ids: Sequence[int], texts: Sequence[Written]) -> None:
    words = (await screening()).words
    found = [
        (n, ", ".join(hit)) for n, t in zip(ids, texts, strict=True) if (hit := listed_words(t.text, words))
    ]
    if found:
        await execute(
            "INSERT INTO contribution_flag (contribution, reason, text) SELECT i, 'words', t "
            "FROM unnest($1::bigint[], $2::varchar[]) u(i, t)",
            [n for n, _hit in found],
            [hit for _n, hit in found],
        )
