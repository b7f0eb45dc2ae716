"""The forms of staff: a verdict with reasons, the way to the council, the decision, paper."""

from datetime import date
from typing import Annotated

import msgspec

from core.sdk import Choice, Date, LongText, ShortText, YesNo, _
from plugins.proposals.states import OUTCOMES

VERDICTS = (
    ("approve", _("The form is in order"), _("Signing begins at once.")),
    ("return", _("Send it back to be mended"), _("The author can change it and send it again.")),
    (
        "refuse",
        _("It cannot be taken in"),
        _("It is not the municipality's matter, or was decided in this election period."),
    ),
)


class CheckForm(msgspec.Struct, kw_only=True):
    verdict: Annotated[str, Choice(label=_("Result of the check"), options=VERDICTS)]
    reason: Annotated[
        str,
        LongText(
            label=_("Why"),
            help=_("Needed when you do not approve it. Say what must be changed, or which rule it is about."),
            max=3_000,
            required=False,
        ),
    ] = ""


class HandlerForm(msgspec.Struct, kw_only=True):
    handler: Annotated[str, Choice(label=_("Who handles the case"), required=False)] = ""


class SendForm(msgspec.Struct, kw_only=True):
    case_number: Annotated[
        str,
        ShortText(label=_("Case number"), help=_("As in the archive, for example 2027/1234."), max=60),
    ]
    case_url: Annotated[
        str,
        ShortText(
            label=_("Address of the case"),
            help=_("Where everybody can read it. It begins with https://"),
            max=500,
            required=False,
        ),
    ] = ""
    reason: Annotated[
        str, LongText(label=_("A few words about what happens now"), max=3_000, required=False)
    ] = ""


class ClockForm(msgspec.Struct, kw_only=True):
    reason: Annotated[
        str,
        LongText(
            label=_("Why the time limit does not bind"),
            help=_(
                "For example that it is treated in a plan case that is under way. Empty: the limit binds."
            ),
            max=600,
            required=False,
        ),
    ] = ""


class DecisionForm(msgspec.Struct, kw_only=True):
    outcome: Annotated[str, Choice(label=_("What the council decided"), options=tuple(OUTCOMES.items()))]
    decided_on: Annotated[date, Date(label=_("Day of the decision"))]
    reason: Annotated[
        str,
        LongText(
            label=_("What was decided, and why"),
            help=_("In plain words. Shown to everyone as the municipality's answer."),
            max=6_000,
        ),
    ]


class FollowForm(msgspec.Struct, kw_only=True):
    reason: Annotated[
        str,
        LongText(label=_("What is done about it"), help=_("Everyone who is concerned is told."), max=6_000),
    ]
    done: Annotated[bool, YesNo(label=_("It is done"))] = False


class JoinForm(msgspec.Struct, kw_only=True):
    target: Annotated[
        str,
        ShortText(label=_("The other proposal"), help=_("Its number or its address."), max=300),
    ]


class PaperForm(msgspec.Struct, kw_only=True):
    lines: Annotated[
        str,
        LongText(
            label=_("Signatures, one a line"),
            help=_("Name; address; postcode. You can copy three columns from a spreadsheet."),
            max=100_000,
            missing=_("Enter at least one signature."),
        ),
    ]
    note: Annotated[
        str,
        ShortText(
            label=_("Which sheets"),
            help=_("For example “Sheets 1–4, delivered 3 May”."),
            max=200,
            required=False,
        ),
    ] = ""
