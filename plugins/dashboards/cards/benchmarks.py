"""This place beside others of its size."""

from core.sdk import Block, Text, _, compared
from plugins.dashboards.asked import Asked

_NAMES: dict[str, Text] = {
    "participants": _("Participants for each 1,000 inhabitants"),
    "contributions": _("Contributions for each 1,000 inhabitants"),
    "deeds": _("Things done for each 1,000 inhabitants"),
    "projects": _("Projects published"),
}


async def beside_others(asked: Asked) -> list[Block]:
    """Only of the whole place and the last twelve months, since that is what is sent."""
    if asked.filtered or not asked.whole_place:
        return []
    found = [each for each in await compared() if each.name in _NAMES]
    if not found:
        return []
    places = max(each.places for each in found)
    return [
        Block(
            id="benchmarks.compared",
            title=_("Beside municipalities of our size"),
            kind="table",
            n=places,
            columns=(
                _("Last twelve months"),
                _("Here"),
                _("A quarter have less than"),
                _("Half have less than"),
                _("A quarter have more than"),
            ),
            rows=tuple(
                (
                    str(_NAMES[each.name]),
                    round(each.here, 1),
                    round(each.low, 1),
                    round(each.median, 1),
                    round(each.high, 1),
                )
                for each in found
            ),
            basis=_("{n} municipalities, this one among them").format(n=places),
        )
    ]
