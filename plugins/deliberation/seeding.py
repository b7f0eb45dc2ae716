"""Demonstration content, written through the same services that people use. The content stands in `seeds/<theme>.toml`."""

import hashlib
import tomllib
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any

from core.sdk import Channel, Person, Place, Seeding, execute, rows, statuses, value
from plugins.deliberation.groups.computing import find_groups
from plugins.deliberation.outcome.service import (
    answer_outcome,
    endorse,
    load_outcome,
    publish_outcome,
    save_outcome,
)
from plugins.deliberation.seeding_options import seed_options
from plugins.deliberation.settings import settings_of
from plugins.deliberation.statements.many import Answered, answer_many
from plugins.deliberation.statements.writing import add_seed, add_statement

_DEFAULT = "library"
_VISITORS = 110  # browsers without an account
_PASSES = 0.1
_SKIPS = 0.15
_AFTER = 2  # of three camps: the third is half as large as each of the others


async def seed(seeding: Seeding) -> None:
    """Open: first statements only. Running: people have written and answered. Finished: a common statement, answered."""
    if settings_of(seeding.place.here).by_options:
        await seed_options(seeding, content_of("options"))
    else:
        await _statements(seeding, content_of(seeding.theme))
    if seeding.stage == "finished":
        await _outcome(seeding, content_of(seeding.theme))


def content_of(theme: str) -> dict[str, Any]:
    """The theme's own, or the usual one where there is none of that name."""
    folder = files("plugins.deliberation") / "seeds"
    file = folder / f"{theme}.toml"
    return tomllib.loads((file if file.is_file() else folder / f"{_DEFAULT}.toml").read_text("utf-8"))


async def _statements(seeding: Seeding, content: dict[str, Any]) -> None:
    place: Place = seeding.place
    here = content.get("statement") or content_of(_DEFAULT)["statement"]
    camps: dict[int, list[float]] = {}
    for number, each in enumerate(here):
        text = each[seeding.language]
        if each.get("seed"):
            camps[await add_seed(place=place, by=seeding.staff[0], text=text)] = each["camps"]
        elif seeding.stage != "open" and seeding.residents:
            author = seeding.residents[number % len(seeding.residents)]
            await add_statement(place=place, author=author, text=text)
            camps[await _newest(place)] = each["camps"]
    if seeding.stage != "open":
        await answer_many(place=place, answers=await _answers(seeding, camps), channel=Channel.WEB)
        await find_groups(activity_id=place.here.id)


async def _newest(place: Place) -> int:
    found: int = await value(
        "SELECT max(contribution) FROM deliberation_statement WHERE activity = $1", place.here.id
    )
    return found


async def _answers(seeding: Seeding, camps: dict[int, list[float]]) -> list[Answered]:
    """Invented people in three camps, each with a mind of its own, and the same ones every time."""
    place: Place = seeding.place
    answered = await _given(place)
    visitors = [hashlib.sha256(f"{place.here.slug}:{n}".encode()).hexdigest()[:32] for n in range(_VISITORS)]
    names = [f"person:{each.id}" for each in seeding.residents] + [f"visitor:{key}" for key in visitors]
    begins, days = _days(place, seeding.stage)
    found: list[Answered] = []
    for number, name in enumerate(names):
        camp = min(number % 5 // _AFTER, 2)
        at = begins + days * _chance(name, "when")
        for statement, agrees in camps.items():
            if (name, statement) in answered or _chance(name, f"skip{statement}") < _SKIPS:
                continue
            passes = _chance(name, f"pass{statement}") < _PASSES
            said = 0 if passes else 1 if _chance(name, f"say{statement}") < agrees[camp] else -1
            found.append(Answered(name, statement, said, at))
    return found


async def _given(place: Place) -> set[tuple[str, int]]:
    """Authors have agreed with their own already."""
    found = await rows(
        "SELECT c.author, c.id FROM contribution c WHERE c.activity = $1 AND c.kind = 'statement' AND c.author IS NOT NULL",
        place.here.id,
    )
    return {(f"person:{each['author']}", each["id"]) for each in found}


def _days(place: Place, stage: str) -> tuple[datetime, timedelta]:
    now = datetime.now(UTC)
    begins = place.here.opens_at or now - timedelta(days=14)
    ends = place.here.closes_at if stage == "finished" and place.here.closes_at else now
    return begins, max(timedelta(0), min(ends, now) - begins)


def _chance(*about: str) -> float:
    """Between 0 and 1, the same every time."""
    return int.from_bytes(hashlib.sha256("/".join(about).encode()).digest()[:6]) / 2**48


async def _outcome(seeding: Seeding, content: dict[str, Any]) -> None:
    place, by = seeding.place, seeding.staff[0]
    words = (content.get("outcome") or content_of(_DEFAULT)["outcome"])[seeding.language]
    await save_outcome(place=place, by=by, title=words["title"], body=words["body"], version="0")
    await publish_outcome(place=place, by=by)
    outcome = await load_outcome(place=place, viewer=by)
    if outcome is None:
        return
    behind: list[Person] = [each for each in seeding.residents if _chance(str(each.id), "endorse") < 0.7]  # noqa: PLR2004
    for person in behind:
        await endorse(place=place, person=person, outcome=outcome, yes=True)
    known = await statuses()
    done = next((each for each in known if each.kind == "accepted"), known[0] if known else None)
    if done is not None:
        await answer_outcome(place=place, by=by, outcome=outcome, status_id=done.id, html=words["answer"])
    await execute(
        "UPDATE deliberation_outcome SET changed_at = coalesce($2, now()) WHERE activity = $1",
        place.here.id,
        place.here.closes_at,
    )
