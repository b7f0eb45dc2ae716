"""Who hands in a paper. One ballot a person, whatever the channel: the first one stands, and the second is not let in.

Somebody with an account gets the same row as somebody who casts on the web, so the database's own constraint answers. Somebody
without one is known again by a keyed hash of name and birth date; the name itself is not kept.
"""

from datetime import UTC, date, datetime

from core.sdk import Act, Channel, Person, Place, Refused, _, note, pseudonym, record, record_many, row, value

CAST = "voting.vote"


class AlreadyVoted(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("This person has already voted. The first ballot counts: give the paper back, unopened.")
        )


class NobodyHere(Refused):
    field = "email"

    def __init__(self) -> None:
        super().__init__(
            _("Nobody here has this e-mail address. Leave it empty, and write name and birth date instead.")
        )


async def register_account(*, place: Place, email: str, by: Person) -> None:
    """Raises NobodyHere, AlreadyVoted."""
    found = await row(
        "SELECT id FROM person WHERE lower(email) = lower($1) AND closed_at IS NULL AND expert_id IS NULL",
        email,
    )
    if found is None:
        raise NobodyHere
    taken = await value(
        "INSERT INTO voting_voter (activity, person, channel) VALUES ($1, $2, 'paper') ON CONFLICT DO NOTHING RETURNING id",
        place.here.id,
        found["id"],
    )
    if taken is None:
        raise AlreadyVoted
    await record(
        action=CAST,
        project_id=place.project.id,
        activity_id=place.here.id,
        person_id=found["id"],
        channel=Channel.PAPER,
    )
    await _noted(place, by)


async def register_named(*, place: Place, name: str, born: date, by: Person) -> None:
    """Somebody without an account. Raises AlreadyVoted."""
    who = f"paper:{' '.join(name.casefold().split())}:{born.isoformat()}"
    mark = (await pseudonym(who=who, project_id=place.project.id)).hex()
    taken = await value(
        "INSERT INTO voting_handed_in (activity, mark) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id",
        place.here.id,
        mark,
    )
    if taken is None:
        raise AlreadyVoted
    await record_many(
        [Act(who, CAST, datetime.now(UTC))],
        project_id=place.project.id,
        activity_id=place.here.id,
        channel=Channel.PAPER,
    )
    await _noted(place, by)


async def how_many_handed_in(*, activity_id: int) -> int:
    found: int = await value(
        "SELECT (SELECT count(*) FROM voting_voter WHERE activity = $1 AND channel = 'paper') "
        "+ (SELECT count(*) FROM voting_handed_in WHERE activity = $1)",
        activity_id,
    )
    return found


async def _noted(place: Place, by: Person) -> None:
    """Without a name: the record must not say who voted."""
    await note(action="voting.paper_voter", subject="activity", subject_id=place.here.id, by=by)
