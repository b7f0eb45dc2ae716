"""The list of studies, a new one, and the front page of one: its themes, and what the last run changed."""

from typing import Any

from core.sdk import (
    Answer,
    Bound,
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
    progress_of,
    redirect,
    row,
)
from plugins.insights.about import head, require_project, sent, studied
from plugins.insights.engines import engine
from plugins.insights.reading.selection import count_of, ids_of
from plugins.insights.studies.forms import (
    ALL,
    NARROWING,
    StudyForm,
    choices_for,
    given_from,
    projects_with_words,
    selection_from,
)
from plugins.insights.studies.model import Study, studies_of
from plugins.insights.studies.said import said_of
from plugins.insights.studies.writing import NothingChosen, change_study, delete_study, make_study
from plugins.insights.themes.model import flat, themes_of
from plugins.insights.themes.running import begin_run, last_run
from plugins.insights.typed import whole
from plugins.insights.vectors.filling import fill_now
from plugins.insights.vectors.jobs import begin_fill, stop_fill


@get("/manage/insights", action="insights.enter")
async def listed(visit: Visit) -> Answer:
    person = person_of(visit)
    return page(
        "insights/list.html",
        studies=await studies_of(person),
        fill=await fill_now((await engine()).space),
        whole=visit.can("insights.manage").allowed,
    )


@post("/manage/insights/fill", action="insights.manage")
async def start_filling(visit: Visit) -> Answer:
    if await sent(visit, "do") == "stop":
        await stop_fill(fill_id=whole(await sent(visit, "fill")))
        return redirect("/manage/insights", toast=_("It stops after the texts it is reading now."))
    started = await begin_fill(by=person_of(visit).id)
    said = _("It has begun.") if started else _("There is nothing to read, or it has begun already.")
    return redirect("/manage/insights", toast=said)


@get("/manage/insights/new", action="insights.enter")
async def new(visit: Visit) -> Answer:
    chosen = visit.query.get("project", "")
    if not chosen:
        whole = visit.can("insights.manage").allowed
        return page(
            "insights/new_about.html", projects=await projects_with_words(person_of(visit)), whole=whole
        )
    return await _form_page(visit, _number(chosen), None)


@post("/manage/insights/new", action="insights.enter")
async def make(visit: Visit) -> Answer:
    project_id = _number(visit.query.get("project", ""))
    await _require(visit, project_id)
    form = await _form(project_id, await visit.body())
    if not form.ok:
        return await _form_page(visit, project_id, form)
    selection = selection_from(project_id, form.values)
    if not await ids_of(selection, seen=None, most=1):
        return await _form_page(visit, project_id, form.refuse(NothingChosen()))
    by = person_of(visit)
    study_id = await make_study(
        project_id=project_id,
        title=form.values.title,
        selection=selection,
        language=form.values.language,
        by=by,
    )
    await begin_run(study=await studied(visit, study_id), by=by.id, anew=True)
    return redirect(f"/manage/insights/{study_id}", toast=_("Reading has begun."))


@get("/manage/insights/{study_id:int}/selection", action="insights.enter")
async def show_selection(visit: Visit, study_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    return await _form_page(visit, study.project_id, None, study=study)


@post("/manage/insights/{study_id:int}/selection", action="insights.enter")
async def choose(visit: Visit, study_id: int) -> Answer:
    """What is sorted stays as it is until the next run, which begins at once."""
    study = await studied(visit, study_id, change=True)
    form = await _form(study.project_id, await visit.body(), study=study)
    if form.ok:
        selection = selection_from(study.project_id, form.values)
        if await ids_of(selection, seen=None, most=1):
            await change_study(
                study_id=study.id, title=form.values.title, selection=selection, language=form.values.language
            )
            await begin_run(study=study, by=person_of(visit).id, anew=False)
            return redirect(study.url, toast=_("Reading has begun."))
        form.refuse(NothingChosen())
    return await _form_page(visit, study.project_id, form, study=study)


@get("/manage/insights/{study_id:int}", action="insights.enter")
async def show(visit: Visit, study_id: int) -> Answer:
    study = await studied(visit, study_id)
    themes = await themes_of(study_id=study.id)
    run = await last_run(study_id=study.id)
    return page(
        "insights/themes.html",
        block="themes",
        **head(study, "themes"),
        themes=themes,
        names={theme.id: theme.name for theme in flat(themes)},
        run=run,
        chosen=await said_of(study.selection),
        **await _counts(study),
        may=visit.can("insights.manage", await require_project(visit, study.project_slug)).allowed,
    )


@post("/manage/insights/{study_id:int}/run", action="insights.enter")
async def run_again(visit: Visit, study_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    await begin_run(study=study, by=person_of(visit).id, anew=await sent(visit, "kind") == "anew")
    return redirect(study.url, toast=_("Reading has begun."))


@post("/manage/insights/{study_id:int}/delete", action="insights.enter")
async def delete(visit: Visit, study_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    if await sent(visit, "sure") != "yes":
        return page("insights/delete.html", **head(study, ""))
    await delete_study(study_id=study.id)
    return redirect("/manage/insights", toast=_("The study is deleted. What people wrote is not touched."))


async def _counts(study: Study) -> dict[str, Any]:
    """How far a run is, how many contributions there are now, and how many lie in no theme."""
    progress = await progress_of(job_id=study.job_id) if study.job_id else None
    found = await row(
        "SELECT count(*) AS all, count(*) FILTER (WHERE theme IS NULL) AS nowhere FROM insights_placing WHERE study = $1",
        study.id,
    )
    now = await count_of(study.selection, seen=None)
    placed = found or {"all": 0, "nowhere": 0}
    running = progress if progress and not progress.ended else None
    failed = bool(progress and progress.state == "failed")
    return {
        "progress": running,
        "failed": failed,
        "placed": placed["all"],
        "nowhere": placed["nowhere"],
        "now": now,
    }


async def _require(visit: Visit, project_id: int | None) -> None:
    found = await row("SELECT slug FROM project WHERE id = $1", project_id) if project_id else None
    await require_project(
        visit, found["slug"] if found else (None if project_id is None else ""), change=True
    )


async def _form(
    project_id: int | None, raw: Raw | None = None, *, study: Study | None = None
) -> Bound[StudyForm]:
    options = await choices_for(project_id)
    initial = given_from(study) if study else {"activity": ALL, "language": "nb"}
    form = bind(StudyForm, raw, initial=initial, options=options)
    form.fields = [each for each in form.fields if options.get(each.key, [ALL]) or each.error]
    return form


async def _form_page(
    visit: Visit, project_id: int | None, form: Bound[StudyForm] | None, *, study: Study | None = None
) -> Page:
    await _require(visit, project_id)
    found = await row("SELECT titles FROM project WHERE id = $1", project_id) if project_id else None
    shown = form or await _form(project_id, study=study)
    return page(
        "insights/new.html",
        status=422 if form else 200,
        form=shown,
        narrowing=[each for each in shown.fields if each.key in NARROWING],
        narrowed=bool(form) or bool(study and study.selection.narrowed),
        plain=[each for each in shown.fields if each.key not in NARROWING],
        project_id=project_id or 0,
        study=study,
        about=Localized.of(found["titles"]) if found else _("The whole place"),
    )


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 12 and int(typed) else None  # noqa: PLR2004
