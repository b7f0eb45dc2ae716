"""Staff: who handed in, typing in papers, where two readings differ, and the ballot to print."""

from datetime import date
from typing import Annotated, Any

import msgspec

from core.sdk import (
    Answer,
    Bound,
    Data,
    Date,
    Email,
    NotFound,
    PdfUnavailable,
    Place,
    Refused,
    ShortText,
    Visit,
    _,
    address_of,
    bind,
    get,
    page,
    pdf,
    post,
    redirect,
    slugify,
)
from plugins.voting.options import VoteOption, options_of, parts_of
from plugins.voting.paper.marks import check, choices_of, number_of
from plugins.voting.paper.readings import Choices, Paper, paper, papers_of, read_paper, remove_paper, settle
from plugins.voting.paper.voters import how_many_handed_in, register_account, register_named
from plugins.voting.results.load import load_result
from plugins.voting.results.manage import staff
from plugins.voting.results.refusals import AlreadyPublished
from plugins.voting.results.words import money
from plugins.voting.settings import settings_of


class VoterForm(msgspec.Struct, kw_only=True):
    email: Annotated[
        str, Email(label=_("E-mail, where the person has an account here"), required=False, max=254)
    ] = ""
    name: Annotated[str, ShortText(label=_("Name, where not"), required=False, max=120)] = ""
    born: Annotated[date | None, Date(label=_("Birth date, where not"), required=False)] = None


class SaidTooLittle(Refused):
    field = "email"

    def __init__(self) -> None:
        super().__init__(_("Write the e-mail address, or both name and birth date."))


@get("/manage/paper", action="voting.paper", at="activity")
async def show(visit: Visit, place: Place) -> Answer:
    """All papers; what must be read once more first."""
    papers = await papers_of(activity_id=place.here.id)
    return page(
        "voting/papers.html",
        papers=sorted(papers, key=lambda each: (each.agreed is not None, each.number)),
        handed_in=await how_many_handed_in(activity_id=place.here.id),
        counted=sum(bool(each.agreed) for each in papers),
        unclear=sum(each.agreed is None for each in papers),
        me=staff(visit).id,
        base=place.url,
    )


@get("/manage/paper/voters", action="voting.paper", at="activity")
async def show_voters(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    return await _voters(place, bind(VoterForm))


@post("/manage/paper/voters", action="voting.paper", at="activity")
async def add_voter(visit: Visit, place: Place) -> Answer:
    form = bind(VoterForm, await visit.body())
    if form.ok:
        try:
            await _register(visit, place, form.values)
        except Refused as refused:
            form.refuse(refused)
    if not form.ok:
        return await _voters(place, form, status=422)
    return redirect(f"{place.url}/manage/paper/voters", toast=_("Ticked off. The paper can go into the box."))


@get("/manage/paper/type", action="voting.paper", at="activity")
async def show_typing(visit: Visit, place: Place) -> Answer:
    known = await papers_of(activity_id=place.here.id)
    mine = [each.number for each in known if each.first.by == staff(visit).id]
    number = number_of({"number": [visit.query.get("number", "")]}) or max(mine, default=0) + 1
    return await _typing(place, number, {})


@post("/manage/paper/type", action="voting.paper", at="activity")
async def type_in(visit: Visit, place: Place) -> Answer:
    """One reading. What the other person read is not shown."""
    sent = await visit.body()
    number, options = number_of(sent), await options_of(activity=place.here)
    choices = choices_of(sent, options)
    try:
        await _still_possible(place)
        if number is None:
            raise NoNumber
        check(choices, chosen=settings_of(place.here), options=options)
        await read_paper(activity=place.here, number=number, choices=choices, by=staff(visit))
    except Refused as refused:
        return await _typing(place, number, choices, refused=refused, status=422)
    return redirect(
        f"{place.url}/manage/paper/type?number={number + 1}",
        toast=_("Paper {n} is kept.").format(n=number),
    )


class NoNumber(Refused):
    def __init__(self) -> None:
        super().__init__(_("Write the number that stands on the paper."))


@get("/manage/paper/{number:int}", action="voting.paper", at="activity")
async def show_paper(visit: Visit, place: Place, number: int) -> Answer:  # noqa: ARG001
    found = await _paper(place, number)
    return await _differences(place, found, found.settled.choices if found.settled else {})


@post("/manage/paper/{number:int}", action="voting.paper", at="activity")
async def settle_paper(visit: Visit, place: Place, number: int) -> Answer:
    options = await options_of(activity=place.here)
    choices = choices_of(await visit.body(), options)
    try:
        await _still_possible(place)
        check(choices, chosen=settings_of(place.here), options=options)
        await settle(activity=place.here, number=number, choices=choices, by=staff(visit))
    except Refused as refused:
        found = await _paper(place, number)
        return await _differences(place, found, choices, refused=refused, status=422)
    return redirect(f"{place.url}/manage/paper", toast=_("Paper {n} is settled.").format(n=number))


@post("/manage/paper/{number:int}/remove", action="voting.paper", at="activity")
async def remove(visit: Visit, place: Place, number: int) -> Answer:  # noqa: ARG001
    try:
        await _still_possible(place)
    except Refused as refused:
        return redirect(f"{place.url}/manage/paper", toast=refused.message, done=False)
    await remove_paper(activity=place.here, number=number)
    return redirect(f"{place.url}/manage/paper", toast=_("Paper {n} is taken out.").format(n=number))


@get("/manage/paper/ballot.pdf", action="voting.paper", at="activity")
async def print_ballot(visit: Visit, place: Place) -> Answer:
    """The ballot to print: one sheet a voter."""
    chosen = settings_of(place.here)
    try:
        content = await pdf(
            "voting/paper.html",
            title=str(place.here.name),
            lang=visit.locale,
            place=place,
            chosen=chosen,
            options=await _costs(place),
            parts={each.id: each.name for each in await parts_of(activity_id=place.here.id)},
            budget=money(chosen.budget_ore, 1),
            address=address_of(visit.tenant, place.url),
        )
    except PdfUnavailable:
        return redirect(
            f"{place.url}/manage/paper", toast=_("This installation cannot make PDF files."), done=False
        )
    name = slugify(f"{place.here.name}", fallback="ballot")
    return Data(content, "application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'})


async def _register(visit: Visit, place: Place, said: VoterForm) -> None:
    if said.email:
        await register_account(place=place, email=said.email, by=staff(visit))
    elif said.name and said.born:
        await register_named(place=place, name=said.name, born=said.born, by=staff(visit))
    else:
        raise SaidTooLittle


async def _still_possible(place: Place) -> None:
    if await load_result(activity=place.here):
        raise AlreadyPublished


async def _voters(place: Place, form: Bound[VoterForm], status: int = 200) -> Answer:
    handed_in = await how_many_handed_in(activity_id=place.here.id)
    return page("voting/paper_voters.html", status=status, form=form, handed_in=handed_in, base=place.url)


async def _typing(
    place: Place, number: int | None, choices: Choices, *, refused: Refused | None = None, status: int = 200
) -> Answer:
    return page(
        "voting/paper_type.html",
        status=status,
        typed_number=number,
        choices=choices,
        options=await _costs(place),
        chosen=settings_of(place.here),
        problem=refused.message if refused else None,
        base=place.url,
    )


async def _differences(
    place: Place, found: Paper, choices: Choices, *, refused: Refused | None = None, status: int = 200
) -> Answer:
    return page(
        "voting/paper_differs.html",
        status=status,
        paper=found,
        choices=choices,
        options=await _costs(place),
        chosen=settings_of(place.here),
        problem=refused.message if refused else None,
        base=place.url,
    )


async def _paper(place: Place, number: int) -> Paper:
    found = await paper(activity_id=place.here.id, number=number)
    if found is None:
        raise NotFound
    return found


async def _costs(place: Place) -> list[tuple[VoteOption, Any]]:
    return [(each, money(each.cost, 1)) for each in await options_of(activity=place.here)]
