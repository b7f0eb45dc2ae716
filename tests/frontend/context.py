"""What a template gets, made from the house's own forms and texts; only the address bar is missing."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import jinja2
import msgspec

from core.files import file_url, picture_sizes
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
from core.i18n import Localized, Text, _, ngettext

FRONTEND = Path(__file__).parents[2] / "frontend"
TEMPLATES = FRONTEND / "templates"
MANY = tuple((str(n), f"Area {n}") for n in range(9))


class Everything(msgspec.Struct):
    """One field of each kind."""

    title: Annotated[str, ShortText(label=_("Title"), max=120, help=_("Say it in a few words."))]
    about: Annotated[str, LongText(label=_("What is it about?"), max=800)]
    story: Annotated[str, RichText(label=_("The whole story"))]
    email: Annotated[str, Email(label=_("E-mail"))]
    password: Annotated[str, Password(label=_("Password"), min=10)]
    cost: Annotated[int, Number(label=_("What may it cost?"))]
    day: Annotated[dt.date | None, Date(label=_("Which day?"))]
    moment: Annotated[dt.datetime | None, DateTime(label=_("When does it begin?"))]
    topic: Annotated[
        str,
        Choice(label=_("Topic"), options=(("a", _("Traffic"), _("Roads and buses")), ("b", _("Leisure")))),
    ]
    area: Annotated[str, Choice(label=_("Area"), options=MANY)]
    ages: Annotated[list[str], Choices(label=_("For whom?"), options=(("y", _("Young")), ("o", _("Old"))))]
    name: Annotated[Localized, LocalizedText(label=_("Name of the project"))]
    place: Annotated[Location, PlaceOnMap(label=_("Where is it?"))]
    colour: Annotated[str, Colour(label=_("Colour"))]
    paper: Annotated[Any, File(label=_("Drawing"))]
    picture: Annotated[Any, Image(label=_("Picture"))]
    code: Annotated[str, Code(label=_("Code"))]
    agree: Annotated[bool, YesNo(label=_("I have read how my text is used."), required=True)]
    news: Annotated[bool, YesNo(label=_("Tell me what happens.")), None] = False
    version: Annotated[str, Hidden()] = "1"


@dataclass(frozen=True)
class Site:
    name: str = "Havneby kommune"
    logo_url: str | None = None
    contact_email: str = "post@havneby.example"
    accessibility_statement_url: str = "https://uustatus.example/havneby"
    languages: tuple[str, ...] = ("nb", "nn", "en")


@dataclass(frozen=True)
class Visit:
    path: str = "/styleguide"


@dataclass(frozen=True)
class Refusal:
    message: Text
    step: tuple[Text, str] | None


def manifest() -> dict[str, str]:
    names: dict[str, str] = json.loads((FRONTEND / "dist" / "manifest.json").read_text())
    return names


def static(path: str) -> str:
    return "/static/" + manifest()[path]


def environment() -> jinja2.Environment:
    """As the application makes it: escaped, strict, with the helpers as globals so that imports see them."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.do"],
    )
    made.globals.update(
        _=_, ngettext=ngettext, static=static, number=str, file_url=file_url, picture_sizes=picture_sizes
    )
    return made


def form(raw: Raw | None = None, prefix: str = "") -> Bound[Everything]:
    return bind(Everything, raw, locales=("nb", "nn"), prefix=prefix)


def phases() -> list[dict[str, Any]]:
    return [
        {"title": _("Tell us what you know"), "url": "#p1", "when": _("March"), "state": "past"},
        {"title": _("Share ideas"), "url": "#p2", "when": _("3–31 May"), "state": "now"},
        {"title": _("Choose together"), "url": "#p3", "when": _("September"), "state": "coming"},
        {"title": _("The council decides"), "url": None, "when": _("12 September"), "state": "coming"},
    ]


def page_context(**changes: Any) -> dict[str, Any]:
    base = {
        "visit": Visit(),
        "site": Site(),
        "person": None,
        "locale": "en",
        "theme_url": None,
        "nav": [
            (_("Projects"), "/projects", True),
            (_("Ideas"), "/ideas", False),
            (_("About"), "/about", False),
        ],
        "manage_nav": [
            (_("Content"), None, False),
            (_("Projects"), "/manage/projects", True, "tasks"),
            (_("Ideas"), "/manage/ideas", False, "bulb"),
            (_("Place"), None, False),
            (_("Settings"), "/manage/settings", False, "cog"),
        ],
        "toast": None,
        "banners": [],
        "form": form({}),
        "blank": form(prefix="blank"),
        "refusal": Refusal(_("You must sign in to support an idea."), (_("Sign in"), "/sign-in")),
        "phases": phases(),
        "sample_picture": static("sample.svg"),
    }
    return base | changes


def render(template: str, **changes: Any) -> str:
    return environment().get_template(template).render(page_context(**changes))
