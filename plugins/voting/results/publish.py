"""Publishing a result with its package, and overriding it with a reason that is published."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from core.sdk import (
    Person,
    Place,
    _,
    current_tenant,
    execute,
    followers,
    note,
    notify,
    row,
    rows,
    site,
    value,
)
from plugins.voting.ballot.urn import part
from plugins.voting.results.count import count_pot
from plugins.voting.results.elections import ALL, Pot, pots_of
from plugins.voting.results.refusals import AlreadyPublished, CountAgain, NotCounted, NothingOverridden
from plugins.voting.settings import ORE
from plugins.voting.tally.package import CountedPot, package, zipped

PACKAGE = "package.zip"


async def override(*, place: Place, option_id: int, funded: bool, reason: str, by: Person) -> None:
    """Otherwise than the count. Also after publishing: then the reason shows at once. Raises NotCounted, NothingOverridden."""
    counted = await value(
        "SELECT d.funded FROM voting_decision d JOIN voting_outcome o ON o.id = d.outcome "
        "JOIN voting_count n ON n.id = o.counted WHERE n.activity = $1 AND d.option = $2 AND o.chosen",
        place.here.id,
        option_id,
    )
    if counted is None:
        raise NotCounted
    if counted == funded:
        raise NothingOverridden
    await execute(
        "INSERT INTO voting_override (activity, option, funded, reason, by) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (activity, option) DO UPDATE SET funded = $3, reason = $4, by = $5, at = now()",
        place.here.id,
        option_id,
        funded,
        reason,
        by.id,
    )
    await note(
        action="voting.override",
        subject="option",
        subject_id=option_id,
        details={"funded": funded, "reason": reason},
        by=by,
    )


async def take_back_override(*, place: Place, option_id: int, by: Person) -> None:
    gone = await value(
        "DELETE FROM voting_override WHERE activity = $1 AND option = $2 RETURNING id",
        place.here.id,
        option_id,
    )
    if gone is not None:
        await note(action="voting.override_gone", subject="option", subject_id=option_id, by=by)


async def publish_result(*, place: Place, by: Person | None) -> None:
    """Result and package stand from now on. Those who follow the project are told. Raises NotCounted, AlreadyPublished,
    CountAgain.
    """
    found = await row(
        "SELECT id, published_at FROM voting_count WHERE activity = $1 FOR UPDATE", place.here.id
    )
    if found is None:
        raise NotCounted
    if found["published_at"]:
        raise AlreadyPublished
    pots = [(pot, count_pot(pot, pot.chosen.rule)) for pot in await pots_of(activity=place.here)]
    await _must_be_same(found["id"], [counted for _pot, counted in pots])
    for name, content in (await _files(place, pots)).items():
        await execute(
            "INSERT INTO voting_file (counted, name, sha256, content) VALUES ($1, $2, $3, $4)",
            found["id"],
            name,
            sha256(content).hexdigest(),
            content,
        )
    await execute("UPDATE voting_count SET published_at = now() WHERE id = $1", found["id"])
    await part(activity_id=place.here.id)
    await note(action="voting.publish", subject="activity", subject_id=place.here.id, by=by)
    await _tell(place)


async def _must_be_same(counted: int, pots: list[CountedPot]) -> None:
    kept = await rows("SELECT pot, digest FROM voting_outcome WHERE counted = $1 AND chosen", counted)
    if {each["pot"]: each["digest"] for each in kept} != {pot.slug: pot.digest for pot in pots}:
        raise CountAgain


async def _files(place: Place, pots: list[tuple[Pot, CountedPot]]) -> dict[str, bytes]:
    receipts = await rows("SELECT receipt FROM voting_ballot WHERE activity = $1", place.here.id)
    here = await site()
    about: dict[str, Any] = {
        "place": str(here.name),
        "vote": str(place.here.name),
        "tenant": current_tenant().id,
        "activity": place.here.id,
        "recount": "allmenning tally package.zip",
    }
    described = [(counted, _meta(place, str(here.name), pot)) for pot, counted in pots]
    files = package(described, receipts=[each["receipt"] for each in receipts], about=about)
    return files | {PACKAGE: zipped(files)}


def _meta(place: Place, name: str, pot: Pot) -> dict[str, str]:
    begins, ends = place.here.opens_at, place.here.closes_at
    return {
        "description": str(place.here.name),
        "country": "Norway",
        "unit": name,
        **({"subunit": pot.slug} if pot.slug != ALL else {}),
        "instance": str(ends.year) if ends else "",
        "date_begin": _day(begins),
        "date_end": _day(ends),
        "min_length": "1",
        "currency": "NOK" if pot.chosen.money else "places",
        "money_unit": ("krone" if pot.unit == ORE else "ore") if pot.chosen.money else "place",
    }


def _day(at: datetime | None) -> str:
    return f"{at:%d.%m.%Y}" if at else ""


async def _tell(place: Place) -> None:
    await notify(
        person_ids=await followers(project_id=place.project.id),
        kind="news",
        title=_("The result is ready: {name}").format(name=place.here.name),
        body=str(place.project.title),
        url=f"{place.url}/result",
    )
