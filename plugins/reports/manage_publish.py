"""Staff publish a report, look at what was published, and take it back; and its history."""

from core.sdk import Answer, NotFound, Redirect, Refused, Visit, _, get, note, page, person_of, post, redirect
from plugins.reports.about import head, managed
from plugins.reports.drawing import draw
from plugins.reports.history import Version, compare, version_of, versions_of
from plugins.reports.publishing import publish, withdraw
from plugins.reports.reading import issues_of, load_issue
from plugins.reports.writing import restore


@get("/manage/reports/{report_id:int}/publish", action="reports.enter")
async def show_publish(visit: Visit, report_id: int) -> Answer:
    report = await managed(visit, report_id)
    issues = [issue for issue in await issues_of(report_id=report_id) if issue.kind == "published"]
    live = next((issue for issue in issues if issue.withdrawn_at is None), None)
    return page("reports/publish.html", issues=issues, live=live, **head(report, "publish"))


@post("/manage/reports/{report_id:int}/publish", action="reports.enter")
async def do_publish(visit: Visit, report_id: int) -> Redirect:
    report = await managed(visit, report_id)
    back = f"{report.staff_url}/publish"
    try:
        issue_id = await publish(report=report, by=person_of(visit))
    except Refused as refused:
        return redirect(back, toast=refused.message, done=False)
    await note(
        action="reports.publish",
        subject="report",
        subject_id=report_id,
        details={"issue": issue_id},
        by=visit.person,
    )
    return redirect(back, toast=_("The report is published."))


@post("/manage/reports/{report_id:int}/withdraw", action="reports.enter")
async def do_withdraw(visit: Visit, report_id: int) -> Redirect:
    report = await managed(visit, report_id)
    await withdraw(report_id=report_id)
    await note(action="reports.withdraw", subject="report", subject_id=report_id, details={}, by=visit.person)
    return redirect(f"{report.staff_url}/publish", toast=_("The report is for staff only again."))


@get("/manage/reports/{report_id:int}/preview", action="reports.enter")
async def preview(visit: Visit, report_id: int) -> Answer:
    """As residents would read it now."""
    report = await managed(visit, report_id)
    return page("reports/read.html", issue=None, document=await draw(report), project=None, report=report)


@get("/manage/reports/{report_id:int}/issues/{issue_id:int}", action="reports.enter")
async def show_issue(visit: Visit, report_id: int, issue_id: int) -> Answer:
    report = await managed(visit, report_id)
    issue = await load_issue(issue_id)
    if issue is None or issue.report_id != report_id:
        raise NotFound
    return page("reports/read.html", issue=issue, document=issue.document, project=None, report=report)


@get("/manage/reports/{report_id:int}/history", action="reports.enter")
async def history(visit: Visit, report_id: int) -> Answer:
    report = await managed(visit, report_id)
    return page(
        "reports/history.html", versions=await versions_of(report_id=report_id), **head(report, "history")
    )


@get("/manage/reports/{report_id:int}/history/{number:int}", action="reports.enter")
async def show_version(visit: Visit, report_id: int, number: int) -> Answer:
    """What has changed since then."""
    report = await managed(visit, report_id)
    version = await _version(report_id, number)
    changes = compare(version.content, report.content)
    return page("reports/version.html", version=version, changes=changes, **head(report, "history"))


@post("/manage/reports/{report_id:int}/history/{number:int}/restore", action="reports.enter")
async def do_restore(visit: Visit, report_id: int, number: int) -> Redirect:
    report = await managed(visit, report_id)
    version = await _version(report_id, number)
    await restore(report_id=report_id, content=version.content, by=person_of(visit))
    said = _("Version {n} stands again. The one before it is under History.").format(n=number)
    return redirect(report.staff_url, toast=said)


async def _version(report_id: int, number: int) -> Version:
    version = await version_of(report_id=report_id, number=number)
    if version is None:
        raise NotFound
    return version
