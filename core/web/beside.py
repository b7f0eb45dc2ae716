"""What plugins put on other rooms' pages: beside a contribution, whichever method's it is, and above the pages of staff."""

from core.contributions import Contribution
from core.host.hooks import items_from_plugins
from core.host.hookspecs import Panel, StaffPage
from core.http import Answer, Page, Visit
from core.web.staff_places import names_of

_FOUND = 200


async def ask_beside(answer: Answer, visit: Visit) -> None:
    """The panels `contribution`, for `render` to draw with the page, and `staff_page`, for the layout of staff pages."""
    if not isinstance(answer, Page) or answer.status != _FOUND or visit.wants_fragment:
        return
    if (subject := _subject(answer, visit)) is not None:
        found = await items_from_plugins("panels", expect=Panel, place="contribution", subject=subject)
        if found:
            answer.context["beside"] = found
    if (here := _staff_page(answer, visit)) is not None:
        answer.context["staff_panels"] = await items_from_plugins(
            "panels", expect=Panel, place="staff_page", subject=here
        )


def _subject(answer: Page, visit: Visit) -> Contribution | None:
    """The one that has this address. Below an activity only, and not for a piece of the page."""
    if visit.place is None or visit.place.activity is None:
        return None
    given = (each for each in answer.context.values() if isinstance(each, Contribution))
    return next((each for each in given if each.url == visit.path), None)


def _staff_page(answer: Page, visit: Visit) -> StaffPage | None:
    if visit.person is None or not visit.person.is_staff or "/manage" not in visit.path:
        return None
    names = names_of(visit, answer.context.values())
    return StaffPage(names=names, person=visit.person) if names else None
