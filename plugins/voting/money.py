"""Sums of money as people read and type them. Inside, a sum is whole øre."""

from core.sdk import Text, _, say_number
from plugins.voting.settings import ORE, VotingSettings


def say_kroner(ore: int) -> Text:
    """'1 250 kr', with øre only where there are any. The reader's language says what divides them."""
    whole, rest = divmod(abs(ore), ORE)
    number = say_number(whole) if not rest else f"{say_number(whole)}{say_number(1.5)[1]}{rest:02d}"
    return _("{sum} kr").format(sum=f"−{number}" if ore < 0 else number)


def say_cost(chosen: VotingSettings, cost: int) -> Text | None:
    """What an option costs, where money is shared out."""
    return say_kroner(cost) if chosen.money else None
