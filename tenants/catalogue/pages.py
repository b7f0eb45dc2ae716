"""One page; who works for support sees more on it."""

from dataclasses import dataclass, field

from core.db import rows
from core.host import Enabled, Plugin, house
from core.host.capabilities import say_capability
from core.http import Page, Visit, get, page
from core.i18n import Text

DAYS = 30
# A place's failures pause a plugin there: each pause is one incident.
_PAUSES = """
    SELECT plugin, count(*) AS n, count(DISTINCT tenant) AS places, max(at) AS latest FROM plugin_incident
    WHERE at > now() - make_interval(days => $1) GROUP BY plugin
"""


@dataclass(frozen=True)
class Entry:
    """A plugin in the catalogue. `pauses` in the last thirty days, in so many `places`: for support only."""

    plugin: Plugin
    asks: list[Text | str] = field(default_factory=list)
    pauses: int = 0
    places: int = 0


@get("/catalogue", action="site.view", at="platform")
async def catalogue(visit: Visit) -> Page:
    """What a place can switch on."""
    expert = visit.can("platform.support").allowed
    paused = {each["plugin"]: each for each in await rows(_PAUSES, DAYS)} if expert else {}
    return page(
        "tenants/catalogue.html",
        entries=[_entry(plugin, paused.get(plugin.id, {})) for plugin in _offered()],
        away=house().turned_away if expert else (),
        expert=expert,
        days=DAYS,
    )


def _offered() -> list[Plugin]:
    lodgers = house().lodgers_in(Enabled.TENANTS)
    return [lodger.plugin for lodger in lodgers if not lodger.plugin.fixed]


def _entry(plugin: Plugin, paused: dict[str, int]) -> Entry:
    asks = [say_capability(name) for name in plugin.capabilities]
    return Entry(plugin, asks, paused.get("n", 0), paused.get("places", 0))
