"""The forms of help."""

from typing import Annotated

import msgspec

from core.forms import Choice, Hidden, LongText, Option, ShortText, YesNo
from core.i18n import _


class QuestionForm(msgspec.Struct):
    subject: Annotated[str, ShortText(label=_("What is it about?"), max=150)]
    text: Annotated[
        str,
        LongText(
            label=_("Your question"),
            help=_(
                "What did you do, and what happened? Leave out what residents have told you in confidence."
            ),
            max=8_000,
        ),
    ]
    page: Annotated[
        str,
        ShortText(
            label=_("Which page it is about"),
            help=_("The page you came from. Change it if it is another."),
            max=300,
            required=False,
        ),
    ] = ""
    urgent: Annotated[
        bool, YesNo(label=_("It is urgent: the site is down, or people are kept from taking part"))
    ] = False
    request: Annotated[str, Hidden(max=64)] = ""


class MoreForm(msgspec.Struct):
    text: Annotated[str, LongText(label=_("Write more"), max=8_000, missing=_("Write something first."))]


class HappyForm(msgspec.Struct):
    happy: Annotated[
        str,
        Choice(
            label=_("Was this a good answer?"),
            options=(
                Option("5", _("Very good")),
                Option("4", _("Good")),
                Option("3", _("Neither good nor bad")),
                Option("2", _("Bad")),
                Option("1", _("Very bad")),
            ),
        ),
    ]
    why: Annotated[str, LongText(label=_("Why?"), max=1_000, required=False)] = ""
