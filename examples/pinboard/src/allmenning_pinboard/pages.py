"""Routes: form → service → page."""

from typing import Annotated

import msgspec

from allmenning_pinboard import service
from core.sdk import (
    Answer,
    Bound,
    Choice,
    LongText,
    NotFound,
    Place,
    Visit,
    Wish,
    _,
    bind,
    get,
    listing,
    page,
    post,
    react,
    redirect,
)


class PinForm(msgspec.Struct):
    """A new pin."""

    text: Annotated[str, LongText(label=_("What do you want to pin up?"), max=500)]
    colour: Annotated[
        str,
        Choice(
            label=_("Colour"), options=(("yellow", _("Yellow")), ("green", _("Green")), ("blue", _("Blue")))
        ),
    ]


@get("", action="pinboard.view", at="activity")
async def board(
    visit: Visit, place: Place, *, form: Bound[PinForm] | None = None, status: int = 200
) -> Answer:
    """The board, newest pin first."""
    wish = Wish(cursor=visit.query.get("cursor", ""))
    found = await listing(activity_id=place.here.id, kind="pin", wish=wish, viewer=visit.person)
    return page(
        "pinboard/board.html",
        status=status,
        pins=found,
        colours=await service.colours(activity_id=place.here.id),
        form=form or bind(PinForm),
    )


@post("", action="pinboard.add", at="activity")
async def add(visit: Visit, place: Place) -> Answer:
    """Pin a note up."""
    form = bind(PinForm, await visit.body())
    longest = place.here.settings.max_length
    if form.ok and len(form.values.text) > longest:
        form.refuse(_("A pin can have at most {max} characters.").format(max=longest), "text")
    if not form.ok or visit.person is None:
        return await board(visit, place, form=form, status=422)
    await service.add_pin(place=place, author=visit.person, text=form.values.text, colour=form.values.colour)
    return redirect(place.url, toast=_("Your pin is on the board."))


@post("/{pin_id:int}/support", action="pinboard.support", at="activity")
async def support(visit: Visit, place: Place, pin_id: int) -> Answer:
    """Support a pin, once."""
    if visit.person is None:
        raise NotFound
    await react(place=place, contribution_id=pin_id, person=visit.person, value=1)
    return redirect(place.url)
