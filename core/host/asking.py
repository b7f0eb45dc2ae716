"""What plugins offer each other, asked through the host: no plugin knows another one."""

from datetime import datetime

from core.host.hooks import items_from_plugins
from core.host.hookspecs import Block


async def ask_blocks(
    *,
    project_id: int | None = None,
    activity_id: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Block]:
    """The blocks of every plugin that is on here: of an activity, of a project, or (neither named) of the whole place.

    Never to be called from a hook `blocks` of your own: it would be asked again.
    """
    found: list[Block] = await items_from_plugins(
        "blocks", expect=Block, project_id=project_id, activity_id=activity_id, since=since, until=until
    )
    return found
