"""What is written about options."""

from typing import Annotated

import msgspec

from core.sdk import Choice, Hidden, LocalizedText, LongText, _

Words = dict[str, str]


class ArgumentForm(msgspec.Struct, kw_only=True):
    side: Annotated[
        str,
        Choice(
            label=_("Is it for or against?"),
            options=(("for", _("For")), ("against", _("Against"))),
            missing=_("Say whether it is for or against."),
        ),
    ]
    text: Annotated[
        str,
        LongText(
            label=_("Your argument"),
            help=_("One reason, so that others can say whether it weighs for them too."),
            missing=_("Write your argument."),
            max=1_000,
        ),
    ]


class OptionForm(msgspec.Struct, kw_only=True):
    names: Annotated[Words, LocalizedText(label=_("Name of the option"), max=100)]
    descriptions: Annotated[
        Words, LocalizedText(label=_("What it means"), max=2_000, long=True, required=False)
    ] = {}
    facts: Annotated[
        Words,
        LocalizedText(
            label=_("Facts from the municipality"),
            help=_("One fact on each line: what it costs, how long it takes, what we do not know."),
            max=4_000,
            long=True,
            required=False,
        ),
    ] = {}
    version: Annotated[str, Hidden(required=False)] = ""


class CriteriaForm(msgspec.Struct, kw_only=True):
    names: Annotated[
        str,
        LongText(
            label=_("What the options are compared by"),
            help=_("One on each line, for example: costs, nature, how soon it can be done."),
            required=False,
            max=2_000,
        ),
    ] = ""
