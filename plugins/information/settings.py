"""What staff choose for one activity. The admin forms are made from these."""

from typing import Annotated

import msgspec

from core.sdk import Activity, Choice, LongText, NotFound, Place, YesNo, _
from plugins.information.presets import Rule, rule_named, rules

HEARING, INFORMATION = "hearing", "information"
NO_RULE = "none"
_RULES = (
    (NO_RULE, _("No rule: we decide ourselves")),
    *((rule.id, rule.name, f"{rule.source}, {rule.days}") for rule in rules().values()),
)
_HIDE_NAME = YesNo(
    label=_("People can hide their name from the public"), help=_("Staff still see who wrote it.")
)
_LOOK_FIRST = YesNo(
    label=_("A moderator looks at it first"), help=_("People are told that it may take a while.")
)


class InformationSettings(msgspec.Struct, frozen=True, kw_only=True):
    questions: Annotated[
        bool, YesNo(label=_("People can ask questions"), help=_("You answer where everyone can read it."))
    ] = True
    look_first: Annotated[bool, _LOOK_FIRST] = False
    anonymous: Annotated[bool, _HIDE_NAME] = True
    support: Annotated[bool, YesNo(label=_("People can say that they wonder about the same"))] = True
    comments: Annotated[bool, YesNo(label=_("People can reply to questions"))] = False
    readers: Annotated[
        bool,
        YesNo(
            label=_("Show how many have read it"),
            help=_(
                "Counted without cookies and without keeping who. People who ask not to be counted are not."
            ),
        ),
    ] = True


class HearingSettings(msgspec.Struct, frozen=True, kw_only=True):
    rule: Annotated[
        str,
        Choice(
            label=_("Which rule says how long the hearing must last?"),
            help=_(
                "Shorter periods cannot be published without a reason. The number is the days that the law asks for."
            ),
            options=_RULES,
        ),
    ] = NO_RULE
    short_reason: Annotated[
        str,
        LongText(
            label=_("Why the period is shorter than the rule says"),
            help=_("Shown to everyone. Leave it empty when the period is long enough."),
            max=1_000,
            required=False,
        ),
    ] = ""
    remarks: Annotated[bool, YesNo(label=_("People can comment in the document"))] = True
    statements: Annotated[bool, YesNo(label=_("People and organisations can send statements"))] = True
    questions: Annotated[bool, YesNo(label=_("People can ask questions"))] = False
    look_first: Annotated[bool, _LOOK_FIRST] = False
    anonymous: Annotated[bool, _HIDE_NAME] = False
    support: Annotated[bool, YesNo(label=_("People can support each other's comments"))] = True
    comments: Annotated[bool, YesNo(label=_("People can reply to comments"))] = True
    readers: Annotated[
        bool,
        YesNo(
            label=_("Show how many have read it"),
            help=_(
                "Counted without cookies and without keeping who. People who ask not to be counted are not."
            ),
        ),
    ] = True

    @property
    def law(self) -> Rule | None:
        return rule_named(self.rule)


Chosen = InformationSettings | HearingSettings


def settings_of(activity: Activity) -> Chosen:
    found = activity.settings
    if isinstance(found, InformationSettings | HearingSettings):
        return found
    return HearingSettings() if activity.method == HEARING else InformationSettings()


def hearing_of(place: Place) -> HearingSettings:
    """The settings of a hearing. Pages of hearings are not there in other activities."""
    found = settings_of(place.here)
    if not isinstance(found, HearingSettings):
        raise NotFound
    return found


def allows(activity: Activity, action: str) -> bool:
    """Do the settings leave this action open?"""
    chosen = settings_of(activity)
    hearing = isinstance(chosen, HearingSettings)
    return {
        "information.support": chosen.support,
        "information.comment": chosen.comments,
        "information.ask": chosen.questions,
        "information.remark": hearing and getattr(chosen, "remarks", False),
        "information.send": hearing and getattr(chosen, "statements", False),
    }.get(action, True)
