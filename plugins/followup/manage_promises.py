"""Staff say what people can influence, promise an answer by a day, and say what became of the promise."""

from typing import Any

from core.sdk import (
    Answer,
    Bound,
    Page,
    Redirect,
    Refused,
    StaleForm,
    Visit,
    _,
    bind,
    colleagues,
    get,
    note,
    page,
    person_of,
    place_at,
    post,
    redirect,
)
from plugins.followup.about import head, managed, managed_promise, number
from plugins.followup.days import day_of
from plugins.followup.forms import BreakForm, FrameForm, GiveForm, KeepForm, PostponeForm, PromiseForm
from plugins.followup.ledger import Promise, frame_of, promises_of
from plugins.followup.promises import (
    break_promise,
    delete_promise,
    give_promise,
    keep_promise,
    make_promise,
    postpone,
    set_frame,
)
from plugins.followup.words import PROMISES


@get("/manage/followup/{project_id:int}/promises", action="followup.enter")
async def show(visit: Visit, project_id: int) -> Answer:
    return await _page(visit, await managed(visit, project_id))


@post("/manage/followup/{project_id:int}/frame", action="followup.enter")
async def save_frame(visit: Visit, project_id: int) -> Answer:
    project = await managed(visit, project_id)
    form = bind(FrameForm, await visit.body())
    if not form.ok:
        return await _page(visit, project, frame_form=form)
    given = form.values
    texts = {name: getattr(given, name) for name in ("can_change", "cannot_change", "decides", "how")}
    try:
        await set_frame(project_id=project_id, sent_version=given.version, **texts)
    except StaleForm as refused:
        form.refuse(refused)
        form["version"].value = str((await frame_of(project_id)).version)
        return await _page(visit, project, frame_form=form)
    await _noted(visit, "frame", "project", project_id)
    return redirect(f"/manage/followup/{project_id}/promises", toast=_("Saved."))


@post("/manage/followup/{project_id:int}/promises", action="followup.enter")
async def make(visit: Visit, project_id: int) -> Answer:
    project = await managed(visit, project_id)
    form = bind(PromiseForm, await visit.body(), options=await _people(visit, project["slug"]))
    if not form.ok:
        return await _page(visit, project, promise_form=form)
    given = form.values
    made = await make_promise(
        project_id=project_id, text=given.text, due_on=given.due_on, responsible=number(given.responsible)
    )
    await _noted(visit, "promise", "promise", made)
    return redirect(
        f"/manage/followup/{project_id}/promises", toast=_("Promised. The project's page shows it.")
    )


@get("/manage/followup/promises/{promise_id:int}", action="followup.enter")
async def one(visit: Visit, promise_id: int) -> Answer:
    return await _one(visit, await managed_promise(visit, promise_id))


@post("/manage/followup/promises/{promise_id:int}/give", action="followup.enter")
async def give(visit: Visit, promise_id: int) -> Answer:
    promise = await managed_promise(visit, promise_id)
    form = bind(GiveForm, await visit.body(), options=await _people(visit, promise.project_slug))
    if not form.ok:
        return await _one(visit, promise, 422)
    await give_promise(promise_id=promise_id, responsible=number(form.values.responsible))
    return redirect(promise.staff_url, toast=_("Saved."))


@post("/manage/followup/promises/{promise_id:int}/keep", action="followup.enter")
async def keep(visit: Visit, promise_id: int) -> Answer:
    promise = await managed_promise(visit, promise_id)
    form = bind(KeepForm, await visit.body())
    if form.ok and await _done(
        form, keep_promise(promise_id=promise_id, note=form.values.note, by=person_of(visit))
    ):
        return await _settled(visit, promise, "keep")
    return await _one(visit, promise, 422, keep=form)


@post("/manage/followup/promises/{promise_id:int}/postpone", action="followup.enter")
async def put_off(visit: Visit, promise_id: int) -> Answer:
    promise = await managed_promise(visit, promise_id)
    form = bind(PostponeForm, await visit.body())
    if form.ok:
        given = form.values
        deed = postpone(promise_id=promise_id, due_on=given.due_on, reason=given.reason, by=person_of(visit))
        if await _done(form, deed):
            return await _settled(visit, promise, "postpone")
    return await _one(visit, promise, 422, postpone=form)


@post("/manage/followup/promises/{promise_id:int}/break", action="followup.enter")
async def give_up(visit: Visit, promise_id: int) -> Answer:
    promise = await managed_promise(visit, promise_id)
    form = bind(BreakForm, await visit.body())
    if form.ok and await _done(
        form, break_promise(promise_id=promise_id, reason=form.values.why, by=person_of(visit))
    ):
        return await _settled(visit, promise, "break")
    return await _one(visit, promise, 422, broken=form)


@post("/manage/followup/promises/{promise_id:int}/delete", action="followup.enter")
async def delete(visit: Visit, promise_id: int) -> Redirect:
    """Only before the project has been published: a promise that people have read is kept or broken, not erased."""
    promise = await managed_promise(visit, promise_id)
    await delete_promise(promise_id=promise_id)
    back = f"/manage/followup/{promise.project_id}/promises"
    gone = all(
        each.id != promise_id
        for each in await promises_of(project_id=promise.project_id, today=day_of(visit.now))
    )
    if not gone:
        return redirect(
            promise.staff_url, toast=_("People have read this promise: say what became of it."), done=False
        )
    await _noted(visit, "delete", "promise", promise_id)
    return redirect(back, toast=_("Deleted."))


async def _done(form: Bound[Any], deed: Any) -> bool:
    try:
        await deed
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


async def _settled(visit: Visit, promise: Promise, deed: str) -> Redirect:
    await _noted(visit, deed, "promise", promise.id)
    return redirect(
        f"/manage/followup/{promise.project_id}/promises", toast=_("Saved. The project's page shows it.")
    )


async def _people(visit: Visit, slug: str) -> dict[str, list[tuple[str, object]]]:
    place = await place_at(visit.site, slug)
    people = await colleagues(place=place) if place else []
    return {"responsible": [("", _("Nobody yet")), *((str(each["id"]), each["name"]) for each in people)]}


async def _page(
    visit: Visit,
    project: dict[str, Any],
    *,
    frame_form: Bound[FrameForm] | None = None,
    promise_form: Bound[PromiseForm] | None = None,
) -> Page:
    frame = await frame_of(project["id"])
    initial: dict[str, Any] = {
        name: getattr(frame, name) for name in ("can_change", "cannot_change", "decides", "how")
    }
    contact = str(project["contact_person"] or "")
    options = await _people(visit, project["slug"])
    return page(
        "followup/manage_promises.html",
        status=422 if frame_form or promise_form else 200,
        promises=await promises_of(project_id=project["id"], today=day_of(visit.now)),
        frame_form=frame_form or bind(FrameForm, initial=initial | {"version": str(frame.version)}),
        promise_form=promise_form or bind(PromiseForm, initial={"responsible": contact}, options=options),
        promise_names=PROMISES,
        **head(project, "promises"),
    )


async def _one(
    visit: Visit,
    promise: Promise,
    status: int = 200,
    *,
    keep: Bound[Any] | None = None,
    postpone: Bound[Any] | None = None,
    broken: Bound[Any] | None = None,
) -> Page:
    options = await _people(visit, promise.project_slug)
    return page(
        "followup/promise.html",
        status=status,
        promise=promise,
        give_form=bind(GiveForm, initial={"responsible": str(promise.responsible or "")}, options=options),
        keep_form=keep or bind(KeepForm),
        postpone_form=postpone or bind(PostponeForm),
        break_form=broken or bind(BreakForm),
        promise_names=PROMISES,
        **head(await managed(visit, promise.project_id), "promises"),
    )


async def _noted(visit: Visit, deed: str, subject: str, subject_id: int) -> None:
    await note(action=f"followup.{deed}", subject=subject, subject_id=subject_id, details={}, by=visit.person)
