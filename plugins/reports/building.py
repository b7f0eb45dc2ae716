"""Building a report: its sections in order, each edited where it stands. Saved by itself as one writes, and by a button."""

from datetime import datetime
from typing import Any

from core.sdk import (
    Answer,
    Bound,
    Data,
    NotFound,
    Page,
    Redirect,
    Refused,
    StaleForm,
    Visit,
    _,
    get,
    page,
    person_of,
    post,
    redirect,
    say_datetime,
    steps_of,
)
from plugins.reports.about import head, managed, sent
from plugins.reports.drawing import draw, sources_of
from plugins.reports.forms import details_form, iso
from plugins.reports.reading import Report
from plugins.reports.writing import change_details, delete_report, move_section, remove_section


@get("/manage/reports/{report_id:int}", action="reports.enter")
async def build(visit: Visit, report_id: int) -> Answer:
    report = await managed(visit, report_id)
    return page(
        "reports/build.html",
        document=await draw(report),
        sources=await sources_of(report.project_id),
        **head(report, "build"),
    )


@get("/manage/reports/{report_id:int}/details", action="reports.enter")
async def details(visit: Visit, report_id: int) -> Answer:
    report = await managed(visit, report_id)
    return _details_page(report, details_form(report.content))


@post("/manage/reports/{report_id:int}/details", action="reports.enter")
async def save_details(visit: Visit, report_id: int) -> Answer:
    report = await managed(visit, report_id)
    form = details_form(report.content, await visit.body())
    if form.ok:
        try:
            version = await change_details(report_id=report_id, by=person_of(visit), **_details(form))
        except Refused as refused:
            refuse(form, refused, report.content.version)
        else:
            if await sent(visit, "auto"):
                return saved_by_itself(version, visit.now)
            return redirect(report.staff_url, toast=_("Saved."))
    return await not_saved(visit, form) or _details_page(report, form, status=422)


@post("/manage/reports/{report_id:int}/sections/{section_id:str}/move", action="reports.enter")
async def move(visit: Visit, report_id: int, section_id: str) -> Redirect:
    report = await managed(visit, report_id)
    try:
        await move_section(
            report_id=report_id, section_id=section_id, step=await steps_of(visit), by=person_of(visit)
        )
    except Refused as refused:
        return redirect(report.staff_url, toast=refused.message, done=False)
    return redirect(f"{report.staff_url}#part-{section_id}")


@get("/manage/reports/{report_id:int}/sections/{section_id:str}/remove", action="reports.enter")
async def ask_remove(visit: Visit, report_id: int, section_id: str) -> Answer:
    report = await managed(visit, report_id)
    if section_id not in [section.id for section in report.content.sections]:
        raise NotFound
    question = _("Delete this section?")
    note = _("You find it again under History.")
    return page(
        "reports/confirm.html", question=question, note=note, action=visit.path, **head(report, "build")
    )


@post("/manage/reports/{report_id:int}/sections/{section_id:str}/remove", action="reports.enter")
async def remove(visit: Visit, report_id: int, section_id: str) -> Redirect:
    report = await managed(visit, report_id)
    try:
        await remove_section(report_id=report_id, section_id=section_id, by=person_of(visit))
    except Refused as refused:
        return redirect(report.staff_url, toast=refused.message, done=False)
    return redirect(report.staff_url, toast=_("Removed."))


@get("/manage/reports/{report_id:int}/delete", action="reports.enter")
async def ask_delete(visit: Visit, report_id: int) -> Answer:
    report = await managed(visit, report_id)
    question = _("Delete the report “{title}”?").format(title=report.content.title)
    note = _("Its history, what was published of it and the files go too. This cannot be undone.")
    return page(
        "reports/confirm.html", question=question, note=note, action=visit.path, **head(report, "build")
    )


@post("/manage/reports/{report_id:int}/delete", action="reports.enter")
async def delete(visit: Visit, report_id: int) -> Redirect:
    await managed(visit, report_id)
    await delete_report(report_id=report_id)
    return redirect("/manage/reports", toast=_("The report is deleted."))


def refuse(form: Bound[Any], refused: Refused, current: int) -> None:
    """After a stale form, saving once more by the button is meant: the form now knows the new version."""
    form.refuse(refused)
    if isinstance(refused, StaleForm):
        form["version"].value = str(current)


def saved_by_itself(version: int, now: datetime) -> Data:
    """For the script: the version that the form now rests on, and what to say."""
    said = str(_("Saved {when}").format(when=say_datetime(now)))
    return Data(f"{version}\n{said}".encode(), "text/plain; charset=utf-8")


async def not_saved(visit: Visit, form: Bound[Any]) -> Data | None:
    """For the script: why not. None where a person pressed the button and shall see the form."""
    if not await sent(visit, "auto"):
        return None
    problems = [*form.general_errors, *(problem[2] for problem in form.errors)]
    return Data(str(problems[0] if problems else "").encode(), "text/plain; charset=utf-8", status=422)


def _details(form: Bound[Any]) -> dict[str, str]:
    given = form.values
    return {
        "sent_version": given.version,
        "title": given.title,
        "lead": given.lead,
        "since": iso(given.since),
        "until": iso(given.until),
    }


def _details_page(report: Report, form: Bound[Any], *, status: int = 200) -> Page:
    return page("reports/details.html", status=status, form=form, **head(report, "build"))
