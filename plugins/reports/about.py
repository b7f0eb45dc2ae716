"""The report that a staff page is about, and whether this person may write it."""

from typing import Any

from core.sdk import NotFound, Place, Typed, Visit, place_at
from plugins.reports.reading import Report, load_report


async def managed(visit: Visit, report_id: int) -> Report:
    """404 where there is no such report here, 403 where somebody else manages its project."""
    report = await load_report(report_id)
    if report is None:
        raise NotFound
    await require_project(visit, report.project_slug if report.project_id else None)
    return report


async def require_project(visit: Visit, slug: str | None) -> Place | None:
    """None: the whole place, which takes a manager of all of it."""
    place = await place_at(visit.site, slug) if slug is not None else None
    if slug is not None and place is None:
        raise NotFound
    visit.require("reports.manage", place)
    return place


async def sent(visit: Visit, name: str) -> str:
    """The last value of this name in the form."""
    return Typed(await visit.body(), name).one()


def head(report: Report, tab: str, **more: Any) -> dict[str, Any]:
    """What each page about a report draws at its top."""
    return {"report": report, "content": report.content, "base": report.staff_url, "tab": tab, **more}
