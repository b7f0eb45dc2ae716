"""Status and official answer to the contributions that options were made from."""

from dataclasses import dataclass

from core.sdk import Person, Place, place_of_activity, rows, set_status, site
from plugins.voting.results.load import load_result

_SOURCES = """
    SELECT o.id AS option, c.id AS source, c.activity, c.title, s.names AS status,
        '/projects/' || p.slug || '/' || a.slug || '/' || c.id AS url
    FROM voting_option o JOIN contribution c ON c.id = o.source JOIN activity a ON a.id = c.activity
    JOIN project p ON p.id = a.project LEFT JOIN status s ON s.id = c.status
    WHERE o.activity = $1 AND c.state = 'published' ORDER BY o.position, o.id
"""


@dataclass(frozen=True)
class Source:
    """A contribution that an option was made from, and what came of it."""

    option: int
    source: int
    activity: int
    title: str
    status: dict[str, str] | None
    url: str
    won: bool


@dataclass(frozen=True, kw_only=True)
class Word:
    """What is said: the status it gets, and the official answer (HTML)."""

    status_id: int
    answer: str


async def sources_of(*, place: Place) -> list[Source] | None:
    """None where no result is published yet."""
    result = await load_result(activity=place.here)
    if result is None:
        return None
    won = {each.option_id for each in result.winners}
    return [Source(**each, won=each["option"] in won) for each in await rows(_SOURCES, place.here.id)]


async def tell_sources(*, place: Place, by: Person, winners: Word, others: Word) -> int:
    """Say it to all of them; how many people were told. The same word twice is told once."""
    told = 0
    here = await site()
    for each in await sources_of(place=place) or []:
        there = await place_of_activity(here, each.activity)
        if there is None:
            continue
        word = winners if each.won else others
        told += await set_status(
            place=there,
            contribution_id=each.source,
            status_id=word.status_id,
            by=by,
            answer=word.answer,
        )
    return told
