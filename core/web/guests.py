"""A support expert who visits a place: out at the next click when the right was withdrawn, and every step on the record."""

from core.audit import note
from core.http import Visit
from core.people.sessions import Context
from core.people.support import end_visits_of, still_expert
from core.tenancy.aside import aside, at_platform

_LONGEST = 200


async def let_go_unless_expert(found: Context) -> bool:
    """Is this a guest who may no longer be here? Then all visits of theirs end, whatever becomes of the request."""
    if found.support_reason is None or found.person is None:
        return False
    expert_id, person_id = found.expert_id, found.person.id
    if await at_platform(lambda: still_expert(expert_id)):
        return False
    await aside(lambda: end_visits_of(person_id=person_id))
    return True


async def note_step(visit: Visit) -> None:
    """What a guest opens or sends: the address, never what is asked for in it. It stands although the page may fail."""
    if visit.support_reason is None or visit.path.startswith("/support/"):
        return
    reads = visit.route.method == "GET"
    guest, page = visit.person, visit.path[:_LONGEST]

    async def write() -> None:
        await note(
            action="support.read" if reads else "support.write",
            subject="support_visit",
            details={"page": page},
            by=guest,
        )

    await aside(write)
