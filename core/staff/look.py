"""How the place looks: its colour, shown before it is chosen, and its logo."""

from dataclasses import dataclass
from typing import Annotated, Any

import msgspec

from core.files import Purpose, Upload, file_url, keep_upload
from core.forms import Bound, Colour, Hidden, Image, Raw, StaleForm, bind
from core.http import Answer, Visit, get, page, post, redirect
from core.i18n import Text, _
from core.staff.settings import change_site
from core.text import Refused
from core.theme import contrast, is_colour, scale

PATH = "/manage/look"
TWELVE_MEGABYTES = 12 * 1_048_576  # a logo of ten, and the rest


class LookForm(msgspec.Struct, kw_only=True):
    colour: Annotated[
        str,
        Colour(
            label=_("Your colour"),
            help=_(
                "All colours of the site are made from this one. Words stay readable whichever you choose."
            ),
        ),
    ]
    logo: Annotated[
        Any,
        Image(
            label=_("Logo"),
            help=_("It stands beside the name, 40 dots high. PNG with a clear background is best."),
            purpose=Purpose.LOGO,
            required=False,
        ),
    ] = None
    version: Annotated[str, Hidden()] = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A page in small, in one scheme. `readable`: how much the words on a button stand out, from 1 to 21."""

    name: Text
    steps: dict[str, str]
    readable: float


@get(PATH, action="site.manage")
async def look(visit: Visit) -> Answer:
    """With `colour` in the address it shows that one, and nothing is saved."""
    wished = visit.query.get("colour", "")
    colour = wished.lower() if is_colour(wished) else visit.site.brand_colour
    return _page(visit, _form(visit, colour=colour), colour)


@post(PATH, action="site.manage", max_body=TWELVE_MEGABYTES)
async def save_look(visit: Visit) -> Answer:
    form = _form(visit, raw=await visit.body(), colour=visit.site.brand_colour)
    if form.ok:
        try:
            await _save(visit, form)
            return redirect(PATH, toast=_("Saved. This is how the site looks now."))
        except Refused as refused:
            form.refuse(refused, None if isinstance(refused, StaleForm) else "logo")
            form["version"].value = str(visit.site.version)
    typed = str(form["colour"].value)
    return _page(visit, form, typed if is_colour(typed) else visit.site.brand_colour, status=422)


async def _save(visit: Visit, form: Bound[LookForm]) -> None:
    sent = form.values
    logo = "" if form["logo"].removed else visit.site.logo
    if isinstance(sent.logo, Upload):
        kept = await keep_upload(sent.logo, purpose=Purpose.LOGO, owner=visit.person)
        logo = file_url(kept, width=400)
    await change_site(visit, sent_version=sent.version, brand_colour=sent.colour, logo=logo)


def _form(visit: Visit, *, colour: str, raw: Raw | None = None) -> Bound[LookForm]:
    initial = {"colour": colour, "logo": visit.site.logo, "version": str(visit.site.version)}
    return bind(LookForm, raw, initial=initial)


def _page(visit: Visit, form: Bound[LookForm], colour: str, *, status: int = 200) -> Answer:
    if not is_colour(colour):
        colour = "#0b5c66"
    return page(
        "manage/site/look_preview.html" if visit.wants_fragment else "manage/site/look.html",
        status=status,
        form=form,
        logo=visit.site.logo_url,
        colour=colour,
        previews=[_preview(colour, "light", _("Light")), _preview(colour, "dark", _("Dark"))],
    )


def _preview(colour: str, scheme: Any, name: Text) -> Preview:
    steps = scale(colour, scheme)
    return Preview(
        name=name,
        steps=steps,
        readable=round(contrast(steps["base-default"], steps["base-contrast-default"]), 1),
    )
