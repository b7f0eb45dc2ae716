"""The desk of a hearing: what came in, answering it, publishing statements and the response."""

from typing import Any

from core.sdk import (
    CSV,
    Answer,
    Bound,
    Channel,
    Data,
    NotFound,
    Page,
    Place,
    Purpose,
    Refused,
    Visit,
    _,
    bind,
    csv_chunks,
    get,
    keep_upload,
    load,
    ngettext,
    page,
    post,
    redirect,
    stream,
)
from plugins.information.common import about, person_of
from plugins.information.documents.store import current_version, outline_of
from plugins.information.forms import BIGGEST, AnswerForm, PaperForm, PublishForm, WithholdForm
from plugins.information.hearing.answers import OUTCOMES, answer, answer_to, counts, to_answer
from plugins.information.hearing.remarks import REMARK
from plugins.information.hearing.response import COLUMNS, paper_of, publish_answers, response_of, rows_of
from plugins.information.hearing.statements import (
    KIND,
    STATES,
    Statement,
    Words,
    publish_statement,
    register,
    statement_of,
    statements_of,
    withhold_statement,
)
from plugins.information.settings import hearing_of


@get("/manage/incoming", action="information.answer", at="activity")
async def show_incoming(visit: Visit, place: Place) -> Answer:
    """Statements first: they have a right to an answer. Then the comments."""
    hearing_of(place)
    version = await current_version(activity_id=place.here.id)
    outline = await outline_of(version_id=version.id) if version else []
    waiting = visit.query.get("show") == "waiting"
    return page(
        "information/manage_incoming.html",
        statements=await to_answer(activity_id=place.here.id, kind=KIND, open_only=waiting),
        remarks=await to_answer(activity_id=place.here.id, kind=REMARK, open_only=waiting),
        states={each.id: each for each in await statements_of(activity_id=place.here.id)},
        state_names=STATES,
        names={each.key: each.name for each in outline},
        counts=await counts(activity_id=place.here.id),
        response=await response_of(activity_id=place.here.id),
        waiting=waiting,
        outcomes=OUTCOMES,
        **about(place),
    )


@get("/manage/remarks/{remark_id:int}", action="information.answer", at="activity")
async def remark_desk(visit: Visit, place: Place, remark_id: int) -> Answer:
    kept = await answer_to(contribution_id=remark_id)
    return await _remark_page(visit, place, remark_id, bind(AnswerForm, initial=kept or {}))


@post("/manage/remarks/{remark_id:int}", action="information.answer", at="activity")
async def answer_remark(visit: Visit, place: Place, remark_id: int) -> Answer:
    form = bind(AnswerForm, await visit.body())
    shown = await _remark_page(visit, place, remark_id, form, 422)
    if not form.ok or not await _answered(visit, place, remark_id, form):
        return shown
    return redirect(f"{place.url}/manage/incoming#c{remark_id}", toast=_("The answer is kept."))


@get("/manage/statements/new", action="information.answer", at="activity")
async def paper_form(visit: Visit, place: Place) -> Answer:
    hearing_of(place)
    return page(
        "information/paper_form.html",
        form=bind(PaperForm, initial={"received": visit.now.date()}),
        **about(place),
    )


@post("/manage/statements/new", action="information.answer", at="activity", max_body=BIGGEST)
async def add_paper(visit: Visit, place: Place) -> Answer:
    """One that came by letter or mail, counted with the rest."""
    hearing_of(place)
    form = bind(PaperForm, await visit.body())
    if not form.ok:
        return page("information/paper_form.html", status=422, form=form, **about(place))
    given = form.values
    files = [await _kept(visit, given.document_1)] if given.document_1 else []
    words = Words(
        sender=given.sender,
        organisation=given.organisation,
        orgnr=given.orgnr,
        title=given.title,
        text=given.text,
        files=files,
    )
    new_id = await register(
        place=place, by=person_of(visit), words=words, channel=Channel.PAPER, on=given.received
    )
    return redirect(f"{place.url}/manage/statements/{new_id}", toast=_("The statement is registered."))


@get("/manage/statements/{statement_id:int}", action="information.answer", at="activity")
async def statement_desk(visit: Visit, place: Place, statement_id: int) -> Answer:  # noqa: ARG001
    return await _statement_page(place, statement_id)


@post("/manage/statements/{statement_id:int}/answer", action="information.answer", at="activity")
async def answer_statement(visit: Visit, place: Place, statement_id: int) -> Answer:
    form = bind(AnswerForm, await visit.body())
    if (await _statement(place, statement_id)).state == "withdrawn":
        raise NotFound
    if not form.ok or not await _answered(visit, place, statement_id, form):
        return await _statement_page(place, statement_id, answering=form, status=422)
    return redirect(f"{place.url}/manage/incoming#c{statement_id}", toast=_("The answer is kept."))


@post(
    "/manage/statements/{statement_id:int}/publish",
    action="information.answer",
    at="activity",
    max_body=BIGGEST,
)
async def publish_one(visit: Visit, place: Place, statement_id: int) -> Answer:
    statement = await _statement(place, statement_id)
    form = bind(PublishForm, await visit.body())
    if not form.ok:
        return await _statement_page(place, statement_id, publishing=form, status=422)
    given = form.values
    files = [await _kept(visit, each) for each in (given.document_1, given.document_2) if each is not None]
    files += statement.files if given.with_files and not files else []
    try:
        await publish_statement(
            place=place,
            statement=statement,
            by=person_of(visit),
            body=given.body,
            files=files,
            redacted=given.redacted,
        )
    except Refused as refused:
        return await _statement_page(place, statement_id, publishing=form.refuse(refused), status=422)
    return redirect(
        f"{place.url}/manage/statements/{statement_id}", toast=_("Everyone can read the statement now.")
    )


@post("/manage/statements/{statement_id:int}/withhold", action="information.answer", at="activity")
async def withhold_one(visit: Visit, place: Place, statement_id: int) -> Answer:
    statement = await _statement(place, statement_id)
    form = bind(WithholdForm, await visit.body())
    if not form.ok:
        return await _statement_page(place, statement_id, withholding=form, status=422)
    try:
        await withhold_statement(
            place=place, statement=statement, by=person_of(visit), reason=form.values.reason
        )
    except Refused as refused:
        return await _statement_page(place, statement_id, withholding=form.refuse(refused), status=422)
    return redirect(
        f"{place.url}/manage/statements/{statement_id}",
        toast=_("It is not shown. The reason is on the record."),
    )


@post("/manage/answers", action="information.manage", at="activity")
async def publish_all(visit: Visit, place: Place) -> Answer:
    hearing_of(place)
    back = f"{place.url}/manage/incoming"
    try:
        n = await publish_answers(place=place, by=person_of(visit))
    except Refused as refused:
        return redirect(back, toast=refused.message, done=False)
    said = ngettext(
        "The answers are published. {n} answer is told of.",
        "The answers are published. {n} answers are told of.",
        n,
    )
    return redirect(back, toast=said.format(n=n))


@get("/manage/answers.csv", action="information.answer", at="activity")
async def answers_so_far(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    hearing_of(place)
    return stream(
        csv_chunks(rows_of(place=place), columns=[(name, name) for name in COLUMNS]),
        filename="answers.csv",
        media_type=CSV,
    )


@get("/manage/answers.pdf", action="information.answer", at="activity")
async def paper_so_far(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    hearing_of(place)
    headers = {
        "content-disposition": 'attachment; filename="answers.pdf"',
        "cache-control": "private, no-store",
    }
    return Data(await paper_of(place=place), "application/pdf", headers=headers)


async def _answered(visit: Visit, place: Place, contribution_id: int, form: Bound[AnswerForm]) -> bool:
    given = form.values
    try:
        await answer(
            place=place,
            contribution_id=contribution_id,
            by=person_of(visit),
            outcome=given.outcome,
            summary=given.summary,
            reason=given.reason,
        )
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


async def _kept(visit: Visit, upload: Any) -> dict[str, Any]:
    return (await keep_upload(upload, purpose=Purpose.DOCUMENT, owner=person_of(visit), public=False)).entry()


async def _statement(place: Place, statement_id: int) -> Statement:
    hearing_of(place)
    found = await statement_of(activity_id=place.here.id, statement_id=statement_id)
    if found is None:
        raise NotFound
    return found


async def _remark_page(
    visit: Visit, place: Place, remark_id: int, form: Bound[AnswerForm], status: int = 200
) -> Page:
    found = await load(contribution_id=remark_id, activity_id=place.here.id, viewer=visit.person)
    if found is None or found.kind != REMARK:
        raise NotFound
    return page("information/manage_remark.html", status=status, remark=found, form=form, **about(place))


async def _statement_page(
    place: Place,
    statement_id: int,
    *,
    answering: Bound[AnswerForm] | None = None,
    publishing: Bound[PublishForm] | None = None,
    withholding: Bound[WithholdForm] | None = None,
    status: int = 200,
) -> Page:
    found = await _statement(place, statement_id)
    kept = {"outcome": found.outcome, "summary": found.summary, "reason": found.reason}
    shown = {
        "body": found.public_body or found.body,
        "redacted": found.redacted,
        "with_files": not found.redacted,
    }
    return page(
        "information/manage_statement.html",
        status=status,
        statement=found,
        state_name=STATES[found.state],
        answering=answering or bind(AnswerForm, initial=kept),
        publishing=publishing or bind(PublishForm, initial=shown),
        withholding=withholding or bind(WithholdForm),
        **about(place),
    )
