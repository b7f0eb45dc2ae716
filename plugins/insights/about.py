"""The study that a staff page is about, and whether this person may see or change it."""

from typing import Any

from core.sdk import NotFound, Person, Place, Visit, place_at
from plugins.insights.studies.model import Study, load_study

_DIGITS = 15


async def studied(visit: Visit, study_id: int, *, change: bool = False) -> Study:
    """404 where there is no such study here, 403 where somebody else looks after its project."""
    study = await load_study(study_id)
    if study is None:
        raise NotFound
    await require_project(visit, study.project_slug, change=change)
    return study


async def require_project(visit: Visit, slug: str | None, *, change: bool = False) -> Place | None:
    """None: the whole place, which takes a manager of all of it."""
    place = await place_at(visit.site, slug) if slug is not None else None
    if slug is not None and place is None:
        raise NotFound
    visit.require("insights.manage" if change or slug is None else "insights.enter", place)
    return place


def person_of(visit: Visit) -> Person:
    """Staff pages have let nobody else in."""
    if visit.person is None:
        raise LookupError("nobody is signed in")
    return visit.person


async def sent(visit: Visit, name: str) -> str:
    """The last value of this name in the form."""
    given = (await visit.body()).get(name, [""])[-1]
    return given if isinstance(given, str) else ""


async def sent_ids(visit: Visit, name: str) -> list[int]:
    """All values of this name that are numbers."""
    given = (await visit.body()).get(name, [])
    return [
        int(each)
        for each in given
        if isinstance(each, str) and each.isascii() and each.isdecimal() and len(each) <= _DIGITS
    ]


def head(study: Study, tab: str, **more: Any) -> dict[str, Any]:
    """What each page about a study draws at its top."""
    return {"study": study, "base": study.url, "tab": tab, **more}


def whole(typed: str) -> int:
    """A number as it came in an address or a form; 0 for anything else."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= _DIGITS else 0
