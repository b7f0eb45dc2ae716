"""How many took part: by the one definition of a participant, exact for any stretch of days."""

from core.sdk import Block, Text, _, people_by_channel, people_in
from plugins.dashboards.asked import CHANNELS, Asked
from plugins.dashboards.cards.steps import said

_HOW = _(
    "A participant is a person who has done at least one thing in a project; in several projects, one in each."
)


async def who_took_part(asked: Asked) -> list[Block]:
    """How many, how many of them for the first time, and over time. Of a topic it cannot be told."""
    if asked.topic:
        return []
    (whole,) = await people_in(**asked.where, channel=asked.channel)
    found = [_figure("people.participants", _("Participants"), whole.total, whole.total)]
    if asked.since is not None and whole.total:
        found.append(_figure("people.new", _("New in this period"), whole.new, whole.total))
        found.append(_figure("people.returning", _("Here before"), whole.returning, whole.total))
    return found


async def over_time(asked: Asked) -> list[Block]:
    """A line for all, and one for those who came for the first time."""
    if asked.topic:
        return []
    found = await people_in(**asked.where, channel=asked.channel, step=asked.step)
    if len(found) < 2:  # noqa: PLR2004 - one point is no line
        return []
    return [
        Block(
            id="people.over_time",
            title=_("Participants over time"),
            kind="line",
            n=sum(each.new for each in found),
            columns=(_("From"), _("Participants"), _("New")),
            rows=tuple((said(each.at, asked.step), each.total, each.new) for each in found),
            description=_HOW,
        )
    ]


async def by_channel(asked: Asked) -> list[Block]:
    """On the web, on paper, in a meeting … A person who used two ways stands in both."""
    if asked.topic or asked.channel:
        return []
    found = await people_by_channel(**asked.where)
    counted = [(name, found[channel].total) for channel, name in CHANNELS.items() if channel in found]
    if len(counted) < 2:  # noqa: PLR2004 - one way is no comparison
        return []
    return [
        Block(
            id="people.channels",
            title=_("How people took part"),
            kind="bars",
            n=sum(number for _name, number in counted),
            columns=(_("How"), _("Participants")),
            rows=tuple(counted),
            description=_("A person who took part in two ways stands in both."),
        )
    ]


def _figure(key: str, title: Text, number: int, n: int) -> Block:
    return Block(id=key, title=title, kind="figure", n=n, value=number)
