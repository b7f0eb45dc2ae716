"""Each decision in plain words: why, and what it would have needed."""

from fractions import Fraction

from core.sdk import Text, _, ngettext, say_number
from plugins.voting.counting.needed import voters_needed, votes_needed
from plugins.voting.counting.outcome import Why
from plugins.voting.money import say_kroner
from plugins.voting.results.load import Decided, Outcome

PER_COST = "greedy_votes_per_cost"


def money(amount: Fraction | int, unit: int) -> Text:
    """A sum in the outcome's unit, to the nearest øre."""
    return say_kroner(round(Fraction(amount) * unit))


def why(outcome: Outcome, option: Decided, *, ballot: str, places: bool) -> list[Text | str]:
    """Sentences. `ballot`: how people voted, as in the settings. `places`: no money is shared out."""
    said = (
        _funded(outcome, option, places=places)
        if option.decision.funded
        else _not_funded(outcome, option, ballot, places=places)
    )
    return [_support(option, ballot), *said]


def _support(option: Decided, ballot: str) -> Text | str:
    voters, score = option.decision.supporters, option.decision.score
    if ballot in ("knapsack", "approval"):
        return ngettext("{n} voter chose it.", "{n} voters chose it.", voters).format(n=say_number(voters))
    return ngettext(
        "{n} voter gave it {points} points.", "{n} voters gave it {points} points together.", voters
    ).format(n=say_number(voters), points=say_number(score))


def _funded(outcome: Outcome, option: Decided, *, places: bool) -> list[Text | str]:
    decision, unit = option.decision, outcome.unit
    if decision.why is Why.SHARED and option.cost and not places:
        return [_paid(option, unit)]
    if decision.why is Why.COMPLETED:
        if places:
            return [_("It got one of the places that were left over.")]
        return [_("It was paid with what was left over: {left}.").format(left=money(decision.left, unit))]
    if places:
        return [_("It was number {n} in turn, and there was a place for it.").format(n=decision.turn)]
    return [
        _("It was number {n} in turn, when {left} was left of the budget.").format(
            n=decision.turn, left=money(decision.left, unit)
        )
    ]


def _paid(option: Decided, unit: int) -> Text | str:
    decision = option.decision
    price = money(decision.price, unit)
    equal = decision.price * decision.payers == option.cost
    said = (
        ngettext("{n} voter paid {price}.", "{n} voters paid {price} each.", decision.payers)
        if equal
        else ngettext("{n} voter paid {price}.", "{n} voters paid up to {price} each.", decision.payers)
    )
    return said.format(n=say_number(decision.payers), price=price)


def _not_funded(outcome: Outcome, option: Decided, ballot: str, *, places: bool) -> list[Text | str]:
    decision, unit = option.decision, outcome.unit
    if decision.why is Why.NOBODY:
        return []
    if decision.why is Why.NOT_PAID:
        return _not_paid(outcome, option, places=places)
    found: list[Text | str] = []
    if places:
        found.append(_("All places were taken when its turn came."))
    else:
        found.append(
            _("When its turn came, {left} was left, and it costs {cost}.").format(
                left=money(decision.left, unit), cost=money(option.cost, unit)
            )
        )
    return [*found, *_more_votes(outcome, option, ballot)]


def _more_votes(outcome: Outcome, option: Decided, ballot: str) -> list[Text | str]:
    before = [
        (each.decision, each.cost) for each in outcome.options if each.decision.turn < option.decision.turn
    ]
    n = votes_needed(option.decision, cost=option.cost, before=before, per_cost=outcome.rule == PER_COST)
    if not n:
        return [_("No number of votes would have helped: it costs more than the whole budget.")]
    said = (
        ngettext("It would have needed {n} more vote.", "It would have needed {n} more votes.", n)
        if ballot in ("knapsack", "approval")
        else ngettext("It would have needed {n} more point.", "It would have needed {n} more points.", n)
    )
    return [said.format(n=say_number(n))]


def _not_paid(outcome: Outcome, option: Decided, *, places: bool) -> list[Text | str]:
    decision, unit = option.decision, outcome.unit
    if not decision.missing:
        return [_("Its voters could have paid for it, but then more than the whole budget would be spent.")]
    share = Fraction(outcome.note.get("share", "0")) + Fraction(outcome.note.get("raised", "0"))
    n = voters_needed(decision, share)
    more = ngettext(
        "It would have needed about {n} more voter who had not spent anything yet.",
        "It would have needed about {n} more voters who had not spent anything yet.",
        n,
    ).format(n=say_number(n))
    if places:
        return [more]
    return [
        _("Its voters had {left} left together, and it costs {cost}: {missing} was missing.").format(
            left=money(option.cost - decision.missing, unit),
            cost=money(option.cost, unit),
            missing=money(decision.missing, unit),
        ),
        more,
    ]
