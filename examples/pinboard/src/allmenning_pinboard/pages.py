"""Routes: form → service → page. Support is not here: `components/reactions.html` posts to the host's own page."""

from dataclasses import replace
from typing import Annotated

import msgspec

from allmenning_pinboard.service import PIN, add_pin, colours_of
from allmenning_pinboard.settings import COLOURS, LONGEST
from core.sdk import (
    Answer,
    Bound,
    Choice,
    LongText,
    NotFound,
    Page,
    Place,
    Refused,
    State,
    Visit,
    Wish,
    _,
    bind,
    get,
    listing,
    load,
    page,
    post,
    redirect,
)

_CHOICES = tuple((key, colour.name) for key, colour in COLOURS.items())


class PinForm(msgspec.Struct):
    """A new pin."""

    text: Annotated[
        str,
        LongText(label=_("What do you want to pin up?"), max=LONGEST, missing=_("Write something first.")),
    ]
    colour: Annotated[
        str, Choice(label=_("Colour"), options=tuple((key, colour.name) for key, colour in COLOURS.items()))
    ] = "yellow"


@get("/", action="pinboard.view", at="activity")
async def board(visit: Visit, place: Place) -> Answer:
    """The board, newest pin first."""
    return await _board(visit, place, bind(PinForm))


@post("/", action="pinboard.add", at="activity")
async def add(visit: Visit, place: Place) -> Answer:
    """Pin a note up."""
    form = bind(PinForm, await visit.body())
    if not form.ok or visit.person is None:
        return await _board(visit, place, form, status=422)
    try:
        pin_id = await add_pin(
            place=place, author=visit.person, text=form.values.text, colour=form.values.colour
        )
    except Refused as refused:
        return await _board(visit, place, form.refuse(refused), status=422)
    pin = await load(contribution_id=pin_id, activity_id=place.here.id, viewer=visit.person)
    waits = pin is not None and pin.state is State.WAITING
    said = (
        _("Thank you. A moderator reads it before it is shown.") if waits else _("Your pin is on the board.")
    )
    return redirect(place.url, toast=said)


@get("/{pin_id:int}", action="pinboard.view", at="activity")
async def one_pin(visit: Visit, place: Place, pin_id: int) -> Answer:
    """One pin: where lists, mail and the front page lead to."""
    pin = await load(contribution_id=pin_id, activity_id=place.here.id, viewer=visit.person)
    if pin is None or pin.kind != PIN:
        raise NotFound
    return page(
        "pinboard/pin.html",
        pin=pin,
        colours=await colours_of([pin]),
        may_support=visit.can("pinboard.support").allowed,
    )


async def _board(visit: Visit, place: Place, form: Bound[PinForm], *, status: int = 200) -> Page:
    _say_longest(form, place.here.settings.max_length)
    wish = Wish(cursor=visit.query.get("cursor", ""))
    pins = await listing(activity_id=place.here.id, kind=PIN, wish=wish, viewer=visit.person)
    colours = await colours_of(pins.items)
    return page(
        "pinboard/board.html",
        status=status,
        pins=pins,
        colours=colours,
        form=form,
        may_support=visit.can("pinboard.support").allowed,
    )


def _say_longest(form: Bound[PinForm], longest: int) -> None:
    """The counter beside the field knows what staff allow on this board."""
    text = form["text"].field
    if isinstance(text, LongText):
        form["text"].field = replace(text, max=longest)
