"""What staff write to each other."""

from datetime import datetime
from typing import Annotated

import msgspec

from academy.community.words import SIZES
from core.sdk import Choice, DateTime, LongText, Number, Option, ShortText, YesNo, _


class MeForm(msgspec.Struct, kw_only=True):
    name: Annotated[str, ShortText(label=_("Your name, as others see it"), max=120)]
    work: Annotated[str, ShortText(label=_("What you work with"), max=120, required=False)] = ""
    about: Annotated[
        str,
        LongText(
            label=_("What others may ask you about"),
            help=_("And how they reach you, if you like."),
            max=600,
            required=False,
        ),
    ] = ""
    listed: Annotated[bool, YesNo(label=_("Show me in the directory for staff of all municipalities"))] = (
        False
    )
    digest: Annotated[bool, YesNo(label=_("Tell me once a week what is new"))] = False


class QuestionForm(msgspec.Struct, kw_only=True):
    title: Annotated[str, ShortText(label=_("Your question in one sentence"), max=150)]
    body: Annotated[
        str,
        LongText(
            label=_("More about it"),
            help=_("Nothing that names or describes residents: all municipalities can read it."),
            max=8_000,
        ),
    ]
    circle: Annotated[str, Choice(label=_("Group"), required=False, options=())] = ""


class EventForm(msgspec.Struct, kw_only=True):
    title: Annotated[str, ShortText(label=_("What happens"), max=150)]
    happens_at: Annotated[datetime, DateTime(label=_("When"))]
    where: Annotated[str, ShortText(label=_("Where, or the address of the meeting"), max=300)]
    body: Annotated[str, LongText(label=_("More about it"), max=4_000)]
    circle: Annotated[str, Choice(label=_("Group"), required=False, options=())] = ""


class ExampleForm(msgspec.Struct, kw_only=True):
    project: Annotated[
        str,
        Choice(
            label=_("Project"),
            help=_("Its timeline, activities and settings are shared too. Nothing that people wrote."),
            options=(),
        ),
    ]
    title: Annotated[str, ShortText(label=_("Heading"), max=150)]
    body: Annotated[
        str,
        LongText(
            label=_("What you did, and what you would do otherwise"),
            help=_("Nothing that names or describes residents: all municipalities can read it."),
            max=8_000,
        ),
    ]
    led_to: Annotated[str, LongText(label=_("What it led to"), max=1_000)]
    cost: Annotated[
        int | None,
        Number(
            label=_("What it cost, in kroner"),
            help=_("Roughly, without your own hours."),
            min=0,
            max=1_000_000_000,
            required=False,
        ),
    ] = None
    circle: Annotated[str, Choice(label=_("Group"), required=False, options=())] = ""


class AnswerForm(msgspec.Struct, kw_only=True):
    body: Annotated[str, LongText(label=_("Your answer"), max=8_000)]


class ReportForm(msgspec.Struct, kw_only=True):
    reason: Annotated[str, ShortText(label=_("What is wrong with it"), max=300)]


class GroupForm(msgspec.Struct, kw_only=True):
    name: Annotated[str, ShortText(label=_("Name of the group"), max=100)]
    about: Annotated[str, ShortText(label=_("What it is about"), max=400, required=False)] = ""


class LibraryForm(msgspec.Struct, kw_only=True):
    text: Annotated[str, ShortText(label=_("Words"), max=100, required=False)] = ""
    method: Annotated[str, Choice(label=_("Method"), required=False, options=())] = ""
    size: Annotated[
        str,
        Choice(
            label=_("Size of the municipality"),
            required=False,
            options=tuple(Option(size, name) for size, name in SIZES.items()),
        ),
    ] = ""
    most_cost: Annotated[
        int | None, Number(label=_("Cost at most"), min=0, max=1_000_000_000, required=False)
    ] = None
    least_participants: Annotated[
        int | None, Number(label=_("Participants at least"), min=0, max=10_000_000, required=False)
    ] = None
