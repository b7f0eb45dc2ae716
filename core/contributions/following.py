"""Following one contribution: to hear when it is answered."""

from core.contributions.refusals import Gone
from core.db import execute, value
from core.people import Person


async def follow(*, contribution_id: int, activity_id: int, person: Person, on: bool) -> None:
    """Begin or stop; twice is once."""
    if not on:
        await execute(
            "DELETE FROM follow WHERE person = $1 AND subject = 'contribution' AND subject_id = $2",
            person.id,
            contribution_id,
        )
        return
    there = await value(
        "SELECT 1 FROM contribution WHERE id = $1 AND activity = $2 AND root IS NULL AND state = 'published'",
        contribution_id,
        activity_id,
    )
    if there is None:
        raise Gone
    await execute(
        "INSERT INTO follow (person, subject, subject_id) VALUES ($1, 'contribution', $2) ON CONFLICT DO NOTHING",
        person.id,
        contribution_id,
    )
