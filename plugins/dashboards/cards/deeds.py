"""What people did: lines of the log, by action and over time."""

from core.sdk import Block, _, deeds_in, label_of_action
from plugins.dashboards.asked import Asked
from plugins.dashboards.cards.steps import said

_SHOWN = 12


async def what_they_did(asked: Asked) -> list[Block]:
    """The most frequent first. Of a topic it cannot be told."""
    if asked.topic:
        return []
    found = await deeds_in(**asked.where, channel=asked.channel, by=("action",))
    if not found:
        return []
    found.sort(key=lambda each: -each.n)
    return [
        Block(
            id="deeds.actions",
            title=_("What people did"),
            kind="bars",
            n=sum(each.n for each in found),
            columns=(_("What"), _("Times")),
            rows=tuple((str(label_of_action(each.action)), each.n) for each in found[:_SHOWN]),
        )
    ]


async def deeds_over_time(asked: Asked) -> list[Block]:
    if asked.topic:
        return []
    found = await deeds_in(**asked.where, channel=asked.channel, step=asked.step)
    if len(found) < 2:  # noqa: PLR2004 - one point is no line
        return []
    return [
        Block(
            id="deeds.over_time",
            title=_("Activity over time"),
            kind="line",
            n=sum(each.n for each in found),
            columns=(_("From"), _("Times")),
            rows=tuple((said(each.at, asked.step), each.n) for each in found),
        )
    ]
