"""From the boxes of the typing page to a ballot's choices, and whether a ballot of that kind can say so."""

from collections.abc import Mapping, Sequence

from core.sdk import Refused, Text, Upload, _
from plugins.voting.options import VoteOption
from plugins.voting.settings import VotingSettings

Choices = dict[str, int]
Sent = Mapping[str, Sequence[str | Upload]]
_DIGITS = 4


class AgainstTheRules(Refused):
    """What stands on the paper is no ballot by this vote's rules."""


def number_of(sent: Sent) -> int | None:
    """The number that is written on the paper."""
    typed = _text(sent, "number")
    return int(typed) if typed.isdecimal() and typed.isascii() and 0 < len(typed) <= _DIGITS + 2 else None


def choices_of(sent: Sent, options: Sequence[VoteOption]) -> Choices:
    """Boxes that are empty, nonsense or nought are left out."""
    found = {}
    for option in options:
        typed = _text(sent, f"o{option.id}")
        if typed.isdecimal() and typed.isascii() and len(typed) <= _DIGITS and int(typed):
            found[str(option.id)] = int(typed)
    return found


def check(choices: Choices, *, chosen: VotingSettings, options: Sequence[VoteOption]) -> None:
    """An empty ballot is fine: it is blank or spoilt, and not counted. Raises AgainstTheRules."""
    if choices and (problem := _problem(choices, chosen, options)):
        raise AgainstTheRules(problem)


def _problem(choices: Choices, chosen: VotingSettings, options: Sequence[VoteOption]) -> Text | None:
    if chosen.most and len(choices) > chosen.most:
        return _("The paper names {n} options; at most {most} are allowed.").format(
            n=len(choices), most=chosen.most
        )
    if len(choices) < chosen.least:
        return _("The paper names {n} options; at least {least} are needed.").format(
            n=len(choices), least=chosen.least
        )
    if chosen.ballot == "points":
        return _points_problem(choices, chosen)
    if chosen.ballot == "ranking" and sorted(choices.values()) != list(range(1, len(choices) + 1)):
        return _("The order must be 1, 2, 3 and so on, each number once.")
    cost = sum(option.cost for option in options if str(option.id) in choices)
    if chosen.spends and cost > chosen.budget_ore:
        return _("The options on the paper cost more than the budget.")
    return None


def _points_problem(choices: Choices, chosen: VotingSettings) -> Text | None:
    if sum(choices.values()) > chosen.points:
        return _("The paper gives {n} points; there are {most} to give.").format(
            n=sum(choices.values()), most=chosen.points
        )
    if chosen.most_points and max(choices.values()) > chosen.most_points:
        return _("The paper gives one option more than {most} points.").format(most=chosen.most_points)
    return None


def _text(sent: Sent, name: str) -> str:
    values = sent.get(name, ())
    return values[-1].strip() if values and isinstance(values[-1], str) else ""
