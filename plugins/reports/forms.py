"""The forms of a report: how it begins, its title and period, and each kind of section."""

from datetime import date
from typing import Annotated, Any

import msgspec

from core.sdk import (
    Bound,
    Choice,
    Choices,
    Date,
    Hidden,
    LongText,
    Number,
    Option,
    Raw,
    RichText,
    ShortText,
    YesNo,
    _,
    bind,
)
from plugins.reports.model import Content, Section
from plugins.reports.said import MOST

LANGUAGES = {"nb": _("Bokmål"), "nn": _("Nynorsk"), "en": _("English"), "se": _("Northern Sámi")}
_ORDERS = (
    Option("supported", _("Most supported first")),
    Option("newest", _("Newest first")),
    Option("oldest", _("Oldest first")),
)


class DetailsForm(msgspec.Struct, kw_only=True):
    title: Annotated[str, ShortText(label=_("Title"), max=150)]
    lead: Annotated[
        str,
        LongText(
            label=_("In one or two sentences"), help=_("Stands below the title."), max=600, required=False
        ),
    ] = ""
    since: Annotated[
        date | None,
        Date(
            label=_("First day"),
            help=_("Figures count from this day. Empty: from the beginning."),
            required=False,
        ),
    ] = None
    until: Annotated[date | None, Date(label=_("Last day"), help=_("Empty: until now."), required=False)] = (
        None
    )
    version: Annotated[str, Hidden()] = ""


class _Head(msgspec.Struct, kw_only=True):
    title: Annotated[str, ShortText(label=_("Heading"), max=150, required=False)] = ""


class TextForm(_Head, kw_only=True):
    body: Annotated[str, RichText(label=_("Text"), required=False, max=100_000)] = ""
    version: Annotated[str, Hidden()] = ""


class FiguresForm(_Head, kw_only=True):
    blocks: Annotated[
        list[str],
        Choices(label=_("Which figures"), help=_("None chosen: all of them."), required=False, options=()),
    ] = []
    body: Annotated[
        str,
        RichText(
            label=_("What the figures show"), help=_("Say it in words too."), required=False, max=20_000
        ),
    ] = ""
    since: Annotated[
        date | None, Date(label=_("First day"), help=_("Empty: the period of the report."), required=False)
    ] = None
    until: Annotated[date | None, Date(label=_("Last day"), required=False)] = None
    version: Annotated[str, Hidden()] = ""


class SaidForm(_Head, kw_only=True):
    order: Annotated[str, Choice(label=_("Order"), options=_ORDERS)] = "supported"
    most: Annotated[int, Number(label=_("At most how many"), min=1, max=MOST)] = 10
    answered: Annotated[bool, YesNo(label=_("Only what the municipality has answered"))] = False
    body: Annotated[str, RichText(label=_("What you say about it"), required=False, max=20_000)] = ""
    since: Annotated[
        date | None, Date(label=_("First day"), help=_("Empty: the period of the report."), required=False)
    ] = None
    until: Annotated[date | None, Date(label=_("Last day"), required=False)] = None
    version: Annotated[str, Hidden()] = ""


_FORMS: dict[str, Any] = {"text": TextForm, "figures": FiguresForm, "said": SaidForm}


def details_form(content: Content, raw: Raw | None = None) -> Bound[DetailsForm]:
    initial = {
        "title": content.title,
        "lead": content.lead,
        "since": _day(content.since),
        "until": _day(content.until),
        "version": str(content.version),
    }
    return bind(DetailsForm, raw, initial=initial)


def section_form(
    section: Section, raw: Raw | None = None, *, offered: list[tuple[str, str]] | None = None
) -> Bound[Any]:
    """`offered`: the figures there are, as (id, title)."""
    initial = {name: getattr(section, name) for name in section.__struct_fields__}
    initial |= {
        "since": _day(section.since),
        "until": _day(section.until),
        "version": str(section.version),
    }
    options = {"blocks": tuple(offered or ())} if section.kind == "figures" else None
    return bind(_FORMS[section.kind], raw, initial=initial, options=options)


def fill(section: Section, form: Bound[Any]) -> None:
    """What was typed goes into the section. Only for a form that is `ok`."""
    for name in form.values.__struct_fields__:
        given = getattr(form.values, name)
        if name in ("since", "until"):
            given = iso(given)
        if name != "version":
            setattr(section, name, given)


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(kept: str) -> date | None:
    return date.fromisoformat(kept) if kept else None
