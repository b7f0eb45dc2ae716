"""Simple rules that say to a moderator: look at this. They suggest; only 'look first' keeps something from being shown."""

import re
from dataclasses import dataclass

import msgspec

from core.contributions.refusals import TooMuchAtOnce
from core.db import execute, row, value
from core.forms import check_version
from core.people import Person

FLOOD_MINUTES = 10
_MUCH_TOO_MUCH = 10  # times what makes a moderator look: then nobody writes by hand
_MAX_WORDS = 2_000


class Screening(msgspec.Struct, frozen=True):
    words: list[str] = []
    flood: int = 10
    look_first: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class Suspicion:
    reason: str  # words, flood
    text: str = ""


async def screening() -> Screening:
    return msgspec.convert(await row("SELECT words, flood, look_first, version FROM screening"), Screening)


async def save_screening(
    *, words: list[str], flood: int, look_first: bool, version: int | str | None
) -> None:
    """Raises StaleForm when someone else saved meanwhile."""
    check_version(current=(await screening()).version, sent=version)
    tidy = list(dict.fromkeys(" ".join(word.lower().split()) for word in words if word.strip()))[:_MAX_WORDS]
    await execute(
        "UPDATE screening SET words = $1, flood = $2, look_first = $3, version = version + 1",
        tidy,
        flood,
        look_first,
    )


async def screen(*, contribution_id: int, person: Person, text: str) -> bool:
    """Flag what the rules find. True when staff want to look before it is shown."""
    if person.is_staff:
        return False
    rules = await screening()
    found = [Suspicion("words", ", ".join(words))] if (words := listed_words(text, rules.words)) else []
    lately = await _lately(person) if rules.flood else 0
    if rules.flood and lately > rules.flood * _MUCH_TOO_MUCH:
        raise TooMuchAtOnce
    if rules.flood and lately > rules.flood:
        found.append(Suspicion("flood", str(lately)))
    for suspicion in found:
        await flag(contribution_id=contribution_id, reason=suspicion.reason, text=suspicion.text)
    return rules.look_first


def listed_words(text: str, words: list[str]) -> list[str]:
    """Which of the listed words stand in the text, as whole words or, with a * behind, as beginnings. Case does not matter."""
    lowered = text.lower()
    return [word for word in words if word.strip("* ") and re.search(_pattern(word), lowered)]


async def flag(*, contribution_id: int, reason: str, text: str = "", person: Person | None = None) -> bool:
    """Put it in the moderators' queue; saying it twice changes only the words. True where it is new."""
    target = (
        "(contribution, person) WHERE person IS NOT NULL"
        if person
        else "(contribution, reason) WHERE person IS NULL"
    )
    new: bool = await value(
        "INSERT INTO contribution_flag (contribution, person, reason, text) VALUES ($1, $2, $3, $4) "
        f"ON CONFLICT {target} AND settled_at IS NULL DO UPDATE SET reason = EXCLUDED.reason, text = EXCLUDED.text "
        "RETURNING xmax = 0",
        contribution_id,
        person.id if person else None,
        reason,
        text,
    )
    return new


def _pattern(word: str) -> str:
    stem = re.escape(word.rstrip("*"))
    return rf"\b{stem}" if word.endswith("*") else rf"\b{stem}\b"


async def _lately(person: Person) -> int:
    count: int = await value(
        "SELECT count(*) FROM contribution WHERE author = $1 AND created_at > now() - make_interval(mins => $2)",
        person.id,
        FLOOD_MINUTES,
    )
    return count
