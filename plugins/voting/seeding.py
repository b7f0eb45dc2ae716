"""Demonstration content: options of a theme, ballots of invented residents, and for a finished vote its published result."""

import hashlib
import tomllib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from core.sdk import (
    Content,
    Localized,
    Person,
    Place,
    Seeding,
    execute,
    html_from_plain,
    place_of_activity,
    site,
    to_json,
)
from plugins.voting.ballot.casting import cast, offer_of
from plugins.voting.ballot.codes import ALPHABET, LENGTH
from plugins.voting.ballot.drafts import save_draft
from plugins.voting.ballot.marks import Marks
from plugins.voting.ballot.rules import Offer, check_marks
from plugins.voting.making.evaluating import evaluate
from plugins.voting.making.parts import add_part
from plugins.voting.making.service import Facts, add_option
from plugins.voting.results.count import count_now
from plugins.voting.results.publish import publish_result
from plugins.voting.settings import ORE, VotingSettings

THEMES = Path(__file__).parent / "seeds"
FALLBACK = "neighbourhood"
SETTINGS = ("ballot", "shares", "budget", "winners", "least", "most", "rule", "how")


async def seed(seeding: Seeding) -> None:
    """Through the same services that staff and residents use."""
    words = _words(seeding.theme)
    place = await _set_up(seeding.place, words)
    by = seeding.staff[0]
    popular = await _options(place, by, words, seeding.language)
    await _look_back(place)
    voters = {"open": 0, "running": 6, "finished": 9}[seeding.stage]  # tenths of the residents
    await _vote(place, seeding.residents, popular, tenths=voters)
    if seeding.stage == "finished":
        await count_now(place=place, by_id=by.id)
        await publish_result(place=place, by=by)
        await _publish_back(place)


def _words(theme: str) -> dict[str, Any]:
    file = THEMES / f"{theme}.toml"
    return tomllib.loads((file if file.is_file() else THEMES / f"{FALLBACK}.toml").read_text())


async def _set_up(place: Place, words: dict[str, Any]) -> Place:
    chosen = VotingSettings(**{name: words[name] for name in SETTINGS if name in words})
    await execute("UPDATE activity SET settings = $2 WHERE id = $1", place.here.id, to_json(chosen))
    found = await place_of_activity(await site(), place.here.id)
    if found is None:
        raise LookupError(f"activity {place.here.id} is not there")
    return found


async def _options(place: Place, by: Person, words: dict[str, Any], language: str) -> dict[int, int]:
    """How popular each one is going to be."""
    told = "nn" if language == "nn" else "nb"
    parts = {}
    for each in words.get("categories", ()):
        budget = each["budget"] * ORE if "budget" in each else None
        names = Localized({locale: each[locale] for locale in ("nb", "nn")})
        parts[each["key"]] = await add_part(place=place, kind="category", names=names, budget=budget)
    popular = {}
    for each in words["options"]:
        cost = each.get("cost", 0) * ORE
        option_id = await add_option(
            place=place,
            by=by,
            content=Content(title=each[told], body=html_from_plain(each[f"text_{told}"])),
            facts=Facts(cost=cost, category=parts.get(each.get("category"))),
        )
        await evaluate(
            place=place,
            by=by,
            option_id=option_id,
            feasible=each["feasible"],
            cost=cost,
            reason=each[f"reason_{told}"],
        )
        popular[option_id] = each["popular"]
    return popular


async def _vote(place: Place, residents: Sequence[Person], popular: dict[int, int], *, tenths: int) -> None:
    """Every tenth of those who vote has only begun, so that a reminder has somebody to go to."""
    offer = await offer_of(place)
    for person in residents:
        if _chance(place, person.id, "votes") >= tenths:
            continue
        marks = _wish(place, offer, person, popular)
        await save_draft(place=place, person=person, marks=marks)
        if _chance(place, person.id, "casts") > 0:
            await cast(place=place, person=person, code=_code(place, person), seal=marks.seal)


def _wish(place: Place, offer: Offer, person: Person, popular: dict[int, int]) -> Marks:
    """What this resident likes, as far as the rules allow."""
    liked = [
        option.id for option in offer.options if _chance(place, person.id, option.id) < popular[option.id]
    ]
    liked.sort(key=lambda option: _chance(place, person.id, f"first {option}") - popular[option])
    choices: dict[int, int] = {}
    for option in liked or [option.id for option in offer.options[:1]]:
        wider = Marks({**choices, option: len(choices) + 1 if offer.chosen.ballot == "ranking" else 1})
        if not check_marks(offer, wider):
            choices = wider.choices
    return Marks(choices)


def _chance(place: Place, person_id: int, about: object) -> int:
    """0 to 9: the same each time the demonstration is made."""
    return hashlib.sha256(f"{place.here.slug}:{person_id}:{about}".encode()).digest()[0] % 10


def _code(place: Place, person: Person) -> str:
    digest = hashlib.sha256(f"{place.here.id}:{person.id}:code".encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH])


async def _look_back(place: Place) -> None:
    """Evaluated in the weeks before it opened."""
    if place.here.opens_at is not None:
        await execute(
            "UPDATE voting_evaluation e SET at = $2::timestamptz - interval '1 day' * (3 + e.id % 9) "
            "FROM voting_option o WHERE o.id = e.option AND o.activity = $1",
            place.here.id,
            place.here.opens_at,
        )


async def _publish_back(place: Place) -> None:
    """Counted the day after it closed, published the day after that."""
    if place.here.closes_at is not None:
        await execute(
            "UPDATE voting_count SET at = $2, published_at = $3 WHERE activity = $1",
            place.here.id,
            place.here.closes_at + timedelta(days=1),
            place.here.closes_at + timedelta(days=2),
        )
