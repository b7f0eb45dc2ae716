"""Staff show how the work goes on: steps with days, state and pictures, and word to those who follow."""

from typing import Any

from core.sdk import (
    Answer,
    Bound,
    Page,
    Purpose,
    Redirect,
    Refused,
    StaleForm,
    Visit,
    _,
    bind,
    get,
    keep_upload,
    ngettext,
    note,
    page,
    person_of,
    post,
    redirect,
)
from plugins.followup.about import head, managed, managed_step, number
from plugins.followup.forms import BIGGEST, StepForm
from plugins.followup.reading import outcomes_of
from plugins.followup.steps import (
    StepOf,
    StepWords,
    change_step,
    delete_step,
    steps_of_project,
    tell_followers,
    write_step,
)

_PLAIN = ("title", "text", "state", "due_on", "done_on", "alt")


@get("/manage/followup/{project_id:int}/steps", action="followup.enter")
async def listed(visit: Visit, project_id: int) -> Answer:
    project = await managed(visit, project_id)
    return page(
        "followup/manage_steps.html", steps=await steps_of_project(project_id), **head(project, "steps")
    )


@get("/manage/followup/{project_id:int}/steps/new", action="followup.enter")
async def new(visit: Visit, project_id: int) -> Answer:
    return await _page(visit, project_id, None)


@post("/manage/followup/{project_id:int}/steps/new", action="followup.enter", max_body=BIGGEST)
async def make(visit: Visit, project_id: int) -> Answer:
    await managed(visit, project_id)
    form = bind(StepForm, await visit.body(), options=await _options(project_id))
    if form.ok:
        try:
            words = await _words(visit, form, None)
            made = await write_step(project_id=project_id, words=words, by=person_of(visit))
        except Refused as refused:
            form.refuse(refused)
        else:
            return await _saved(visit, form, project_id, made)
    return await _page(visit, project_id, None, form)


@get("/manage/followup/steps/{step_id:int}", action="followup.enter")
async def show(visit: Visit, step_id: int) -> Answer:
    step = await managed_step(visit, step_id)
    return await _page(visit, step.project_id, step)


@post("/manage/followup/steps/{step_id:int}", action="followup.enter", max_body=BIGGEST)
async def save(visit: Visit, step_id: int) -> Answer:
    step = await managed_step(visit, step_id)
    initial = {"picture": step.words.picture or None}
    form = bind(StepForm, await visit.body(), initial=initial, options=await _options(step.project_id))
    if form.ok:
        try:
            words = await _words(visit, form, step)
            await change_step(
                step_id=step_id, sent_version=form.values.version, words=words, by=person_of(visit)
            )
        except Refused as refused:
            form.refuse(refused)
            if isinstance(refused, StaleForm):
                form["version"].value = str(step.version)
        else:
            return await _saved(visit, form, step.project_id, step_id)
    return await _page(visit, step.project_id, step, form)


@post("/manage/followup/steps/{step_id:int}/delete", action="followup.enter")
async def delete(visit: Visit, step_id: int) -> Redirect:
    step = await managed_step(visit, step_id)
    await delete_step(step_id=step_id)
    await _noted(visit, "delete", step_id)
    return redirect(f"/manage/followup/{step.project_id}/steps", toast=_("Deleted."))


async def _saved(visit: Visit, form: Bound[StepForm], project_id: int, step_id: int) -> Redirect:
    told = await tell_followers(step_id=step_id, by=person_of(visit)) if form.values.tell else 0
    await _noted(visit, "step", step_id)
    said = ngettext("Saved. {n} person is told.", "Saved. {n} people are told.", told).format(n=told)
    return redirect(f"/manage/followup/{project_id}/steps", toast=said if told else _("Saved."))


async def _words(visit: Visit, form: Bound[StepForm], step: StepOf | None) -> StepWords:
    """With a new picture kept. Raises what `keep_upload` refuses."""
    given = form.values
    picture = step.words.picture if step and not form["picture"].removed else ""
    if given.picture is not None and hasattr(given.picture, "data"):
        kept = await keep_upload(given.picture, purpose=Purpose.IMAGE, owner=person_of(visit), public=True)
        picture = kept.key
    own: dict[str, Any] = {name: getattr(given, name) for name in _PLAIN}
    return StepWords(**own, picture=picture, outcome=number(given.outcome))


async def _options(project_id: int) -> dict[str, list[tuple[str, object]]]:
    found = await outcomes_of(project_id=project_id, published=False)
    return {"outcome": [("", _("None")), *((str(each.id), each.title) for each in found)]}


async def _page(
    visit: Visit, project_id: int, step: StepOf | None, form: Bound[StepForm] | None = None
) -> Page:
    project = await managed(visit, project_id)
    initial: dict[str, Any] = {}
    if step is not None:
        initial = {name: getattr(step.words, name) for name in _PLAIN}
        initial |= {"picture": step.words.picture or None, "outcome": str(step.words.outcome or "")}
        initial |= {"version": str(step.version)}
    return page(
        "followup/step.html",
        status=422 if form else 200,
        step=step,
        form=form or bind(StepForm, initial=initial, options=await _options(project_id)),
        **head(project, "steps"),
    )


async def _noted(visit: Visit, deed: str, step_id: int) -> None:
    await note(action=f"followup.{deed}", subject="step", subject_id=step_id, details={}, by=visit.person)
