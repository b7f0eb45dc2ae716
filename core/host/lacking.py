"""What a place may not switch on now, and what it takes: asked of those plugins that belong to running the service."""

from collections.abc import Iterable

from core.host.hooks import ask_one
from core.host.hookspecs import Lack
from core.host.house import house
from core.text import Refused


class NotIncluded(Refused):
    """With what it takes."""

    def __init__(self, lack: Lack) -> None:
        super().__init__(lack.message)


async def lacking(plugin_ids: Iterable[str]) -> dict[str, Lack]:
    """By plugin. One that cannot answer hinders nobody."""
    asked = tuple(plugin_ids)
    keepers = [
        each for each in house().lodgers.values() if each.plugin.fixed and hasattr(each.module, "lacks")
    ]
    found: dict[str, Lack] = {}
    for keeper in keepers:
        heard = await ask_one(keeper, "lacks", expect=Lack, seconds=None, plugin_ids=asked)
        found |= {lack.plugin_id: lack for lack in heard.items}
    return found
