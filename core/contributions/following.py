"""Following one contribution: to hear when it is answered."""

from core.contributions.refusals import Gone
from core.db import value
from core.people import Person
from core.projects import follow as follows


async def follow(*, contribution_id: int, activity_id: int, person: Person, on: bool) -> None:
    """Begin or stop; twice is once."""
    if not on:
        await follows.unfollow(person_id=person.id, subject="contribution", subject_id=contribution_id)
        return
    there = await value(
        "SELECT 1 FROM contribution WHERE id = $1 AND activity = $2 AND root IS NULL AND state = 'published'",
        contribution_id,
        activity_id,
    )
    if there is None:
        raise Gone
    await follows.follow(person_id=person.id, subject="contribution", subject_id=contribution_id)
