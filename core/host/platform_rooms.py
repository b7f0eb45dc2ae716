"""A room on the platform for a plugin that stands on both sides: in the places, and once for all of them."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from core.host.declaration import Enabled
from core.host.house import house
from core.tenancy.acting import acting_as, acting_plugin
from core.tenancy.aside import at_platform

T = TypeVar("T")


class NoSuchRoom(LookupError):
    """No plugin of this id runs on the platform, or it is not part of the caller's own package."""


async def in_platform_room(work: Callable[[], Awaitable[T]], *, of: str) -> T:
    """Run `work` in the platform's schema, in a transaction of its own that stands whatever becomes of the place's.

    `of`: the id of a plugin with `where=Enabled.PLATFORM` that lies inside the calling plugin's own package; `work` runs as
    that plugin: no table of another plugin, and none that is the host's alone.
    What is sent here leaves the place: nothing of residents. Short, since it holds a second connection.
    Raises NoSuchRoom.
    """
    lodger, caller = house().lodgers.get(of), house().lodgers.get(acting_plugin())
    if lodger is None or lodger.plugin.where is not Enabled.PLATFORM:
        raise NoSuchRoom(of)
    if caller is not None and not lodger.module.__name__.startswith(f"{caller.module.__name__}."):
        raise NoSuchRoom(of)

    async def run() -> T:
        with acting_as(of):
            return await work()

    return await at_platform(run)
