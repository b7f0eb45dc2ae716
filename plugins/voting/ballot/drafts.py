"""Ballots that have been begun and not cast: saved as you go, never counted."""

from core.sdk import Person, Place, execute, row, value
from plugins.voting.ballot.marks import Marks, marks_from


async def draft_of(*, activity_id: int, person: Person) -> Marks:
    """What the person has marked so far."""
    found = await row(
        "SELECT choices, district FROM voting_draft WHERE activity = $1 AND person = $2",
        activity_id,
        person.id,
    )
    return marks_from(found["choices"], found["district"]) if found else Marks()


async def save_draft(*, place: Place, person: Person, marks: Marks) -> None:
    """Keep it for the person; nobody who has cast gets a draft again. A district that is not here is none."""
    await execute(
        "INSERT INTO voting_draft (activity, person, choices, district) "
        "SELECT $1, $2, $3, (SELECT id FROM voting_part WHERE id = $4 AND activity = $1 AND kind = 'district') "
        "WHERE NOT EXISTS (SELECT 1 FROM voting_voter WHERE activity = $1 AND person = $2) "
        "ON CONFLICT (activity, person) DO UPDATE SET choices = excluded.choices, district = excluded.district",
        place.here.id,
        person.id,
        marks.stored,
        marks.district,
    )


async def has_cast(*, activity_id: int, person: Person | None) -> bool:
    if person is None:
        return False
    found: bool = await value(
        "SELECT EXISTS (SELECT 1 FROM voting_voter WHERE activity = $1 AND person = $2)",
        activity_id,
        person.id,
    )
    return found
