"""Names for new themes, and for those that no person has named: the engine's words, cut to what fits."""

from core.sdk import Group, Item, Label, Made, Sensemaker, rows
from plugins.insights.algorithms.sentences import sentences_of

_MOST_ITEMS = 15
_LONGEST = 120


async def names_for(
    maker: Sensemaker, groups: dict[int, list[int]], *, language: str, hints: dict[int, str] | None = None
) -> tuple[dict[int, Label], Made | None]:
    """`groups`: a number of one's own → contributions, the most central first. A label for each number. `hints`: a
    name that may fit.
    """
    if not groups:
        return {}, None
    wanted = sorted({each for members in groups.values() for each in members[:_MOST_ITEMS]})
    texts = {
        each["id"]: each
        for each in await rows(
            "SELECT c.id, c.title, c.text, coalesce(v.language, '') AS language FROM contribution c "
            "LEFT JOIN insights_vector v ON v.contribution = c.id WHERE c.id = ANY($1::bigint[])",
            wanted,
        )
    }
    asked = [
        Group(
            number=number,
            hint=(hints or {}).get(number, ""),
            items=tuple(_item(texts[each]) for each in members[:_MOST_ITEMS] if each in texts),
        )
        for number, members in groups.items()
    ]
    said = await maker.label(asked, language=language)
    return {label.group: label for label in said.labels}, said.made


def fitting(name: str) -> str:
    """A name as the table takes it."""
    line = " ".join(name.replace("\0", "").split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _item(found: dict[str, object]) -> Item:
    words = f"{found['title']}\n{found['text']}"
    return Item(number=int(str(found["id"])), sentences=sentences_of(words), language=str(found["language"]))
