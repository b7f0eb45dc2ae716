"""What a ballot must hold to be cast: every reason why it does not, in words. No database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.sdk import Text, _, ngettext
from plugins.voting.ballot.marks import Marks
from plugins.voting.money import say_kroner
from plugins.voting.options import Part, VoteOption
from plugins.voting.settings import VotingSettings


@dataclass(frozen=True)
class Offer:
    """Everything that can be voted for, and how."""

    chosen: VotingSettings
    options: Sequence[VoteOption]
    parts: Sequence[Part]

    @property
    def districts(self) -> list[Part]:
        return [part for part in self.parts if part.kind == "district"]

    @property
    def one_district(self) -> bool:
        return self.chosen.districts == "one" and bool(self.districts)

    def open_to(self, district: int | None) -> list[VoteOption]:
        """Options that may be chosen on a ballot of this district: its own, and those that are for all."""
        if not self.one_district:
            return list(self.options)
        return [option for option in self.options if option.district in (None, district)]

    def spent(self, marks: Marks) -> int:
        return sum(option.cost for option in self.options if option.id in marks.choices)


def check_marks(offer: Offer, marks: Marks) -> list[Text]:
    """Everything that must be mended before it can be cast."""
    found = _district(offer, marks) + _options(offer, marks)
    found += _counts(offer.chosen, marks)
    if offer.chosen.spends:
        found += _budgets(offer, marks)
    elif offer.chosen.ballot == "points":
        found += _points(offer.chosen, marks)
    elif offer.chosen.ballot == "ranking":
        found += _ranks(marks)
    return found


def _district(offer: Offer, marks: Marks) -> list[Text]:
    known = {part.id for part in offer.districts}
    if offer.one_district and marks.district not in known:
        return [_("Choose the district that you vote in.")]
    return []


def _options(offer: Offer, marks: Marks) -> list[Text]:
    here = {option.id for option in offer.options}
    open_ones = {option.id for option in offer.open_to(marks.district)}
    found = []
    if marks.choices.keys() - here:
        found.append(_("An option on your ballot is no longer there. Look through your choices and go on."))
    other = [option for option in offer.options if option.id in marks.choices and option.id not in open_ones]
    found += [_("“{title}” is in another district.").format(title=option.title) for option in other]
    return found


def _counts(chosen: VotingSettings, marks: Marks) -> list[Text]:
    count = len(marks.choices)
    if count < chosen.least:
        least = ngettext("Choose at least {n} option.", "Choose at least {n} options.", chosen.least)
        return [least.format(n=chosen.least)]
    if chosen.most and count > chosen.most:
        most = ngettext(
            "You can choose at most {n} option. You have chosen {count}.",
            "You can choose at most {n} options. You have chosen {count}.",
            chosen.most,
        )
        return [most.format(n=chosen.most, count=count)]
    return []


def _budgets(offer: Offer, marks: Marks) -> list[Text]:
    """The whole, and each category and district that has a budget of its own."""
    over = offer.spent(marks) - offer.chosen.budget_ore
    if not offer.chosen.money:
        return _too_many(over)
    found = []
    if over > 0:
        found.append(
            _("Your choices cost {sum} more than the budget. Take something out.").format(
                sum=say_kroner(over)
            )
        )
    for part in offer.parts:
        inside = [o for o in offer.options if o.id in marks.choices and part.id in (o.category, o.district)]
        over = sum(option.cost for option in inside) - part.budget if part.budget is not None else 0
        if over > 0:
            said = _("In “{name}” your choices cost {sum} more than its budget.")
            found.append(said.format(name=part.name, sum=say_kroner(over)))
    return found


def _too_many(over: int) -> list[Text]:
    if over <= 0:
        return []
    said = ngettext("You have chosen {n} too many.", "You have chosen {n} too many.", over)
    return [said.format(n=over)]


def _points(chosen: VotingSettings, marks: Marks) -> list[Text]:
    given = sum(marks.choices.values())
    found = []
    if given > chosen.points:
        said = ngettext(
            "You have given {given} points, and have {n} to give.",
            "You have given {given} points, and have {n} to give.",
            chosen.points,
        )
        found.append(said.format(given=given, n=chosen.points))
    if chosen.most_points and any(mark > chosen.most_points for mark in marks.choices.values()):
        found.append(_("Give at most {n} points to one option.").format(n=chosen.most_points))
    return found


def _ranks(marks: Marks) -> list[Text]:
    twice = sorted(rank for rank, times in Counter(marks.choices.values()).items() if times > 1)
    return [_("You have given place {n} to more than one option.").format(n=rank) for rank in twice]
