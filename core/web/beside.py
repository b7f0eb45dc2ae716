"""What plugins put beside a contribution, on its own page, whichever method's it is."""

from core.contributions import Contribution
from core.host.hooks import items_from_plugins
from core.host.hookspecs import Panel
from core.http import Answer, Page, Visit

_FOUND = 200


async def ask_beside(answer: Answer, visit: Visit) -> None:
    """Where this page is a contribution's own: the panels `contribution`, for `render` to draw with the page."""
    subject = _subject(answer, visit)
    if subject is None or not isinstance(answer, Page):
        return
    found = await items_from_plugins("panels", expect=Panel, place="contribution", subject=subject)
    if found:
        answer.context["beside"] = found


def _subject(answer: Answer, visit: Visit) -> Contribution | None:
    """The one that has this address. Below an activity only, and not for a piece of the page."""
    if not isinstance(answer, Page) or visit.place is None or visit.place.activity is None:
        return None
    if answer.status != _FOUND or visit.wants_fragment:
        return None
    given = (each for each in answer.context.values() if isinstance(each, Contribution))
    return next((each for each in given if each.url == visit.path), None)
