"""The common statement, and the municipality's answer to it."""

from typing import Annotated

import msgspec

from core.sdk import Choice, Hidden, RichText, ShortText, _


class OutcomeForm(msgspec.Struct, kw_only=True):
    title: Annotated[str, ShortText(label=_("Title"), max=150, missing=_("Write a title."))]
    body: Annotated[
        str,
        RichText(
            label=_("The common statement"),
            help=_("What all groups can stand behind, in their own words where you can."),
            max=15_000,
        ),
    ]
    version: Annotated[str, Hidden(required=False)] = ""


class AnswerForm(msgspec.Struct, kw_only=True):
    status: Annotated[str, Choice(label=_("Status"), missing=_("Choose a status."))]
    answer: Annotated[
        str,
        RichText(
            label=_("The municipality's answer"),
            help=_("Everyone reads it. Those who endorsed the statement are told."),
            max=10_000,
        ),
    ]
