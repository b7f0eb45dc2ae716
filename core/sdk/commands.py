"""What a plugin's own shell commands are made of. A plugin names them in the entry-point group `allmenning.commands`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from core.commands.running import run
from core.projects.place import Place, place_at
from core.tenancy import scope, site
from core.tenancy.registry import tenant_at


class NotFoundHere(LookupError):
    """No such place or activity; the message names it."""


@asynccontextmanager
async def at_activity(*, host: str, path: str) -> AsyncIterator[Place]:
    """Stand in an activity: `path` is `<project>/<activity>`, as in its address. One transaction. Raises NotFoundHere."""
    tenant = await tenant_at(host)
    if tenant is None:
        raise NotFoundHere(f"no place answers at {host}")
    async with scope(tenant):
        project, _slash, activity = path.strip("/").removeprefix("projects/").partition("/")
        place = await place_at(await site(), project, activity)
        if place is None or place.activity is None:
            raise NotFoundHere(f"there is no activity at {path}")
        yield place


__all__ = ["NotFoundHere", "at_activity", "run"]
