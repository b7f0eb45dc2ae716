"""What the Academy puts on other rooms' pages of staff: a lesson that fits, and what somebody was asked to do."""

from typing import Any

from academy.service.assignments import assigned_to
from academy.service.offers import offer_for
from academy.service.progress import progress_of
from academy.service.shelf import courses
from core.sdk import Panel, Person, StaffPage, _


async def panels_at(place: str, subject: Any) -> list[Panel]:
    if place == "staff_page":
        return await _offered(subject)
    return await _asked(subject) if place == "manage" else []


async def _offered(here: StaffPage) -> list[Panel]:
    offer = await offer_for(person=here.person, names=here.names)
    if offer is None:
        return []
    return [Panel(title=_("A lesson that fits"), template="academy/offer.html", context={"offer": offer})]


async def _asked(person: Person) -> list[Panel]:
    """Courses that this person was asked to take and has not finished."""
    asked = await assigned_to(person.id)
    if not asked:
        return []
    wanted = [each for each in await courses() if each.key in asked]
    progress = await progress_of(person_id=person.id, courses=wanted)
    left = [(each, asked[each.key], progress[each.key]) for each in wanted if not progress[each.key].finished]
    if not left:
        return []
    left.sort(key=lambda line: (line[1] is None, line[1], line[0].key))
    return [
        Panel(title=_("Courses you are asked to take"), template="academy/asked.html", context={"left": left})
    ]
