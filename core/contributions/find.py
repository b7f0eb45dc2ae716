"""Searching in Norwegian: whole words by their stem, the beginning and the inside of compounds, and near misses.

Stemming does not split compounds, so `sykkel` alone would not find `sykkelvei`. Each typed word must be met in one of three ways;
where that finds little, titles with words that are only similar count too.
"""

import re
from dataclasses import dataclass

from core.db import rows, run_script

_WORD = re.compile(r"\w+")
_MOST_WORDS = 8
_LONGEST_WORD = 60
_INSIDE = 4  # letters: shorter ones stand inside too many words
_NEAR = 5
_FEW = 5
_MOST_NEAR = 1_000
_LIKENESS = 0.45


@dataclass(frozen=True)
class Search:
    """The words that were typed. `ids`: what was found among similar words, where the plain search found little."""

    words: tuple[str, ...]
    ids: tuple[int, ...] | None = None

    def condition(self, first: int, *, near: bool = False) -> tuple[str, list[str]]:
        """SQL over `contribution_words w`, with its arguments from `$first` on."""
        parts: list[str] = []
        arguments: list[str] = []
        for word in self.words:
            at = first + len(arguments)
            inside = "%" if len(word) >= _INSIDE else "% "
            ways = [
                f"w.search @@ to_tsquery('pg_catalog.norwegian', ${at} || ':*')",
                f"w.words ILIKE '{inside}' || ${at} || '%'",
            ]
            if near and len(word) >= _NEAR:
                ways.append(f"${at} <% w.title")
            parts.append(f"({' OR '.join(ways)})")
            arguments.append(word)
        return " AND ".join(parts), arguments


def words_of(text: str, *, most: int = _MOST_WORDS) -> tuple[str, ...]:
    return tuple(word[:_LONGEST_WORD].lower() for word in _WORD.findall(text.replace("_", " ")))[:most]


async def search_for(text: str, *, activity_id: int, kind: str) -> Search | None:
    """None when nothing was typed. Similar words are let in only where the plain search finds little here."""
    search = Search(words_of(text))
    if not search.words:
        return None
    few = await _ids(search, activity_id, kind, near=False, limit=_FEW)
    if len(few) >= _FEW or not any(len(word) >= _NEAR for word in search.words):
        return search
    # The planner takes comparing trigrams to be cheap and would read every title; the index knows better.
    await run_script(f"SET LOCAL pg_trgm.word_similarity_threshold = {_LIKENESS}; {_ways_but_bitmaps('off')}")
    found = await _ids(search, activity_id, kind, near=True, limit=_MOST_NEAR)
    await run_script(_ways_but_bitmaps("on"))
    return Search(search.words, ids=tuple(found))


def _ways_but_bitmaps(on: str) -> str:
    return f"SET LOCAL enable_seqscan = {on}; SET LOCAL enable_indexscan = {on}"


async def _ids(search: Search, activity_id: int, kind: str, *, near: bool, limit: int) -> list[int]:
    condition, arguments = search.condition(3, near=near)
    found = await rows(
        "SELECT c.id FROM contribution_words w JOIN contribution c ON c.id = w.contribution "
        f"WHERE c.activity = $1 AND c.kind = $2 AND c.state = 'published' AND {condition} LIMIT {limit:d}",
        activity_id,
        kind,
        *arguments,
    )
    return [each["id"] for each in found]
