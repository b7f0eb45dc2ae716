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
    Typed,
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
from plugins.voting.ballot.casting import offer_of
from plugins.voting.ballot.marks import Marks, read_marks
from plugins.voting.ballot.rules import check_marks
from plugins.voting.money import say_kroner
from plugins.voting.paper.readings import Paper, paper, papers_of, read_paper, remove_paper, settle
from plugins.voting.paper.voters import how_many_handed_in, register_account, register_named
from plugins.voting.results.load import load_result
from plugins.voting.results.manage import staff
from plugins.voting.results.refusals import AlreadyPublished
from plugins.voting.settings import settings_of

_DIGITS = 6


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
    number = number_of(visit.query.get("number", "")) or max(mine, default=0) + 1
    return await _typing(place, number, Marks())


@post("/manage/paper/type", action="voting.paper", at="activity")
async def type_in(visit: Visit, place: Place) -> Answer:
    """One reading. What the other person read is not shown."""
    sent = await visit.body()
    typed = Typed(sent, "number").one()
    number, marks = number_of(typed), read_marks(settings_of(place.here), sent)
    try:
        await _may_be_kept(place, marks)
        if number is None:
            raise NoNumber
        await read_paper(activity=place.here, number=number, marks=marks, by=staff(visit))
    except Refused as refused:
        return await _typing(place, typed, marks, refused=refused, status=422)
    return redirect(
        f"{place.url}/manage/paper/type?number={number + 1}", toast=_("Paper {n} is kept.").format(n=number)
    )


class NoBallot(Refused):
    """What was typed in is no ballot by this vote's rules."""


class NoNumber(Refused):
    def __init__(self) -> None:
        super().__init__(_("Write the number that stands on the paper."))


@get("/manage/paper/{number:int}", action="voting.paper", at="activity")
async def show_paper(visit: Visit, place: Place, number: int) -> Answer:  # noqa: ARG001
    found = await _paper(place, number)
    return await _differences(place, found, found.settled.marks if found.settled else Marks())


@post("/manage/paper/{number:int}", action="voting.paper", at="activity")
async def settle_paper(visit: Visit, place: Place, number: int) -> Answer:
    marks = read_marks(settings_of(place.here), await visit.body())
    try:
        await _may_be_kept(place, marks)
        await settle(activity=place.here, number=number, marks=marks, by=staff(visit))
    except Refused as refused:
        found = await _paper(place, number)
        return await _differences(place, found, marks, refused=refused, status=422)
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
            offer=await offer_of(place),
            money=say_kroner,
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


async def _may_be_kept(place: Place, marks: Marks) -> None:
    """An empty paper may: it is blank or spoilt, and not counted. Raises AlreadyPublished, NoBallot."""
    await _still_possible(place)
    if marks and (problems := check_marks(await offer_of(place), marks)):
        raise NoBallot(problems[0])


async def _still_possible(place: Place) -> None:
    if await load_result(activity=place.here):
        raise AlreadyPublished


async def _voters(place: Place, form: Bound[VoterForm], status: int = 200) -> Answer:
    handed_in = await how_many_handed_in(activity_id=place.here.id)
    return page("voting/paper_voters.html", status=status, form=form, handed_in=handed_in, base=place.url)


async def _typing(
    place: Place, number: int | str, marks: Marks, *, refused: Refused | None = None, status: int = 200
) -> Answer:
    return page(
        "voting/paper_type.html",
        status=status,
        typed_number=number,
        marks=marks,
        **await _about(place, refused),
    )


async def _differences(
    place: Place, found: Paper, marks: Marks, *, refused: Refused | None = None, status: int = 200
) -> Answer:
    return page(
        "voting/paper_differs.html", status=status, paper=found, marks=marks, **await _about(place, refused)
    )


async def _about(place: Place, refused: Refused | None) -> dict[str, Any]:
    return {
        "offer": await offer_of(place),
        "money": say_kroner,
        "problem": refused.message if refused else None,
        "base": place.url,
    }


async def _paper(place: Place, number: int) -> Paper:
    found = await paper(activity_id=place.here.id, number=number)
    if found is None:
        raise NotFound
    return found


def number_of(typed: str) -> int | None:
    """The number that is written on the paper."""
    plain = typed.strip()
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) <= _DIGITS else None
