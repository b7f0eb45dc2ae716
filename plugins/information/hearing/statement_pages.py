"""Sending a formal statement, its receipt, and reading those that are published with their answers."""

from core.sdk import (
    CSV,
    Answer,
    Bound,
    Data,
    NotFound,
    Page,
    Person,
    Place,
    Purpose,
    Refused,
    Upload,
    Visit,
    _,
    bind,
    csv_chunks,
    get,
    keep_upload,
    page,
    pdf,
    post,
    redirect,
    stream,
)
from plugins.information.common import about, decision, person_of, switched_on
from plugins.information.forms import BIGGEST, StatementForm
from plugins.information.hearing.answers import OUTCOMES
from plugins.information.hearing.response import COLUMNS, lines_of, response_of, rows_of, summed
from plugins.information.hearing.statements import (
    Statement,
    Words,
    receive,
    statement_of,
    statements_of,
    take_back,
)
from plugins.information.settings import hearing_of


@get("/statement", action="information.send", at="activity")
async def statement_form(visit: Visit, place: Place) -> Answer:
    switched_on(place, "information.send")
    return _page(visit, place, bind(StatementForm))


# Whoever may read may press 'send': what somebody wrote for an hour must not be lost because the hour struck.
@post("/statement", action="information.view", at="activity", max_body=BIGGEST)
async def send_statement(visit: Visit, place: Place) -> Answer:
    hearing_of(place)
    switched_on(place, "information.send")
    form = bind(StatementForm, await visit.body())
    if not visit.can("information.send"):
        return _page(visit, place, form, status=403 if visit.person else 401)
    if not form.ok:
        return _page(visit, place, form, status=422)
    try:
        new_id = await receive(
            place=place, author=person_of(visit), words=await _words(form.values, person_of(visit))
        )
    except Refused as refused:
        return _page(visit, place, form.refuse(refused), status=422)
    return redirect(f"{place.url}/receipt/{new_id}", toast=_("Your statement is received."))


@get("/receipt/{statement_id:int}", action="account.own", at="activity")
async def show_receipt(visit: Visit, place: Place, statement_id: int) -> Answer:
    return page("information/receipt.html", statement=await _own(visit, place, statement_id), **about(place))


@get("/receipt/{statement_id:int}.pdf", action="account.own", at="activity")
async def receipt_paper(visit: Visit, place: Place, statement_id: int) -> Answer:
    statement = await _own(visit, place, statement_id)
    title = str(_("Receipt for your statement"))
    content = await pdf("information/paper_receipt.html", title=title, statement=statement, place=place)
    headers = {
        "content-disposition": f'attachment; filename="{statement.receipt}.pdf"',
        "cache-control": "private, no-store",
    }
    return Data(content, "application/pdf", headers=headers)


@get("/receipt/{statement_id:int}/withdraw", action="account.own", at="activity")
async def ask_take_back(visit: Visit, place: Place, statement_id: int) -> Answer:
    statement = await _own(visit, place, statement_id)
    return page("information/take_back.html", statement=statement, refusal=None, **about(place))


@post("/receipt/{statement_id:int}/withdraw", action="account.own", at="activity")
async def do_take_back(visit: Visit, place: Place, statement_id: int) -> Answer:
    statement = await _own(visit, place, statement_id)
    try:
        await take_back(place=place, statement=statement, by=person_of(visit))
    except Refused as refused:
        context = {"statement": statement, "refusal": refused, **about(place)}
        return page("information/take_back.html", status=422, **context)
    return redirect(f"{place.url}/receipt/{statement_id}", toast=_("Your statement is taken back."))


@get("/statements", action="information.view", at="activity", keep=True)
async def show_statements(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    hearing_of(place)
    found = await statements_of(activity_id=place.here.id, published=True)
    response = await response_of(activity_id=place.here.id)
    return page(
        "information/statements.html", statements=found, response=response, outcomes=OUTCOMES, **about(place)
    )


@get("/statements/{statement_id:int}", action="information.view", at="activity", keep=True)
async def show_statement(visit: Visit, place: Place, statement_id: int) -> Answer:  # noqa: ARG001
    hearing_of(place)
    found = await statement_of(activity_id=place.here.id, statement_id=statement_id)
    if found is None or found.state != "published":
        raise NotFound
    response = await response_of(activity_id=place.here.id)
    return page(
        "information/statement.html", statement=found, response=response, outcomes=OUTCOMES, **about(place)
    )


@get("/answers", action="information.view", at="activity", keep=True)
async def show_answers(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    """The response document. Not there before staff have published it."""
    hearing_of(place)
    response = await response_of(activity_id=place.here.id)
    if response is None:
        raise NotFound
    lines = await lines_of(place=place)
    return page(
        "information/answers.html", lines=lines, summary=summed(lines), response=response, **about(place)
    )


@get("/answers.csv", action="information.view", at="activity")
async def answers_file(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    hearing_of(place)
    if await response_of(activity_id=place.here.id) is None:
        raise NotFound
    chunks = csv_chunks(rows_of(place=place), columns=[(name, name) for name in COLUMNS])
    return stream(chunks, filename="answers.csv", media_type=CSV)


async def _words(given: StatementForm, sender: Person) -> Words:
    files = [await _kept(upload, sender) for upload in given.uploads]
    return Words(
        sender=sender.name,
        organisation=given.organisation,
        orgnr=given.orgnr,
        title=given.title,
        text=given.text,
        files=files,
    )


async def _kept(upload: Upload, sender: Person) -> dict[str, object]:
    return (await keep_upload(upload, purpose=Purpose.DOCUMENT, owner=sender, public=False)).entry()


async def _own(visit: Visit, place: Place, statement_id: int) -> Statement:
    found = await statement_of(activity_id=place.here.id, statement_id=statement_id)
    if found is None or visit.person is None or found.person_id != visit.person.id:
        raise NotFound
    return found


def _page(visit: Visit, place: Place, form: Bound[StatementForm], status: int = 200) -> Page:
    may = decision(visit, place, "information.send")
    lost = any(not isinstance(part, str) and part.data for values in form.raw.values() for part in values)
    return page(
        "information/statement_form.html",
        status=status,
        form=form,
        refusal=None if may else may,
        files_lost=lost,
        **about(place),
    )
