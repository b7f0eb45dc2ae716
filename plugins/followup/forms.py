"""The forms of staff: an outcome, what people can influence, a promise and what becomes of it, a step."""

from datetime import date
from typing import Annotated

import msgspec

from core.sdk import Choice, Date, Hidden, Image, LongText, Option, RichText, ShortText, Upload, YesNo, _
from plugins.followup.words import KINDS, STEPS

BIGGEST = 26_000_000  # a step with its picture


class OutcomeForm(msgspec.Struct, kw_only=True):
    kind: Annotated[
        str,
        Choice(label=_("What came of it"), options=tuple(Option(kind, name) for kind, name in KINDS.items())),
    ]
    title: Annotated[
        str,
        ShortText(label=_("In one sentence"), help=_("For example: The jetty gets a ramp in May."), max=150),
    ]
    body: Annotated[
        str,
        RichText(
            label=_("More about it, and why"),
            help=_("Where the answer is no, the reason must be here."),
            required=False,
            max=20_000,
        ),
    ] = ""
    decided_on: Annotated[date | None, Date(label=_("Day it was decided or done"), required=False)] = None
    url: Annotated[
        str,
        ShortText(label=_("Where the case can be read"), help=_("A web address."), required=False, max=500),
    ] = ""
    note: Annotated[
        str,
        ShortText(
            label=_("What has changed"),
            help=_("Those it concerns are told, and all can read it."),
            required=False,
            max=300,
        ),
    ] = ""
    version: Annotated[str, Hidden()] = ""


class FrameForm(msgspec.Struct, kw_only=True):
    can_change: Annotated[str, LongText(label=_("What people can influence"), max=1_500, required=False)] = ""
    cannot_change: Annotated[
        str,
        LongText(
            label=_("What is settled already"),
            help=_("Law, money or earlier decisions."),
            max=1_500,
            required=False,
        ),
    ] = ""
    decides: Annotated[
        str, LongText(label=_("Who decides"), help=_("And when, where you know."), max=600, required=False)
    ] = ""
    how: Annotated[
        str,
        LongText(
            label=_("How people get their answer"),
            help=_("For example: We answer each idea here, and sum up in a report."),
            max=600,
            required=False,
        ),
    ] = ""
    version: Annotated[str, Hidden()] = ""


class PromiseForm(msgspec.Struct, kw_only=True):
    text: Annotated[
        str,
        ShortText(
            label=_("What you promise"), help=_("For example: Everyone who wrote gets an answer."), max=300
        ),
    ]
    due_on: Annotated[date, Date(label=_("By which day"))]
    responsible: Annotated[
        str,
        Choice(
            label=_("Who sees to it"),
            help=_("Is reminded before the day, and after it."),
            required=False,
            options=(),
        ),
    ] = ""


class GiveForm(msgspec.Struct, kw_only=True):
    responsible: Annotated[str, Choice(label=_("Who sees to it"), required=False, options=())] = ""


class KeepForm(msgspec.Struct, kw_only=True):
    note: Annotated[
        str,
        LongText(label=_("How it was kept"), help=_("Everyone can read it."), max=600, required=False),
    ] = ""


class PostponeForm(msgspec.Struct, kw_only=True):
    due_on: Annotated[date, Date(label=_("The new day"))]
    reason: Annotated[str, LongText(label=_("Why it takes longer"), help=_("Everyone can read it."), max=600)]


class BreakForm(msgspec.Struct, kw_only=True):
    why: Annotated[
        str, LongText(label=_("Why it will not be kept"), help=_("Everyone can read it."), max=600)
    ]


class StepForm(msgspec.Struct, kw_only=True):
    title: Annotated[str, ShortText(label=_("What happens"), max=150)]
    text: Annotated[str, LongText(label=_("More about it"), max=2_000, required=False)] = ""
    state: Annotated[
        str,
        Choice(label=_("How far it is"), options=tuple(Option(step, name) for step, name in STEPS.items())),
    ] = "planned"
    due_on: Annotated[date | None, Date(label=_("When it is to be finished"), required=False)] = None
    done_on: Annotated[
        date | None, Date(label=_("When it was finished"), help=_("Only where it is."), required=False)
    ] = None
    outcome: Annotated[str, Choice(label=_("Which answer it belongs to"), required=False, options=())] = ""
    picture: Annotated[Upload | None, Image(label=_("Picture"), required=False)] = None
    alt: Annotated[
        str,
        ShortText(
            label=_("What the picture shows"), help=_("For those who cannot see it."), required=False, max=300
        ),
    ] = ""
    tell: Annotated[bool, YesNo(label=_("Tell those who follow the project"))] = False
    version: Annotated[str, Hidden()] = ""
