"""What the steps of sign-up ask."""

from typing import Annotated, Any

import msgspec

from core.files.check import Purpose
from core.forms import Choice, Choices, Code, Colour, Email, Image, Invalid, ShortText, YesNo
from core.i18n import _
from core.text import clean_organisation_number
from tenants.facts import counties, municipalities, organisations

LANGUAGES = (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English"), ("se", "Davvisámegiella"))


def register_options() -> list[tuple[str, str]]:
    return [(each.number, each.label) for each in (*municipalities(), *counties())]


class OrganisationForm(msgspec.Struct):
    """Step 1. Either one from the list, or the name and number of another."""

    register: Annotated[
        str,
        Choice(
            label=_("Municipality or county"),
            help=_("Begin to write the name to find it in the list."),
            required=False,
        ),
    ] = ""
    other_name: Annotated[
        str, ShortText(label=_("Name of the organisation"), max=120, autocomplete="organization")
    ] = ""
    orgnr: Annotated[
        str,
        ShortText(label=_("Organisation number"), help=_("Nine digits."), max=20, inputmode="numeric"),
    ] = ""
    foreign: Annotated[bool, YesNo(label=_("We are not registered in Norway and have no such number"))] = (
        False
    )

    def __post_init__(self) -> None:
        self.orgnr = _number(self.orgnr)
        if self.register and self.other_name:
            raise Invalid(
                _("Choose from the list or write another organisation, not both."), field="register"
            )
        if self.register:
            return
        if not self.other_name:
            raise Invalid(
                _("Choose your municipality or county, or write the name of another organisation."),
                field="register",
            )
        if self.other_name.casefold() in _titles():
            raise Invalid(
                _("“{name}” is in the list. Choose it there.").format(name=self.other_name), field="register"
            )
        if not self.orgnr and not self.foreign:
            raise Invalid(_("Write the organisation number: nine digits."), field="orgnr")


def _number(typed: str) -> str:
    if not typed:
        return ""
    number = clean_organisation_number(typed)
    if number is None:
        raise Invalid(_("This is not an organisation number: check the nine digits."), field="orgnr")
    return number


def _titles() -> set[str]:
    """Every way to write a name that the list has."""
    return {
        name.casefold()
        for each in organisations().values()
        for name in (each.name, *each.official_names, *each.titles.values())
    }


class YouForm(msgspec.Struct):
    """Step 2, first half."""

    name: Annotated[
        str, ShortText(label=_("Your name"), max=100, autocomplete="name", missing=_("Write your name."))
    ]
    email: Annotated[
        str,
        Email(
            label=_("Your e-mail address at work"),
            help=_(
                "We send a code to it. With an address on your organisation's own domain, your site can be "
                "confirmed at once."
            ),
        ),
    ]


class CodeForm(msgspec.Struct):
    """Step 2, second half."""

    code: Annotated[
        str, Code(label=_("The code from the e-mail"), missing=_("Write the six digits from the e-mail."))
    ]


class PlaceForm(msgspec.Struct):
    """Step 3."""

    address: Annotated[
        str,
        ShortText(
            label=_("Address of the site"),
            max=100,
            autocomplete="off",
            missing=_("Write an address for the site."),
        ),
    ]
    language: Annotated[str, Choice(label=_("Main language"), options=LANGUAGES, required=True)] = "nb"
    languages: Annotated[
        list[str],
        Choices(label=_("Other languages that people can choose"), options=LANGUAGES),
    ] = msgspec.field(default_factory=list)
    colour: Annotated[
        str,
        Colour(
            label=_("Your colour"),
            help=_("We adjust it where needed, so that all text is easy to read, also in dark mode."),
            required=True,
        ),
    ] = "#0b5c66"
    logo: Annotated[
        Any,
        Image(
            label=_("Logo or coat of arms"),
            help=_("You can add it later."),
            purpose=Purpose.LOGO,
            required=False,
        ),
    ] = None

    @property
    def all_languages(self) -> tuple[str, ...]:
        return (self.language, *(code for code in self.languages if code != self.language))
