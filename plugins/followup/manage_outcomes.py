"""Staff write an outcome, publish it, change it, take it back."""

from typing import Any

from core.sdk import (
    Answer,
    Bound,
    Page,
    Redirect,
    Refused,
    StaleForm,
    Text,
    Visit,
    _,
    bind,
    get,
    ngettext,
    note,
    page,
    person_of,
    post,
    redirect,
    topics,
)
from plugins.followup.about import head, managed, managed_outcome
from plugins.followup.forms import OutcomeForm
from plugins.followup.links import conclusions_for
from plugins.followup.outcomes import (
    Words,
    change_outcome,
    delete_outcome,
    publish_outcome,
    withdraw_outcome,
    write_outcome,
)
from plugins.followup.reading import Outcome

_FIELDS = ("kind", "title", "body", "decided_on", "url")


@get("/manage/followup/{project_id:int}/new", action="followup.enter")
async def new(visit: Visit, project_id: int) -> Answer:
    project = await managed(visit, project_id)
    return page("followup/outcome_new.html", form=bind(OutcomeForm), **head(project, "outcomes"))


@post("/manage/followup/{project_id:int}/new", action="followup.enter")
async def make(visit: Visit, project_id: int) -> Answer:
    project = await managed(visit, project_id)
    form = bind(OutcomeForm, await visit.body())
    if form.ok:
        try:
            made = await write_outcome(project_id=project_id, words=_words(form), by=person_of(visit))
        except Refused as refused:
            form.refuse(refused)
        else:
            said = _("Saved as a draft. Now choose what it answers.")
            return redirect(f"/manage/followup/outcomes/{made}", toast=said)
    return page("followup/outcome_new.html", status=422, form=form, **head(project, "outcomes"))


@get("/manage/followup/outcomes/{outcome_id:int}", action="followup.enter")
async def show(visit: Visit, outcome_id: int) -> Answer:
    return await _page(visit, await managed_outcome(visit, outcome_id))


@post("/manage/followup/outcomes/{outcome_id:int}", action="followup.enter")
async def save(visit: Visit, outcome_id: int) -> Answer:
    outcome = await managed_outcome(visit, outcome_id)
    form = bind(OutcomeForm, await visit.body())
    if not form.ok:
        return await _page(visit, outcome, form, status=422)
    given = form.values
    try:
        told = await change_outcome(
            outcome_id=outcome_id,
            sent_version=given.version,
            words=_words(form),
            note=given.note,
            by=person_of(visit),
        )
    except Refused as refused:
        form.refuse(refused)
        if isinstance(refused, StaleForm):
            form["version"].value = str(outcome.version)
        return await _page(visit, outcome, form, status=422)
    if outcome.state == "published":
        await _noted(visit, "change", outcome)
    return redirect(outcome.staff_url, toast=_told(told) if told else _("Saved."))


@post("/manage/followup/outcomes/{outcome_id:int}/publish", action="followup.enter")
async def publish(visit: Visit, outcome_id: int) -> Redirect:
    outcome = await managed_outcome(visit, outcome_id)
    try:
        told = await publish_outcome(outcome_id=outcome_id, by=person_of(visit))
    except Refused as refused:
        return redirect(outcome.staff_url, toast=refused.message, done=False)
    await _noted(visit, "publish", outcome)
    return redirect(outcome.staff_url, toast=_told(told))


@post("/manage/followup/outcomes/{outcome_id:int}/withdraw", action="followup.enter")
async def withdraw(visit: Visit, outcome_id: int) -> Redirect:
    outcome = await managed_outcome(visit, outcome_id)
    await withdraw_outcome(outcome_id=outcome_id)
    await _noted(visit, "withdraw", outcome)
    return redirect(outcome.staff_url, toast=_("Only staff see it now."))


@post("/manage/followup/outcomes/{outcome_id:int}/delete", action="followup.enter")
async def delete(visit: Visit, outcome_id: int) -> Redirect:
    outcome = await managed_outcome(visit, outcome_id)
    if outcome.state == "published":
        return redirect(outcome.staff_url, toast=_("Take it back before you delete it."), done=False)
    await delete_outcome(outcome_id=outcome_id)
    await _noted(visit, "delete", outcome)
    return redirect(f"/manage/followup/{outcome.project_id}", toast=_("Deleted."))


async def _page(
    visit: Visit, outcome: Outcome, form: Bound[OutcomeForm] | None = None, status: int = 200
) -> Page:
    project = await managed(visit, outcome.project_id)
    initial: dict[str, Any] = {name: getattr(outcome, name) for name in _FIELDS}
    form = form or bind(OutcomeForm, initial=initial | {"version": str(outcome.version)})
    return page(
        "followup/outcome.html",
        status=status,
        form=form,
        outcome=outcome,
        topics=await topics(),
        conclusions=await conclusions_for(outcome=outcome),
        **head(project, "outcomes"),
    )


def _words(form: Bound[OutcomeForm]) -> Words:
    return Words(**{name: getattr(form.values, name) for name in _FIELDS})


def _told(told: int) -> Text:
    if not told:
        return _("Published. There is nobody to tell.")
    return ngettext("Published. {n} person is told.", "Published. {n} people are told.", told).format(n=told)


async def _noted(visit: Visit, deed: str, outcome: Outcome) -> None:
    await note(
        action=f"followup.{deed}",
        subject="outcome",
        subject_id=outcome.id,
        details={"title": outcome.title},
        by=visit.person,
    )
