"""Cases at the desk: the list, one case with its answer, hand-over, closing, and the answers that are ready."""

from typing import Annotated

import msgspec

from core.forms import Bound, Hidden, LongText, ShortText, bind
from core.http import NotFound, Page, Redirect, Visit, get, page, post, redirect
from core.i18n import _
from core.text import Refused
from tenants.desk.cases import ready, service
from tenants.desk.places import ACTION, UNPROCESSABLE, expert_of, page_number, sent_number

KINDS = (
    ("open", _("Waiting for us")),
    ("mine", _("Mine")),
    ("waiting", _("Answered")),
    ("closed", _("Closed")),
    ("", _("All")),
)


class AnswerForm(msgspec.Struct):
    text: Annotated[
        str,
        LongText(label=_("Answer"), max=8_000, missing=_("Write something first.")),
    ]
    kind: Annotated[str, Hidden(max=10)] = ""


class ReadyForm(msgspec.Struct):
    title: Annotated[str, ShortText(label=_("What it answers"), max=120)]
    text: Annotated[str, LongText(label=_("Answer"), max=8_000)]


@get("/desk/cases", action=ACTION, at="platform")
async def show_cases(visit: Visit) -> Page:
    which, number = visit.query.get("which", "open"), page_number(visit)
    found = await service.cases(which=which, expert=expert_of(visit), page=number)
    address = f"/desk/cases?which={which if which in dict(KINDS) else ''}&page="
    return page(
        "tenants/desk/cases.html",
        cases=found[: service.SIZE],
        which=which,
        kinds=KINDS,
        lately=await service.satisfaction(),
        older=f"{address}{number + 1}" if len(found) > service.SIZE else None,
        newer=f"{address}{number - 1}" if number > 1 else None,
    )


@get("/desk/cases/{case_id:int}", action=ACTION, at="platform")
async def show_case(visit: Visit, case_id: int) -> Page:
    chosen = visit.query.get("ready", "")
    texts = {str(each["id"]): each["text"] for each in await ready.ready_answers()}
    return await _case_page(visit, case_id, bind(AnswerForm, initial={"text": texts.get(chosen, "")}))


@post("/desk/cases/{case_id:int}/answer", action=ACTION, at="platform")
async def send_answer(visit: Visit, case_id: int) -> Page | Redirect:
    form = bind(AnswerForm, await visit.body())
    if not form.ok:
        return await _case_page(visit, case_id, form, UNPROCESSABLE)
    internal = form.values.kind == "note"
    try:
        await service.answer(
            case_id=case_id, expert=expert_of(visit), text=form.values.text, internal=internal
        )
    except service.NoSuchCase as gone:
        raise NotFound(gone.message) from gone
    except Refused as refused:
        return await _case_page(visit, case_id, form.refuse(refused), UNPROCESSABLE)
    toast = _("Kept for colleagues.") if internal else _("The answer is sent.")
    return redirect(f"/desk/cases/{case_id}", toast=toast)


@post("/desk/cases/{case_id:int}/hand-over", action=ACTION, at="platform")
async def hand_over(visit: Visit, case_id: int) -> Redirect:
    try:
        name = await service.hand_over(case_id=case_id, to=await sent_number(visit, "to"))
    except service.NoSuchCase as gone:
        raise NotFound(gone.message) from gone
    return redirect(f"/desk/cases/{case_id}", toast=_("{name} has the case now.").format(name=name))


@post("/desk/cases/{case_id:int}/close", action=ACTION, at="platform")
async def close(visit: Visit, case_id: int) -> Redirect:  # noqa: ARG001 - every handler gets the visit
    try:
        await service.close_case(case_id=case_id)
    except service.NoSuchCase as gone:
        raise NotFound(gone.message) from gone
    return redirect("/desk/cases", toast=_("The case is closed."))


@get("/desk/answers", action=ACTION, at="platform")
async def show_answers(visit: Visit) -> Page:  # noqa: ARG001 - as above
    return await _answers_page(bind(ReadyForm))


@post("/desk/answers", action=ACTION, at="platform")
async def add_answer(visit: Visit) -> Page | Redirect:
    form = bind(ReadyForm, await visit.body())
    if not form.ok:
        return await _answers_page(form, UNPROCESSABLE)
    await ready.keep_answer(title=form.values.title, text=form.values.text, by=expert_of(visit).name)
    return redirect("/desk/answers", toast=_("Saved."))


@post("/desk/answers/{answer_id:int}/remove", action=ACTION, at="platform")
async def drop_answer(visit: Visit, answer_id: int) -> Redirect:  # noqa: ARG001 - as above
    if not await ready.drop_answer(answer_id=answer_id):
        raise NotFound
    return redirect("/desk/answers", toast=_("Removed."))


async def _answers_page(form: Bound[ReadyForm], status: int = 200) -> Page:
    return page("tenants/desk/answers.html", status=status, form=form, answers=await ready.ready_answers())


async def _case_page(visit: Visit, case_id: int, form: Bound[AnswerForm], status: int = 200) -> Page:
    try:
        case = await service.case_of(case_id)
    except service.NoSuchCase as gone:
        raise NotFound(gone.message) from gone
    return page(
        "tenants/desk/case.html",
        status=status,
        case=case,
        lines=await service.lines_of(case_id, notes=True),
        form=form,
        ready=await ready.ready_answers(),
        experts=await service.experts(),
        late=case["state"] == "open" and case["answer_due"] < visit.now,
    )
