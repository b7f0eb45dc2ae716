"""Search by meaning beside search by word, in what a study has chosen."""

from dataclasses import dataclass
from typing import Any

from core.sdk import Localized, rows
from plugins.insights.engines import engine
from plugins.insights.reading.address import ADDRESS
from plugins.insights.reading.selection import Selection, sql_of

MOST = 50
_COLUMNS = f"""
    c.id, c.title, c.text, c.language, c.published_at AS at, c.support_count AS support, a.names AS activity,
    {ADDRESS} AS url
"""
_FROM = """
    FROM contribution c JOIN activity a ON a.id = c.activity JOIN project r ON r.id = a.project
"""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """`by_word`: the words stand in it. `likeness`: of meaning, 0 to 1, None where it is not compared."""

    id: int
    title: str
    text: str
    language: str
    at: Any
    support: int
    activity: Localized
    url: str
    by_word: bool
    likeness: float | None


async def search(selection: Selection, wanted: str, *, seen: list[int] | None = None) -> list[Hit]:
    """What the words stand in first, then what means much the same; at most `MOST`."""
    words = wanted.replace("\0", "").strip()[:300]
    if not words:
        return []
    plain = await _by_word(selection, words, seen)
    near = await _by_meaning(selection, words, seen)
    likeness = {each["id"]: each["likeness"] for each in near}
    known = {each["id"] for each in plain}
    hits = [_hit(each, by_word=True, likeness=likeness.get(each["id"])) for each in plain]
    hits += [_hit(each, by_word=False, likeness=each["likeness"]) for each in near if each["id"] not in known]
    hits.sort(key=lambda hit: (not hit.by_word, -(hit.likeness or 0), -hit.id))
    return hits[:MOST]


async def _by_word(selection: Selection, words: str, seen: list[int] | None) -> list[dict[str, Any]]:
    condition, arguments = sql_of(selection, seen=seen)
    at = len(arguments) + 1
    return await rows(
        f"SELECT {_COLUMNS} {_FROM} JOIN contribution_words w ON w.contribution = c.id WHERE {condition} "
        f"AND w.search @@ websearch_to_tsquery('pg_catalog.norwegian', ${at}) ORDER BY c.id DESC LIMIT {MOST}",
        *arguments,
        words,
    )


async def _by_meaning(selection: Selection, words: str, seen: list[int] | None) -> list[dict[str, Any]]:
    maker = await engine()
    made = await maker.embed([words], query=True)
    said = f"[{','.join(f'{number:.6g}' for number in made.rows()[0])}]"
    condition, arguments = sql_of(selection, seen=seen)
    at = len(arguments) + 1
    return await rows(
        f"SELECT found.*, 1 - found.distance AS likeness FROM ("
        f"SELECT v.embedding <=> ${at}::text::vector AS distance, {_COLUMNS} {_FROM} "
        f"JOIN insights_vector v ON v.contribution = c.id AND v.space = ${at + 1} WHERE {condition} "
        f"ORDER BY distance LIMIT {MOST}) found",
        *arguments,
        said,
        made.space,
    )


def _hit(found: dict[str, Any], *, by_word: bool, likeness: float | None) -> Hit:
    plain = {name: found[name] for name in ("id", "title", "text", "language", "at", "support", "url")}
    return Hit(
        **plain,
        activity=Localized.of(found["activity"]),
        by_word=by_word,
        likeness=likeness,
    )
