"""The list of reports, and making a new one: choose what it is about, then a template."""

from typing import Annotated, Any

import msgspec

from core.sdk import (
    Answer,
    Bound,
    Choice,
    Localized,
    Page,
    Raw,
    Visit,
    _,
    bind,
    get,
    page,
    person_of,
    post,
    redirect,
    row,
)
from plugins.reports.about import managed, require_project
from plugins.reports.forms import LANGUAGES
from plugins.reports.presets import PRESETS, filled, phases_of
from plugins.reports.reading import projects_of, reports_of
from plugins.reports.writing import make_report

PLACE = "0"  # in the address: the report is about the whole place


class NewForm(msgspec.Struct, kw_only=True):
    preset: Annotated[str, Choice(label=_("Begin with"), options=())]
    language: Annotated[str, Choice(label=_("Language of the report"), options=())]


@get("/manage/reports", action="reports.enter")
async def listed(visit: Visit) -> Answer:
    person = person_of(visit)
    chosen = _number(visit.query.get("project", ""))
    return page(
        "reports/list.html",
        lines=await reports_of(person=person, project_id=chosen),
        projects=await projects_of(person),
        chosen=chosen,
        whole=visit.can("reports.manage").allowed,
    )


@get("/manage/reports/new", action="reports.enter")
async def new(visit: Visit) -> Answer:
    chosen = visit.query.get("project", "")
    if not chosen:
        projects = await projects_of(person_of(visit))
        return page("reports/new_about.html", projects=projects, whole=visit.can("reports.manage").allowed)
    return await _form_page(visit, _number(chosen), None)


@post("/manage/reports/new", action="reports.enter")
async def make(visit: Visit) -> Answer:
    project_id = _number(visit.query.get("project", ""))
    await _require(visit, project_id)
    form = await _new_form(visit, project_id, await visit.body())
    if not form.ok:
        return await _form_page(visit, project_id, form)
    name, _colon, phase = form.values.preset.partition(":")
    language = form.values.language
    content = await filled(PRESETS[name], project_id=project_id, phase_id=_number(phase), language=language)
    new_id = await make_report(project_id=project_id, language=language, content=content, by=person_of(visit))
    return redirect(f"/manage/reports/{new_id}", toast=_("The report is made. Now fill it in."))


@post("/manage/reports/{report_id:int}/duplicate", action="reports.enter")
async def duplicate(visit: Visit, report_id: int) -> Answer:
    report = await managed(visit, report_id)
    content = report.content
    content.title = str(_("{title} (copy)").format(title=content.title))
    new_id = await make_report(
        project_id=report.project_id, language=report.language, content=content, by=person_of(visit)
    )
    return redirect(f"/manage/reports/{new_id}", toast=_("This is the copy."))


async def _require(visit: Visit, project_id: int | None) -> None:
    found = await row("SELECT slug FROM project WHERE id = $1", project_id) if project_id else None
    await require_project(visit, (found["slug"] if found else "") if project_id else None)


async def _new_form(visit: Visit, project_id: int | None, raw: Raw | None = None) -> Bound[NewForm]:
    options: dict[str, Any] = {
        "preset": await _presets(project_id),
        "language": [(code, LANGUAGES.get(code, code)) for code in visit.site.languages],
    }
    initial = {"language": visit.locale if visit.locale in visit.site.languages else visit.site.main_language}
    return bind(NewForm, raw, initial=initial, options=options)


async def _presets(project_id: int | None) -> list[tuple[str, object, object]]:
    found: list[tuple[str, object, object]] = []
    for preset in PRESETS.values():
        if preset.needs == "any" or (preset.needs == "project" and project_id):
            found.append((preset.id, preset.name, preset.help))
        elif preset.needs == "phase" and project_id:
            for phase_id, name in await phases_of(project_id):
                label = _("{kind}: {name}").format(kind=preset.name, name=name)
                found.append((f"{preset.id}:{phase_id}", label, preset.help))
    return found


async def _form_page(visit: Visit, project_id: int | None, form: Bound[NewForm] | None) -> Page:
    await _require(visit, project_id)
    found = await row("SELECT titles FROM project WHERE id = $1", project_id) if project_id else None
    return page(
        "reports/new.html",
        status=422 if form else 200,
        form=form or await _new_form(visit, project_id),
        project_id=project_id or 0,
        about=Localized.of(found["titles"]) if found else _("The whole place"),
    )


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 12 and int(typed) else None  # noqa: PLR2004
