"""The way from a place to the community's room, and back. Only what is given here leaves the place."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from academy.community.members import Member, member_of
from core.sdk import Refused, Visit, _, in_platform_room, person_of

T = TypeVar("T")


class JoinFirst(Refused):
    def __init__(self) -> None:
        super().__init__(_("Say first by which name others shall see you."))


async def there(work: Callable[[], Awaitable[T]]) -> T:
    return await in_platform_room(work, of="commons")


async def me_there(visit: Visit) -> Member | None:
    person = person_of(visit)
    return await there(lambda: member_of(tenant=visit.tenant.id, person=person.id))


async def member_here(visit: Visit) -> Member:
    """Raises JoinFirst: nobody is shown to others without having said so."""
    found = await me_there(visit)
    if found is None:
        raise JoinFirst
    return found
