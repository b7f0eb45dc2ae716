"""What residents read: published reports, as they stood the day they were published."""

from core.sdk import Answer, NotFound, Place, Visit, get, page
from plugins.reports.reading import Issue, published_in, published_issue


@get("/reports", action="reports.view", at="project", keep=True)
async def listed_here(visit: Visit, place: Place) -> Answer:
    del visit
    lines = await published_in(project_id=place.project.id)
    return page("reports/published.html", lines=lines, project=place.project, base=place.project.url)


@get("/reports/{report_id:int}", action="reports.view", at="project", keep=True)
async def read_here(visit: Visit, place: Place, report_id: int) -> Answer:
    del visit
    issue = await _issue(report_id, place.project.id)
    return page("reports/read.html", issue=issue, document=issue.document, project=place.project)


@get("/reports", action="reports.view", keep=True)
async def listed(visit: Visit) -> Answer:
    del visit
    return page("reports/published.html", lines=await published_in(project_id=None), project=None, base="")


@get("/reports/{report_id:int}", action="reports.view", keep=True)
async def read(visit: Visit, report_id: int) -> Answer:
    del visit
    issue = await _issue(report_id, None)
    return page("reports/read.html", issue=issue, document=issue.document, project=None)


async def _issue(report_id: int, project_id: int | None) -> Issue:
    issue = await published_issue(report_id=report_id, project_id=project_id)
    if issue is None:
        raise NotFound
    return issue
