"""One section: a new one, or one that stands there already, edited in its place."""

from typing import Any

import msgspec

from core.sdk import Answer, Bound, NotFound, Page, Refused, Visit, _, get, page, person_of, post, redirect
from plugins.reports.about import head, managed, sent
from plugins.reports.asking import offered_figures
from plugins.reports.building import not_saved, refuse, saved_by_itself
from plugins.reports.drawing import draw, sources_of
from plugins.reports.forms import fill, section_form
from plugins.reports.model import KINDS, Section
from plugins.reports.reading import Report
from plugins.reports.writing import add_section, change_section

MOST = 2_000_000  # a long text
_ONE = "/manage/reports/{report_id:int}/sections/{section_id:str}"


@get("/manage/reports/{report_id:int}/add/{kind:str}", action="reports.enter")
async def new(visit: Visit, report_id: int, kind: str) -> Answer:
    report = await managed(visit, report_id)
    section = await _new_section(report, kind, visit.query.get("from", ""))
    form = section_form(section, offered=await _offered(report, section))
    return await _page(report, section, form, after=visit.query.get("after", ""))


@post("/manage/reports/{report_id:int}/add/{kind:str}", action="reports.enter", max_body=MOST)
async def add(visit: Visit, report_id: int, kind: str) -> Answer:
    report = await managed(visit, report_id)
    section = await _new_section(report, kind, visit.query.get("from", ""))
    after = visit.query.get("after", "")
    form = section_form(section, await visit.body(), offered=await _offered(report, section))
    if form.ok:
        fill(section, form)
        try:
            new_id = await add_section(report_id=report_id, section=section, after=after, by=person_of(visit))
            return redirect(f"{report.staff_url}#part-{new_id}", toast=_("Added."))
        except Refused as refused:
            form.refuse(refused)
    return await _page(report, section, form, after=after, status=422)


@get(_ONE, action="reports.enter")
async def edit(visit: Visit, report_id: int, section_id: str) -> Answer:
    report = await managed(visit, report_id)
    section = _section(report, section_id)
    return await _page(report, section, section_form(section, offered=await _offered(report, section)))


@post(_ONE, action="reports.enter", max_body=MOST)
async def save(visit: Visit, report_id: int, section_id: str) -> Answer:
    report = await managed(visit, report_id)
    section = _section(report, section_id)
    form = section_form(section, await visit.body(), offered=await _offered(report, section))
    if form.ok:
        changed = msgspec.structs.replace(section)
        fill(changed, form)
        try:
            version = await change_section(
                report_id=report_id, section=changed, sent_version=form.values.version, by=person_of(visit)
            )
        except Refused as refused:
            refuse(form, refused, section.version)
        else:
            if await sent(visit, "auto"):
                return saved_by_itself(version, visit.now)
            return redirect(f"{report.staff_url}#part-{section_id}", toast=_("Saved."))
    return await not_saved(visit, form) or await _page(report, section, form, status=422)


async def _new_section(report: Report, kind: str, about: str) -> Section:
    """What is about an activity takes its name for a heading. An activity of another project is not there."""
    if kind not in KINDS or (kind == "said" and report.project_id is None):
        raise NotFound
    section = Section(kind=kind)
    if kind != "text":
        names = {str(key): name for key, name in await sources_of(report.project_id)}
        if (about or "0") not in names:
            raise NotFound
        section.activity = int(about or "0")
        section.source = names[about or "0"]
        section.title = section.source if section.activity else ""
    return section


def _section(report: Report, section_id: str) -> Section:
    for section in report.content.sections:
        if section.id == section_id:
            return section
    raise NotFound


async def _offered(report: Report, section: Section) -> list[tuple[str, str]]:
    if section.kind != "figures":
        return []
    return await offered_figures(
        project_id=report.project_id, activity_id=section.activity, chosen=section.blocks
    )


async def _page(
    report: Report, section: Section, form: Bound[Any], *, after: str = "", status: int = 200
) -> Page:
    """The whole report, with the form where the section stands."""
    return page(
        "reports/build.html",
        status=status,
        document=await draw(report),
        sources=await sources_of(report.project_id),
        form=form,
        editing=section,
        after=after,
        **head(report, "build"),
    )
