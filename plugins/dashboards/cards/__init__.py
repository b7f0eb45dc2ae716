"""What stands on a dashboard, in this order.

A new card: a function `async def card(asked: Asked) -> list[Block]` in a folder or file by its subject, named here. It heeds what
was asked (project, activity, period, channel), gives each block its n, and answers with [] where it has nothing
to say or cannot tell what was asked for.
"""

from core.sdk import _
from plugins.dashboards.cards.answers import how_soon
from plugins.dashboards.cards.benchmarks import beside_others
from plugins.dashboards.cards.deeds import deeds_over_time, what_they_did
from plugins.dashboards.cards.mails import how_far_word_reached
from plugins.dashboards.cards.methods import of_methods
from plugins.dashboards.cards.people import by_channel, over_time, who_took_part
from plugins.dashboards.cards.section import Section
from plugins.dashboards.cards.visits import how_far, where_from, who_came

SECTIONS: tuple[Section, ...] = (
    Section(
        id="people",
        title=_("Those who took part"),
        cards=(who_took_part, over_time, by_channel, what_they_did, deeds_over_time),
    ),
    Section(id="answers", title=_("The municipality's answers"), cards=(how_soon,)),
    Section(id="visits", title=_("Those who came"), cards=(who_came, how_far, where_from), public=False),
    Section(id="mails", title=_("Those who were told"), cards=(how_far_word_reached,), public=False),
    Section(id="methods", title=_("From each way to take part"), cards=(of_methods,)),
    Section(id="benchmarks", title=_("Beside others"), cards=(beside_others,), public=False),
)
