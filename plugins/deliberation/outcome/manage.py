"""The common statement as staff draft, publish and answer it."""

from html import escape

from core.sdk import (
    Answer,
    Bound,
    Page,
    Place,
    Refused,
    Visit,
    _,
    bind,
    get,
    ngettext,
    page,
    post,
    redirect,
    statuses,
)
from plugins.deliberation.groups.showing import Result, load_result
from plugins.deliberation.outcome.forms import AnswerForm, OutcomeForm
from plugins.deliberation.outcome.service import (
    Outcome,
    answer_outcome,
    load_outcome,
    publish_outcome,
    save_outcome,
    unpublish_outcome,
)
from plugins.deliberation.visiting import about, last_of, person_of


@get("/manage/outcome", action="deliberation.moderate", at="activity")
async def show_draft(visit: Visit, place: Place) -> Answer:
    return await _page(visit, place)


@post("/manage/outcome", action="deliberation.moderate", at="activity")
async def send_draft(visit: Visit, place: Place) -> Answer:
    sent = await visit.body()
    form = bind(OutcomeForm, sent)
    if not form.ok:
        return await _page(visit, place, form=form, status=422)
    given = form.values
    try:
        await save_outcome(
            place=place, by=person_of(visit), title=given.title, body=given.body, version=given.version
        )
    except Refused as refused:
        return await _page(visit, place, form=form.refuse(refused), status=422)
    return redirect(f"{place.url}/manage/outcome", toast=_("The draft is saved. Only staff see it."))


@post("/manage/outcome/publish", action="deliberation.manage", at="activity")
async def send_publish(visit: Visit, place: Place) -> Answer:
    try:
        if last_of(await visit.body(), "publish") == "no":
            await unpublish_outcome(place=place, by=person_of(visit))
            return redirect(f"{place.url}/manage/outcome", toast=_("It is a draft again."))
        await publish_outcome(place=place, by=person_of(visit))
    except Refused as refused:
        return redirect(f"{place.url}/manage/outcome", toast=refused.message, done=False)
    return redirect(f"{place.url}/outcome", toast=_("Published. People can endorse it now."))


@post("/manage/outcome/answer", action="deliberation.manage", at="activity")
async def send_answer(visit: Visit, place: Place) -> Answer:
    outcome = await load_outcome(place=place, viewer=visit.person)
    form = bind(AnswerForm, await visit.body(), options=await _statuses())
    if outcome is None or outcome.contribution is None:
        first = _("Publish the statement before you answer it.")
        return redirect(f"{place.url}/manage/outcome", toast=first, done=False)
    if not form.ok:
        return await _page(visit, place, answer=form, status=422)
    told = await answer_outcome(
        place=place,
        by=person_of(visit),
        outcome=outcome,
        status_id=int(form.values.status),
        html=form.values.answer,
    )
    said = ngettext("Saved. {n} person is told.", "Saved. {n} people are told.", told).format(n=told)
    return redirect(f"{place.url}/outcome", toast=said if told else _("Saved."))


async def _page(
    visit: Visit,
    place: Place,
    *,
    form: Bound[OutcomeForm] | None = None,
    answer: Bound[AnswerForm] | None = None,
    status: int = 200,
) -> Page:
    outcome = await load_outcome(place=place, viewer=visit.person)
    result = await load_result(activity_id=place.here.id)
    return page(
        "deliberation/manage_outcome.html",
        status=status,
        outcome=outcome,
        result=result,
        form=form or _draft_form(outcome, result),
        answer=answer or bind(AnswerForm, options=await _statuses()),
        may_publish=visit.can("deliberation.manage"),
        **about(place),
    )


def _draft_form(outcome: Outcome | None, result: Result) -> Bound[OutcomeForm]:
    """A new draft begins with what unites; nothing of it is said to anybody before a person has written and published it."""
    if outcome is not None:
        initial = {"title": outcome.title, "body": outcome.body, "version": str(outcome.version)}
        return bind(OutcomeForm, initial=initial)
    lines = "".join(f"<li>{escape(each.text)}</li>" for each in result.uniting if each.side > 0)
    return bind(OutcomeForm, initial={"body": f"<ul>{lines}</ul>" if lines else "", "version": "0"})


async def _statuses() -> dict[str, list[tuple[str, object]]]:
    return {"status": [(str(each.id), each.name) for each in await statuses()]}
