"""Statements as staff look after them: first ones, what waits, what has been answered how."""

from core.sdk import (
    Answer,
    Bound,
    Page,
    Place,
    Refused,
    Visit,
    _,
    bind,
    clean_line,
    get,
    ngettext,
    page,
    post,
    redirect,
    rows,
    savepoint,
    withdraw_official,
)
from plugins.deliberation.groups.asking import ask_for_run
from plugins.deliberation.groups.showing import load_result
from plugins.deliberation.settings import settings_of
from plugins.deliberation.statements.forms import SeedForm
from plugins.deliberation.statements.writing import add_seed
from plugins.deliberation.visiting import about, person_of

_LISTED = (
    "SELECT c.id, c.text, c.language, c.state, s.seed, s.seen, s.agree, s.disagree FROM deliberation_statement s "
    "JOIN contribution c ON c.id = s.contribution WHERE s.activity = $1 AND c.state NOT IN ('draft', 'withdrawn') "
    "ORDER BY (c.state = 'waiting') DESC, s.seen DESC, c.id DESC LIMIT 1000"
)


@get("/manage", action="deliberation.moderate", at="activity")
async def show_table(visit: Visit, place: Place) -> Answer:
    return await _page(visit, place, bind(SeedForm))


@post("/manage/seeds", action="deliberation.moderate", at="activity")
async def send_seeds(visit: Visit, place: Place) -> Answer:
    form = bind(SeedForm, await visit.body())
    if not form.ok:
        return await _page(visit, place, form, status=422)
    texts = [text for line in form.values.texts.splitlines() if (text := clean_line(line))]
    for text in texts:
        try:
            async with savepoint():
                await add_seed(place=place, by=person_of(visit), text=text)
        except Refused as refused:
            form.refuse(_("“{text}”: {problem}").format(text=text[:60], problem=refused.message))
            return await _page(visit, place, form, status=422)
    said = ngettext("{n} statement is added.", "{n} statements are added.", len(texts)).format(n=len(texts))
    return redirect(f"{place.url}/manage", toast=said)


@post("/manage/seeds/{statement_id:int}/withdraw", action="deliberation.moderate", at="activity")
async def send_withdraw(visit: Visit, place: Place, statement_id: int) -> Answer:
    try:
        await withdraw_official(place=place, contribution_id=statement_id, by=person_of(visit))
    except Refused as refused:
        return redirect(f"{place.url}/manage", toast=refused.message, done=False)
    return redirect(f"{place.url}/manage", toast=_("The statement is taken back."))


@post("/manage/run", action="deliberation.moderate", at="activity")
async def send_run(visit: Visit, place: Place) -> Answer:  # noqa: ARG001 - nothing is sent
    """Now, without waiting for the next answer."""
    await ask_for_run(activity_id=place.here.id, at_once=True)
    return redirect(f"{place.url}/manage", toast=_("The groups are being computed. Look again in a moment."))


async def _page(visit: Visit, place: Place, form: Bound[SeedForm], *, status: int = 200) -> Page:
    if settings_of(place.here).by_options:
        return _by_options(place)
    return page(
        "deliberation/manage.html",
        status=status,
        statements=await rows(_LISTED, place.here.id),
        result=await load_result(activity_id=place.here.id),
        form=form,
        may_manage=visit.can("deliberation.manage"),
        **about(place),
    )


def _by_options(place: Place) -> Page:
    return page("deliberation/manage_arguments.html", **about(place))
