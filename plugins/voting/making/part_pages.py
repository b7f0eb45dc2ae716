"""Staff pages: categories and districts."""

from typing import Annotated, Any

import msgspec

from core.sdk import (
    Answer,
    Bound,
    Choice,
    Localized,
    LocalizedText,
    NotFound,
    Number,
    Page,
    Place,
    Raw,
    Refused,
    Text,
    Visit,
    _,
    bind,
    get,
    page,
    post,
    redirect,
)
from plugins.voting.making.forms import MOST_KRONER
from plugins.voting.making.parts import add_part, change_part, remove_part
from plugins.voting.making.service import begun
from plugins.voting.options import Part, parts_of
from plugins.voting.pages import about
from plugins.voting.settings import ORE, settings_of

KINDS: dict[str, Text] = {"category": _("A category"), "district": _("A district")}


class PartForm(msgspec.Struct, kw_only=True):
    names: Annotated[Localized, LocalizedText(label=_("Name"), max=80)]
    budget: Annotated[
        int | None,
        Number(
            label=_("Budget of its own, in kroner"),
            help=_("Empty means that only the whole budget limits it."),
            required=False,
            min=0,
            max=MOST_KRONER,
        ),
    ] = None


class NewPartForm(PartForm, kw_only=True):
    kind: Annotated[str, Choice(label=_("What it is"), options=tuple(KINDS.items()))] = "category"


@get("/manage/parts", action="voting.manage", at="activity")
async def parts_page(visit: Visit, place: Place) -> Answer:
    return await _page(place, _form(NewPartForm, visit, place))


@post("/manage/parts", action="voting.manage", at="activity")
async def send_part(visit: Visit, place: Place) -> Answer:
    form = _form(NewPartForm, visit, place, raw=await visit.body())
    if not form.ok:
        return await _page(place, form, status=422)
    given = form.values
    try:
        await add_part(place=place, kind=given.kind, names=given.names, budget=_ore(given.budget))
    except Refused as refused:
        return await _page(place, form.refuse(refused), status=422)
    return redirect(f"{place.url}/manage/parts", toast=_("Saved."))


@get("/manage/parts/{part_id:int}", action="voting.manage", at="activity")
async def show_part(visit: Visit, place: Place, part_id: int) -> Answer:
    part = await _part(place, part_id)
    initial = {"names": part.name, "budget": part.budget // ORE if part.budget is not None else None}
    return _part_page(place, part, _form(PartForm, visit, place, initial=initial))


@post("/manage/parts/{part_id:int}", action="voting.manage", at="activity")
async def save_part(visit: Visit, place: Place, part_id: int) -> Answer:
    part = await _part(place, part_id)
    form = _form(PartForm, visit, place, raw=await visit.body())
    if not form.ok:
        return _part_page(place, part, form, status=422)
    try:
        await change_part(
            place=place, part_id=part_id, names=form.values.names, budget=_ore(form.values.budget)
        )
    except Refused as refused:
        return _part_page(place, part, form.refuse(refused), status=422)
    return redirect(f"{place.url}/manage/parts", toast=_("Saved."))


@post("/manage/parts/{part_id:int}/remove", action="voting.manage", at="activity")
async def drop_part(visit: Visit, place: Place, part_id: int) -> Answer:  # noqa: ARG001
    await _part(place, part_id)
    try:
        await remove_part(place=place, part_id=part_id)
    except Refused as refused:
        return redirect(f"{place.url}/manage/parts", toast=refused.message, done=False)
    return redirect(f"{place.url}/manage/parts", toast=_("Removed. The options in it are still there."))


async def _part(place: Place, part_id: int) -> Part:
    found = [part for part in await parts_of(activity_id=place.here.id) if part.id == part_id]
    if not found:
        raise NotFound
    return found[0]


def _form(
    kind: type[Any],
    visit: Visit,
    place: Place,
    *,
    raw: Raw | None = None,
    initial: dict[str, Any] | None = None,
) -> Bound[Any]:
    form = bind(kind, raw, initial=initial, locales=visit.site.languages)
    if not settings_of(place.here).money:
        form.fields[:] = [field for field in form.fields if field.key != "budget"]
    form.fields.sort(key=lambda field: field.key != "kind")
    return form


async def _page(place: Place, form: Bound[Any], *, status: int = 200) -> Page:
    parts = await parts_of(activity_id=place.here.id)
    return page(
        "voting/parts_manage.html",
        status=status,
        form=form,
        begun=await begun(activity_id=place.here.id),
        **about(place, parts),
    )


def _part_page(place: Place, part: Part, form: Bound[Any], *, status: int = 200) -> Page:
    return page("voting/part_manage.html", status=status, part=part, form=form, base=place.url)


def _ore(kroner: int | None) -> int | None:
    return kroner * ORE if kroner is not None else None
