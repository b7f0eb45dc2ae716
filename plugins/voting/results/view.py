"""What the result's page shows, said in words once, for residents and for staff."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from core.sdk import Activity, Localized, Text, _, rows
from plugins.voting.results.load import Decided, Outcome, Result
from plugins.voting.results.words import money, why
from plugins.voting.settings import VotingSettings, settings_of

CHANNELS: dict[str, Text] = {
    "web": _("On the web"),
    "paper": _("On paper"),
    "meeting": _("In a meeting"),
    "phone": _("By phone"),
    "import": _("From another system"),
}
RULE_NAMES: dict[str, Text] = {
    "greedy_votes": _("Most votes first"),
    "greedy_votes_per_cost": _("Most votes for the money"),
    "equal_shares": _("Equal shares"),
}
TIE_WORDS: dict[str, Text] = {
    "supporters": _("more voters chose it"),
    "cost": _("it costs less"),
    "lot": _("the lot, which follows from the ballots"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionView:
    id: int
    title: str
    cost: Text
    funded: bool
    votes: int
    sentences: list[Text | str]
    overridden: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PotView:
    """`compared`: by rule, in the order of `rules`; `differ`: do the rules give different winners at all?"""

    slug: str
    name: Localized
    outcome: Outcome
    budget: Text
    used: Text
    left: Text
    winners: list[OptionView]
    others: list[OptionView]
    rules: list[tuple[str, Text]]
    compared: list[tuple[str, list[bool], int]]
    differ: bool
    ties: list[tuple[list[str], Text]]
    explained: list[Text | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView:
    result: Result
    pots: list[PotView]
    channels: list[tuple[str, int]]
    money: bool
    winners: int
    options: int
    used: Text


async def view_of(*, activity: Activity, result: Result) -> ResultView:
    chosen = settings_of(activity)
    found = await rows(
        "SELECT channel, count(*) AS n FROM voting_ballot WHERE activity = $1 GROUP BY channel ORDER BY n DESC",
        activity.id,
    )
    pots = [_pot(result, each, chosen) for each in result.pots]
    return ResultView(
        result=result,
        pots=pots,
        channels=[(str(CHANNELS.get(each["channel"], each["channel"])), each["n"]) for each in found],
        money=chosen.money,
        winners=sum(len(pot.winners) for pot in pots),
        options=sum(len(pot.winners) + len(pot.others) for pot in pots),
        used=money(sum(each.used * each.unit for each in result.pots), 1),
    )


def _pot(result: Result, outcome: Outcome, chosen: VotingSettings) -> PotView:
    def see(option: Decided) -> OptionView:
        return OptionView(
            id=option.option_id,
            title=option.title,
            cost=money(option.cost, outcome.unit),
            funded=option.funded,
            votes=option.decision.score,
            sentences=why(outcome, option, ballot=chosen.ballot, places=not chosen.money),
            overridden=option.overridden,
        )

    # Where all cost the same, votes for the money are votes.
    others = [
        each for each in result.by_rules(outcome.pot) if chosen.money or each.rule != "greedy_votes_per_cost"
    ]
    winners = [{option.option_id for option in each.options if option.decision.funded} for each in others]
    by_votes = sorted(outcome.options, key=lambda option: (-option.decision.score, option.decision.turn))
    names = {str(option.option_id): option.title for option in outcome.options}
    return PotView(
        slug=outcome.pot,
        name=outcome.name,
        outcome=outcome,
        budget=money(outcome.budget, outcome.unit),
        used=money(outcome.used, outcome.unit),
        left=money(max(outcome.budget - outcome.used, 0), outcome.unit),
        winners=[see(option) for option in outcome.winners],
        others=[see(option) for option in outcome.others],
        rules=[(each.rule, RULE_NAMES[each.rule]) for each in others],
        compared=[
            (each.title, [each.option_id in won for won in winners], each.decision.score) for each in by_votes
        ],
        differ=any(won != winners[0] for won in winners),
        ties=[_tie(tie, names) for tie in outcome.ties],
        explained=_explained(outcome),
    )


def _tie(tie: dict[str, Any], names: dict[str, str]) -> tuple[list[str], Text]:
    return [names.get(key, key) for key in tie["keys"]], TIE_WORDS[tie["by"]]


def _explained(outcome: Outcome) -> list[Text | str]:
    """How the rule works, in a few sentences, with this vote's own figures."""
    if outcome.rule == "greedy_votes":
        return [
            _("The options are looked at in order, those with most votes first."),
            _(
                "Each one that the rest of the budget covers is funded. One that costs too much is passed over."
            ),
        ]
    if outcome.rule == "greedy_votes_per_cost":
        return [
            _("The options are looked at in order, those with most votes for each krone first."),
            _(
                "Each one that the rest of the budget covers is funded. One that costs too much is passed over."
            ),
        ]
    return _shares_explained(outcome)


def _shares_explained(outcome: Outcome) -> list[Text | str]:
    share, raised = Fraction(outcome.note["share"]), Fraction(outcome.note["raised"])
    found: list[Text | str] = [
        _("Each voter gets an equal part of the budget: {share}.").format(share=money(share, outcome.unit)),
        _(
            "An option is funded when those who chose it can pay for it together. They share its cost equally."
        ),
        _("Nobody pays for what they did not choose, and nobody pays more than their part."),
    ]
    if raised:
        found.append(
            _(
                "Since money would have been left over, each part was raised by {raised} and the votes counted anew, until "
                "a higher one would have cost more than the budget."
            ).format(raised=money(raised, outcome.unit))
        )
    found.append(_("What was still left went to the options with most votes that it was enough for."))
    return found
