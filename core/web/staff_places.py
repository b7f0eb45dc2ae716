"""What is done on a staff page, by its address: names that plugins know, whoever's page it is."""

import re
from collections.abc import Iterable

from core.host import house
from core.http import Visit
from core.projects.activities import methods_on

_ROOMS = {
    "insights": "insights",
    "reports": "reports",
    "dashboards": "dashboards",
    "representation": "representation",
    "followup": "followup",
    "opendata": "opendata",
    "moderation": "moderation",
    "people": "people",
    "settings": "settings",
    "privacy": "settings",
    "look": "settings",
}
_PAGES = {"/manage": "manage", "/manage/projects/new": "project.new"}
_PROJECT = re.compile(r"/manage/projects/\d+(/.*)?\Z")
_ACTIVITY = re.compile(r"/manage/projects/\d+/activities/\d+(/settings)?\Z")


def names_of(visit: Visit, given: Iterable[object]) -> tuple[str, ...]:
    """`given`: what the page was given to draw; an activity among it says which method the page is about."""
    path = visit.path
    if path in _PAGES:
        return (_PAGES[path],)
    if path.startswith("/projects/") and visit.place is not None and visit.place.activity is not None:
        return (f"{visit.place.activity.method}.manage",)
    if path.endswith("/activities/new") and _PROJECT.match(path):
        return ("activity.new", *(f"{method}.new" for method in methods_on(visit.site)))
    if _ACTIVITY.match(path):
        return (*(f"{method}.new" for method in _methods(given)), "project.plan")
    if _PROJECT.match(path):
        return ("project.plan",)
    room = path.removeprefix("/manage/").partition("/")[0]
    return (_ROOMS[room],) if room in _ROOMS and path.startswith("/manage/") else ()


def _methods(given: Iterable[object]) -> list[str]:
    known = house().methods
    found = [getattr(getattr(each, "activity", each), "method", "") for each in given]
    return [each for each in found if isinstance(each, str) and each in known][:1]
