"""What is asked about the place: name and contact, texts, who can take part."""

import re
from typing import Annotated

import msgspec

from core.forms import (
    Choice,
    Choices,
    Email,
    Hidden,
    Invalid,
    LocalizedText,
    LongText,
    Number,
    ShortText,
    YesNo,
)
from core.i18n import LOCALES, Localized, _
from core.staff.postcodes import MOST_POSTCODES, read_postcodes

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English", "se": "Davvisámegiella"}
_OFFERED = tuple((code, LANGUAGES.get(code, code)) for code in LOCALES)
_URL = re.compile(r"https?://[^\s<>\"'\\]{4,400}")


class NameForm(msgspec.Struct, kw_only=True):
    names: Annotated[
        Localized,
        LocalizedText(
            label=_("Name of the site"),
            help=_("For example the municipality's name. It stands on every page and in all mail."),
            max=60,
            required=True,
            missing=_("Write what the site is called."),
        ),
    ]
    taglines: Annotated[
        Localized,
        LocalizedText(
            label=_("What the site is for"),
            help=_("One sentence on the front page."),
            max=160,
            required=False,
        ),
    ]
    contact_name: Annotated[
        str,
        ShortText(
            label=_("Who answers questions?"), help=_("A person or an office."), max=120, required=False
        ),
    ] = ""
    contact_email: Annotated[
        str,
        Email(
            label=_("E-mail that people can write to"),
            help=_("Answers to our mail come here too."),
            required=False,
            autocomplete="off",
        ),
    ] = ""
    contact_phone: Annotated[
        str, ShortText(label=_("Telephone"), max=40, inputmode="tel", required=False)
    ] = ""
    accessibility_statement_url: Annotated[
        str,
        ShortText(
            label=_("Address of your accessibility statement"),
            help=_("You make the statement at uustatus.no, and it gets an address there."),
            max=400,
            inputmode="url",
            required=False,
        ),
    ] = ""
    version: Annotated[str, Hidden()] = ""

    def __post_init__(self) -> None:
        if self.accessibility_statement_url and not _URL.fullmatch(self.accessibility_statement_url):
            raise Invalid(
                _("Write the whole address, beginning with https://."), field="accessibility_statement_url"
            )


class TextsForm(msgspec.Struct, kw_only=True):
    about: Annotated[
        Localized,
        LocalizedText(
            label=_("About the site"),
            help=_("Who is behind it, what happens with what people write, and who decides."),
            rich=True,
            max=20_000,
            required=False,
        ),
    ]
    privacy: Annotated[
        Localized,
        LocalizedText(
            label=_("How you use what people tell you"),
            help=_("What you keep and why, how long, who sees it, and how people get it erased."),
            rich=True,
            max=20_000,
            required=False,
        ),
    ]
    version: Annotated[str, Hidden()] = ""


class TakingPartForm(msgspec.Struct, kw_only=True):
    language: Annotated[
        str,
        Choice(
            label=_("First language"),
            help=_("Shown to those whose own language is not here. Texts are always written in it."),
            options=_OFFERED,
            missing=_("Choose the first language."),
        ),
    ]
    languages: Annotated[
        list[str], Choices(label=_("Languages of the site"), options=_OFFERED, required=False)
    ] = []
    registration_open: Annotated[
        bool,
        YesNo(
            label=_("Everybody can register"),
            help=_("Else only those who are invited. Those who are here already can go on."),
            required=False,
        ),
    ] = False
    passwords: Annotated[
        bool,
        YesNo(
            label=_("People may sign in with a password"),
            help=_("A code by mail always works."),
            required=False,
        ),
    ] = False
    postcodes: Annotated[
        str,
        LongText(
            label=_("Postcodes of residents"),
            help=_(
                "Who has one of these counts as living here. Separate them with spaces or commas; 8100–8110 is a whole row."
            ),
            max=MOST_POSTCODES * 6,
            required=False,
        ),
    ] = ""
    population: Annotated[
        int | None,
        Number(
            label=_("Number of inhabitants"),
            help=_("Shares of the population are counted from it, as the signatures that a proposal needs."),
            min=0,
            max=100_000_000,
            required=False,
        ),
    ] = None
    population_year: Annotated[
        int | None, Number(label=_("On 1 January of the year"), min=1900, max=2200, required=False)
    ] = None
    version: Annotated[str, Hidden()] = ""

    def __post_init__(self) -> None:
        read_postcodes(self.postcodes)

    @property
    def all_languages(self) -> tuple[str, ...]:
        """The first one first, whether it was ticked again or not."""
        return (self.language, *(code for code in self.languages if code != self.language))


class AreaForm(msgspec.Struct, kw_only=True):
    names: Annotated[
        Localized,
        LocalizedText(
            label=_("Name of the area"),
            help=_("A part of town, a village, a school district."),
            max=60,
            required=True,
            missing=_("Write what the area is called."),
        ),
    ]
