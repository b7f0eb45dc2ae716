"""What is asked of moderators, and of those who set the rules."""

from typing import Annotated, Any

import msgspec

from core.contributions.model import State
from core.forms import Choice, Hidden, LongText, Number, YesNo
from core.i18n import _
from core.moderation.service import REASONS, Decision

DECISIONS = (
    (Decision.KEEP.value, _("Keep it"), _("Nothing is wrong. What waits is published.")),
    (
        Decision.HIDE.value,
        _("Hide it"),
        _("Nobody but the author and staff can see it. It can be shown again."),
    ),
    (Decision.REMOVE.value, _("Remove it"), _("For what is against the law. It can be restored here.")),
    (
        Decision.RESTORE.value,
        _("Show it again"),
        _("The earlier decision was wrong, or the text has been mended."),
    ),
)


def decisions_for(state: State) -> tuple[tuple[Any, ...], ...]:
    """What makes sense for what it is now."""
    possible = {
        State.HIDDEN: (Decision.RESTORE, Decision.REMOVE),
        State.REMOVED: (Decision.RESTORE,),
    }.get(state, (Decision.KEEP, Decision.HIDE, Decision.REMOVE))
    return tuple(each for each in DECISIONS if each[0] in possible)


class DecisionForm(msgspec.Struct, kw_only=True):
    decision: Annotated[
        str, Choice(label=_("Decision"), options=DECISIONS, missing=_("Choose what shall happen."))
    ]
    reason: Annotated[
        str,
        Choice(
            label=_("Why?"),
            help=_("Needed to hide or remove. The author is told."),
            options=tuple(REASONS.items()),
            required=False,
            show_if=("decision", (Decision.HIDE.value, Decision.REMOVE.value)),
        ),
    ] = ""
    text: Annotated[
        str,
        LongText(
            label=_("To the author"),
            help=_("Say it kindly and plainly. How to complain is added."),
            max=1_000,
            required=False,
        ),
    ] = ""


class RulesForm(msgspec.Struct, kw_only=True):
    words: Annotated[
        str,
        LongText(
            label=_("Words to look for"),
            help=_(
                "One on each line. A * behind finds all words that begin so. A text with one of them is marked, not hidden."
            ),
            max=20_000,
            required=False,
        ),
    ] = ""
    flood: Annotated[
        int,
        Number(
            label=_("How many texts in ten minutes are many?"),
            help=_("More by one person are marked. 0 means: do not count."),
            min=0,
            max=1_000,
        ),
    ] = 10
    look_first: Annotated[
        bool,
        YesNo(label=_("A moderator reads everything before it is shown"), required=False),
    ] = False
    version: Annotated[str, Hidden()] = ""
