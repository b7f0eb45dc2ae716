"""Pages where residents add a statement, and the page of one statement."""

from core.sdk import (
    Answer,
    Bound,
    NotFound,
    Page,
    Place,
    Refusal,
    Refused,
    State,
    Visit,
    _,
    bind,
    get,
    load,
    page,
    post,
    redirect,
    withdraw,
)
from plugins.deliberation.groups.showing import load_all, may_see_result
from plugins.deliberation.settings import allows
from plugins.deliberation.statements.forms import StatementForm
from plugins.deliberation.statements.voter import voter_of
from plugins.deliberation.statements.writing import STATEMENT, add_statement
from plugins.deliberation.visiting import about


@get("/new", action="deliberation.view", at="activity")
async def new_statement(visit: Visit, place: Place) -> Answer:
    if not allows(place.here, "deliberation.submit"):
        raise NotFound
    return _page(visit, place, bind(StatementForm))


# Whoever may read may press 'send': a refusal must not cost the person what was written, so it is decided in here.
@post("/new", action="deliberation.view", at="activity")
async def send_statement(visit: Visit, place: Place) -> Answer:
    if not allows(place.here, "deliberation.submit"):
        raise NotFound
    form = bind(StatementForm, await visit.body())
    if visit.person is None or not visit.can("deliberation.submit"):
        return _page(visit, place, form, status=401 if visit.person is None else 403)
    if not form.ok:
        return _page(visit, place, form, status=422)
    try:
        state = await add_statement(place=place, author=visit.person, text=form.values.text)
    except Refused as refused:
        return _page(visit, place, form.refuse(refused), status=422)
    waits = _("Thank you! A moderator looks at it before it is published.")
    said = _("Thank you! Others meet your statement from now on.") if state is State.PUBLISHED else waits
    return redirect(place.url, toast=said)


@get("/{contribution_id:int}", action="deliberation.view", at="activity")
async def show_one(visit: Visit, place: Place, contribution_id: int) -> Answer:
    """Lists, search and mail lead here. Arguments and common statements have pages of their own."""
    found = await load(contribution_id=contribution_id, activity_id=place.here.id, viewer=visit.person)
    if found is None:
        raise NotFound
    if found.kind == "argument":
        return redirect(f"{place.url}/argument/{found.id}")
    if found.kind != STATEMENT:
        return redirect(f"{place.url}/outcome")
    voter = await voter_of(visit, place)
    told = None
    if await may_see_result(visit, place, voter):
        told = next((t for t in await load_all(activity_id=place.here.id) if t.id == found.id), None)
    return page("deliberation/statement.html", statement=found, told=told, **about(place))


def _page(visit: Visit, place: Place, form: Bound[StatementForm], *, status: int = 200) -> Page:
    decision = visit.can("deliberation.submit")
    refusal: Refusal | None = None if decision else decision  # type: ignore[assignment]
    return page(
        "deliberation/new.html",
        status=status,
        form=form,
        refusal=refusal,
        nobody=visit.person is None,
        **about(place),
    )


@post("/{contribution_id:int}/withdraw", action="account.own", at="activity")
async def send_withdraw(visit: Visit, place: Place, contribution_id: int) -> Answer:
    """One's own statement. Answers to it are no longer counted."""
    found = await load(contribution_id=contribution_id, activity_id=place.here.id, viewer=visit.person)
    if found is None or found.kind != STATEMENT or not found.mine or visit.person is None:
        raise NotFound
    await withdraw(place=place, contribution_id=found.id, author=visit.person)
    return redirect(place.url, toast=_("It is taken back. Nobody sees it any more."))
