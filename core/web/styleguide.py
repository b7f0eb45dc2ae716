"""Every component in every state, for those who build pages. Not there in production. Its words are examples."""

import datetime as dt
import json
from typing import Annotated, Any

import msgspec

from core.access import Refusal
from core.access.reasons import LogIn
from core.forms import (
    Bound,
    Choice,
    Choices,
    Code,
    Colour,
    Date,
    DateTime,
    Email,
    File,
    Hidden,
    Image,
    LocalizedText,
    Location,
    LongText,
    Number,
    Password,
    PlaceOnMap,
    Raw,
    RichText,
    ShortText,
    YesNo,
    bind,
)
from core.http import Data, NotFound, Page, Visit, get, page
from core.i18n import Localized
from core.settings import settings
from core.templates import static
from core.web.sample_blocks import sample_blocks

_MANY = tuple((str(n), f"Area {n}") for n in range(9))
_POINTS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [15.0871, 67.9196]},
            "properties": {"title": "A floating sauna beside the pier", "url": "#contribution"},
        }
    ],
}


class Everything(msgspec.Struct):
    """One field of each kind."""

    title: Annotated[str, ShortText(label="Title", max=120, help="Say it in a few words.")]
    about: Annotated[str, LongText(label="What is it about?", max=800)]
    story: Annotated[str, RichText(label="The whole story")]
    email: Annotated[str, Email(label="E-mail")]
    password: Annotated[str, Password(label="Password", min=10)]
    cost: Annotated[int, Number(label="What may it cost?")]
    day: Annotated[dt.date | None, Date(label="Which day?")]
    moment: Annotated[dt.datetime | None, DateTime(label="When does it begin?")]
    topic: Annotated[
        str, Choice(label="Topic", options=(("a", "Traffic", "Roads and buses"), ("b", "Leisure")))
    ]
    area: Annotated[str, Choice(label="Area", options=_MANY)]
    ages: Annotated[list[str], Choices(label="For whom?", options=(("y", "Young"), ("o", "Old")))]
    name: Annotated[Localized, LocalizedText(label="Name of the project")]
    place: Annotated[Location, PlaceOnMap(label="Where is it?")]
    colour: Annotated[str, Colour(label="Colour")]
    paper: Annotated[Any, File(label="Drawing")]
    picture: Annotated[Any, Image(label="Picture")]
    code: Annotated[str, Code(label="Code")]
    agree: Annotated[bool, YesNo(label="I have read how my text is used.", required=True)]
    news: Annotated[bool, YesNo(label="Tell me what happens.")] = False
    version: Annotated[str, Hidden()] = "1"


@get("/styleguide", action="site.view")
async def styleguide(visit: Visit) -> Page:  # noqa: ARG001 - the same for everybody
    if not settings().development:
        raise NotFound
    return page("styleguide.html", **examples())


@get("/styleguide/points.json", action="site.view")
async def points(visit: Visit) -> Data:  # noqa: ARG001 - the same for everybody
    if not settings().development:
        raise NotFound
    return Data(json.dumps(_POINTS).encode(), "application/geo+json")


def examples() -> dict[str, Any]:
    """What the template needs beside what every page has."""
    return {
        "form": _form({}),
        "blank": _form(prefix="blank"),
        "refusal": Refusal(LogIn()),
        "phases": [
            {"title": "Tell us what you know", "url": "#p1", "when": "March", "state": "past"},
            {"title": "Share ideas", "url": "#p2", "when": "3–31 May", "state": "now"},
            {"title": "Choose together", "url": "#p3", "when": "September", "state": "coming"},
            {"title": "The council decides", "url": None, "when": "12 September", "state": "coming"},
        ],
        "sample_blocks": sample_blocks(),
        "sample_picture": static("sample.svg"),
    }


def _form(raw: Raw | None = None, prefix: str = "") -> Bound[Everything]:
    return bind(Everything, raw, locales=("nb", "nn"), prefix=prefix)
