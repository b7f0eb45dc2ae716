"""The form in which staff write an option, and how it becomes content and facts."""

from decimal import Decimal
from typing import Annotated, Any

import msgspec

from core.sdk import (
    Bound,
    Choice,
    Content,
    Hidden,
    Image,
    Location,
    Number,
    Person,
    Place,
    PlaceOnMap,
    Purpose,
    Raw,
    RichText,
    ShortText,
    Upload,
    YesNo,
    _,
    bind,
    keep_upload,
)
from plugins.voting.making.service import Facts
from plugins.voting.options import Part, VoteOption
from plugins.voting.settings import ORE, settings_of

MOST_KRONER = 10_000_000_000


class OptionForm(msgspec.Struct, kw_only=True):
    title: Annotated[str, ShortText(label=_("Title"), max=120, missing=_("Write a title."))]
    body: Annotated[
        str,
        RichText(
            label=_("What it is"),
            help=_("What is done, for whom, and what it changes."),
            headings=False,
            missing=_("Say what the option is."),
        ),
    ]
    cost: Annotated[
        Decimal | None,
        Number(label=_("Cost in kroner"), required=False, min=0, max=MOST_KRONER, decimals=2),
    ] = None
    category: Annotated[str, Choice(label=_("Category"), required=False)] = ""
    district: Annotated[str, Choice(label=_("District"), required=False)] = ""
    place: Annotated[Location | None, PlaceOnMap(label=_("Place"), required=False)] = None
    image: Annotated[Upload | None, Image(label=_("Picture"), required=False)] = None
    image_alt: Annotated[
        str,
        ShortText(
            label=_("What the picture shows"), help=_("For those who cannot see it."), required=False, max=200
        ),
    ] = ""
    on_ballot: Annotated[
        bool,
        YesNo(
            label=_("It is on the ballot"),
            help=_("Others can read why an option is not on the ballot: evaluate it and give the reason."),
        ),
    ] = False
    version: Annotated[str, Hidden(required=False)] = ""


def option_form(
    place: Place, parts: list[Part], raw: Raw | None = None, kept: VoteOption | None = None
) -> Bound[OptionForm]:
    """Only with what this vote asks for."""
    options = {
        kind: [("", _("None")), *((str(part.id), part.name) for part in parts if part.kind == kind)]
        for kind in ("category", "district")
    }
    form = bind(OptionForm, raw, initial=_initial(kept), options=options)
    unasked = {kind for kind, choices in options.items() if len(choices) == 1}
    unasked |= set() if settings_of(place.here).money else {"cost"}
    form.fields[:] = [field for field in form.fields if field.key not in unasked]
    return form


async def content_of(form: Bound[OptionForm], *, by: Person, kept: VoteOption | None = None) -> Content:
    """What was written, its picture kept. Raises refusals of files."""
    given = form.values
    place = given.place or Location()
    return Content(
        title=given.title,
        body=given.body,
        location=(place.lat, place.lon) if place.lat is not None and place.lon is not None else None,
        address=place.address,
        files=tuple(await _files(form, by, kept)),
    )


def facts_of(form: Bound[OptionForm], kept: VoteOption | None = None) -> Facts:
    given = form.values
    return Facts(
        cost=int(given.cost * ORE) if given.cost is not None else 0,
        category=int(given.category) if given.category else None,
        district=int(given.district) if given.district else None,
        on_ballot=given.on_ballot,
        source=kept.source if kept else None,
    )


async def _files(form: Bound[OptionForm], by: Person, kept: VoteOption | None) -> list[dict[str, Any]]:
    given = form.values
    if given.image is not None:
        ref = await keep_upload(given.image, purpose=Purpose.IMAGE, owner=by, public=False)
        return [ref.entry(given.image_alt)]
    old = kept.picture if kept else None
    return [{**old, "alt": given.image_alt}] if old and not form["image"].removed else []


def _initial(kept: VoteOption | None) -> dict[str, Any]:
    if kept is None:
        return {"on_ballot": True}
    given = bool(kept.address) or kept.latitude is not None
    return {
        "title": kept.title,
        "body": kept.body,
        "cost": Decimal(kept.cost) / ORE,
        "category": str(kept.category or ""),
        "district": str(kept.district or ""),
        "place": Location(address=kept.address, lat=kept.latitude, lon=kept.longitude) if given else None,
        "image": kept.picture,
        "image_alt": (kept.picture or {}).get("alt", ""),
        "on_ballot": kept.on_ballot,
        "version": str(kept.version),
    }
