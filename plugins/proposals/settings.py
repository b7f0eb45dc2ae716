"""What staff choose for an activity of proposals. The law's numbers come from a preset; changing them takes a reason."""

from decimal import Decimal
from typing import Annotated

import msgspec

from core.sdk import Activity, Choice, Localized, LocalizedText, Number, YesNo, _
from plugins.proposals.presets import NORWAY, presets

Words = dict[str, str]
NAMES = (
    ("choose", _("Each signer chooses")),
    ("shown", _("Names are shown to everyone")),
    ("hidden", _("Names are never shown")),
)
_PRESETS = tuple((key, Localized(preset.names_of)) for key, preset in presets().items())


class ProposalsSettings(msgspec.Struct, frozen=True, kw_only=True):
    preset: Annotated[str, Choice(label=_("The rule"), options=_PRESETS)] = NORWAY
    percent: Annotated[
        Decimal | None,
        Number(
            label=_("Another share of the inhabitants, in percent"),
            help=_("Empty: as the rule says. The share is rounded up."),
            min=0.01,
            max=100,
            decimals=2,
            required=False,
        ),
    ] = None
    enough: Annotated[
        int | None,
        Number(
            label=_("Another number of signatures that is always enough"),
            help=_("Empty: as the rule says."),
            min=1,
            max=1_000_000,
            required=False,
        ),
    ] = None
    council_months: Annotated[
        int | None,
        Number(
            label=_("Another time limit for the council, in months"),
            help=_("Empty: as the rule says."),
            min=1,
            max=60,
            required=False,
        ),
    ] = None
    names: Annotated[
        str,
        Choice(
            label=_("Are signers' names shown?"),
            options=(("", _("As the rule says")), *NAMES),
            required=False,
        ),
    ] = ""
    everybody: Annotated[
        bool,
        YesNo(label=_("Also people who do not live here can sign"), help=_("The law asks for residents.")),
    ] = False
    reason: Annotated[
        Words,
        LocalizedText(
            label=_("Why the rule is changed here"),
            help=_("Shown to everyone. Needed when you change a number of the rule."),
            max=600,
            long=True,
            required=False,
        ),
    ] = {}
    check_days: Annotated[
        int,
        Number(
            label=_("Days in which you check a new proposal"),
            help=_("Only the form is checked. Everyone sees the time limit."),
            min=1,
            max=90,
        ),
    ] = 14
    collect_days: Annotated[
        int,
        Number(
            label=_("Days for collecting signatures"),
            help=_("0 means no time limit of its own: as long as the activity is open."),
            min=0,
            max=1_500,
        ),
    ] = 180
    messages: Annotated[
        int,
        Number(
            label=_("How many messages the proposers can send to those who signed"),
            help=_("At most one a day. 0 means none."),
            min=0,
            max=20,
        ),
    ] = 5
    comments: Annotated[bool, YesNo(label=_("People can comment"))] = True
    address: Annotated[
        Words,
        LocalizedText(
            label=_("Where signature sheets on paper are delivered"),
            help=_("Printed on the sheet: an address or a desk."),
            max=300,
            long=True,
            required=False,
        ),
    ] = {}

    @property
    def deliver_to(self) -> Localized:
        return Localized(self.address)


def settings_of(activity: Activity) -> ProposalsSettings:
    found = activity.settings
    return found if isinstance(found, ProposalsSettings) else ProposalsSettings()


def allows(activity: Activity, action: str) -> bool:
    """Do the settings leave this action open?"""
    return action != "proposals.comment" or settings_of(activity).comments
