"""What staff choose for one activity of voting. The admin form is made from this."""

from typing import Annotated

import msgspec

from core.sdk import Activity, Choice, LocalizedText, Number, Text, YesNo, _

Words = dict[str, str]
ORE = 100
BALLOTS: dict[str, Text] = {
    "knapsack": _("Spend the budget: choose options until the money is used"),
    "approval": _("Tick: choose the options you want"),
    "points": _("Points: share points between the options"),
    "ranking": _("Rank: put the options you want in order"),
}
SHARES: dict[str, Text] = {
    "money": _("Money: options cost something, and the budget pays for them"),
    "places": _("Places: a number of options win, whatever they cost"),
}
RULES: dict[str, Text] = {
    "greedy_votes": _("Most votes first, as long as the money lasts"),
    "greedy_votes_per_cost": _("Most votes for each krone first"),
    "equal_shares": _("Equal shares: each voter has an equal part of the budget to pay with"),
}
DISTRICTS: dict[str, Text] = {
    "all": _("Everyone votes on all districts"),
    "one": _("Each voter chooses one district, and votes on that and on what is for all"),
}


class VotingSettings(msgspec.Struct, frozen=True, kw_only=True):
    ballot: Annotated[str, Choice(label=_("How people vote"), options=tuple(BALLOTS.items()))] = "knapsack"
    shares: Annotated[str, Choice(label=_("What is shared out"), options=tuple(SHARES.items()))] = "money"
    budget: Annotated[
        int,
        Number(
            label=_("The budget in kroner"),
            help=_("For the whole vote. Categories and districts can have parts of it."),
            min=0,
            max=10_000_000_000,
        ),
    ] = 0
    winners: Annotated[int, Number(label=_("How many win, where places are shared out"), min=1, max=200)] = 1
    least: Annotated[int, Number(label=_("Fewest options on a ballot"), min=1, max=200)] = 1
    most: Annotated[
        int,
        Number(label=_("Most options on a ballot"), help=_("0 means no limit."), min=0, max=200),
    ] = 0
    points: Annotated[int, Number(label=_("Points to share, with points"), min=2, max=1000)] = 10
    most_points: Annotated[
        int,
        Number(label=_("Most points for one option"), help=_("0 means no limit."), min=0, max=1000),
    ] = 0
    districts: Annotated[
        str, Choice(label=_("Where there are districts"), options=tuple(DISTRICTS.items()))
    ] = "all"
    rule: Annotated[
        str,
        Choice(
            label=_("How winners are found"),
            help=_("It is shown to everyone before the vote. Do not change it after the vote has begun."),
            options=tuple(RULES.items()),
        ),
    ] = "greedy_votes"
    comments: Annotated[bool, YesNo(label=_("People can comment on the options"))] = True
    shuffle: Annotated[
        bool,
        YesNo(
            label=_("Options come in a random order, another for each person"),
            help=_("Then none of them wins by standing first."),
        ),
    ] = True
    remind: Annotated[
        bool,
        YesNo(
            label=_("People who have begun a ballot are reminded a day before the vote closes"),
            help=_("A ballot that is begun and not cast is not counted."),
        ),
    ] = True
    how: Annotated[
        Words,
        LocalizedText(label=_("What is said above the ballot"), max=2_000, long=True, required=False),
    ] = {}

    @property
    def money(self) -> bool:
        return self.shares == "money"

    @property
    def budget_ore(self) -> int:
        """What is shared out, in the unit of the options' costs: øre, or places."""
        return self.budget * ORE if self.money else self.winners

    @property
    def spends(self) -> bool:
        """Does the ballot itself keep within the budget?"""
        return self.ballot == "knapsack"


def settings_of(activity: Activity) -> VotingSettings:
    found = activity.settings
    return found if isinstance(found, VotingSettings) else VotingSettings()


def allows(activity: Activity, action: str) -> bool:
    """Do the settings leave this action open?"""
    return settings_of(activity).comments if action == "voting.comment" else True
