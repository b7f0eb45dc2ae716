"""`allmenning import election FILE.pb`: a real election becomes a vote that is closed, counted and published."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from core.sdk import (
    Act,
    Channel,
    Content,
    Person,
    Place,
    Refused,
    Role,
    _,
    execute,
    place_of_activity,
    record_many,
    row,
    site,
    speaking,
    to_json,
    value,
)
from core.sdk.commands import NotFoundHere, at_activity, run
from plugins.voting.ballot import urn
from plugins.voting.ballot.codes import fresh_receipt
from plugins.voting.ballot.marks import Marks
from plugins.voting.counting.election import BallotKind, Election
from plugins.voting.counting.pabulib import NotPabulib
from plugins.voting.making.service import Facts, add_option
from plugins.voting.results.count import count_now
from plugins.voting.results.publish import publish_result
from plugins.voting.settings import ORE, VotingSettings
from plugins.voting.tally.recount import NoRule, Recount, recount

_BALLOTS = {BallotKind.APPROVAL: "approval", BallotKind.CUMULATIVE: "points", BallotKind.ORDINAL: "ranking"}


class NotEmpty(Refused):
    def __init__(self) -> None:
        super().__init__(_("There are options or ballots here already. Choose an empty vote."))


def election(
    file: Annotated[Path, typer.Argument(help="a Pabulib file (.pb)", exists=True, dir_okay=False)],
    tenant: Annotated[str, typer.Option(help="host name of the place")],
    activity: Annotated[str, typer.Option(help="<project>/<activity>, as in its address")],
) -> None:
    """Options and ballots of an election into an empty vote, which is then closed, counted and published."""
    try:
        said = run(_import(tenant, activity, file.read_text(encoding="utf-8-sig")))
    except (NotFoundHere, NotPabulib, NoRule, UnicodeDecodeError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    except Refused as refused:
        with speaking("en"):
            typer.echo(str(refused.message), err=True)
        raise typer.Exit(1) from None
    typer.echo(said)


async def _import(host: str, path: str, text: str) -> str:
    async with at_activity(host=host, path=path) as place:
        with speaking("en"):
            await import_election(place=place, text=text)
            ballots = await value("SELECT count(*) FROM voting_ballot WHERE activity = $1", place.here.id)
    return f"{ballots} ballots, counted and published at {place.url}/result"


async def import_election(*, place: Place, text: str) -> None:
    """In the open transaction. Raises NotPabulib, NoRule, NotEmpty."""
    counted = recount(text)
    by = await _somebody()
    await _must_be_empty(place)
    await _set_up(place, counted)
    ids = await _options(place, counted.table.election, by)
    await _ballots(place, counted.table.election, ids)
    await execute(
        "UPDATE activity SET closes_at = now() - interval '1 second', version = version + 1 WHERE id = $1",
        place.here.id,
    )
    closed = await place_of_activity(await site(), place.here.id) or place
    await count_now(place=closed, by_id=by.id)
    await publish_result(place=closed, by=by)


async def _somebody() -> Person:
    """The place's first administrator: somebody must stand behind the options."""
    found = await row(
        "SELECT id, name FROM person WHERE role = 'admin' AND closed_at IS NULL ORDER BY id LIMIT 1"
    )
    if found is None:
        raise NotFoundHere("this place has no administrator")
    return Person(id=found["id"], name=found["name"], email="", role=Role.ADMIN)


async def _must_be_empty(place: Place) -> None:
    taken = await value(
        "SELECT EXISTS (SELECT 1 FROM voting_option WHERE activity = $1) "
        "OR EXISTS (SELECT 1 FROM voting_ballot WHERE activity = $1)",
        place.here.id,
    )
    if taken:
        raise NotEmpty


async def _set_up(place: Place, counted: Recount) -> None:
    """Whole units of the file's money are kroner here."""
    found = counted.table.election
    chosen = VotingSettings(
        ballot=_BALLOTS[found.kind],
        budget=found.budget // found.scale,
        rule=counted.rule.id,
        most=min(found.ranks, 200),
        points=1000,
    )
    await execute("UPDATE activity SET settings = $2 WHERE id = $1", place.here.id, to_json(chosen))


async def _options(place: Place, found: Election, by: Person) -> dict[str, int]:
    ids = {}
    for option in found.options:
        ids[option.key] = await add_option(
            place=place,
            by=by,
            content=Content(title=(option.name or option.key)[:120]),
            facts=Facts(cost=option.cost * ORE // found.scale),
        )
    return ids


async def _ballots(place: Place, found: Election, ids: dict[str, int]) -> None:
    each = (marks for marks, times in found.ballots.items() for _voter in range(times) if marks)
    cast = [(fresh_receipt(), Marks({ids[key]: mark for key, mark in marks})) for marks in each]
    await urn.put_in(activity_id=place.here.id, channel=Channel.IMPORT, ballots=cast)
    now = datetime.now(UTC)
    await record_many(
        [Act(f"import:{place.here.id}:{number}", "voting.vote", now) for number in range(len(cast))],
        project_id=place.project.id,
        activity_id=place.here.id,
        channel=Channel.IMPORT,
    )
