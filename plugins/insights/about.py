"""The study that a staff page is about, and whether this person may see or change it."""

from typing import Any

from core.sdk import NotFound, Place, Typed, Visit, place_at
from plugins.insights.studies.model import Study, load_study
from plugins.insights.typed import whole


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


async def sent(visit: Visit, name: str) -> str:
    """The last value of this name in the form."""
    return Typed(await visit.body(), name).one()


async def sent_ids(visit: Visit, name: str) -> list[int]:
    """All values of this name that are numbers."""
    return [number for each in Typed(await visit.body(), name).all() if (number := whole(each))]


def head(study: Study, tab: str, **more: Any) -> dict[str, Any]:
    """What each page about a study draws at its top."""
    return {"study": study, "base": study.url, "tab": tab, **more}
