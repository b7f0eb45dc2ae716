"""What plugins offer each other, asked through the host: no plugin knows another one."""

from datetime import datetime
from pathlib import Path
from typing import Any

from core.host.hooks import items_from_plugins
from core.host.hookspecs import Block, Conclusion, Export
from core.host.house import house
from core.tenancy import site


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


async def ask_conclusions(*, project_id: int) -> list[Conclusion]:
    """What every plugin that is on here has concluded in a project: what an answer may answer."""
    found: list[Conclusion] = await items_from_plugins(
        "conclusions", expect=Conclusion, project_id=project_id
    )
    return found


async def ask_portraits(*, project_id: int, who: frozenset[bytes]) -> list[Block]:
    """What is known of some of a project's participants, of every plugin that is on here; nothing small is told."""
    found: list[Block] = await items_from_plugins("portraits", expect=Block, project_id=project_id, who=who)
    return found


async def ask_exports(activity: Any) -> list[Export]:
    """The tables of an activity (`core.sdk.Activity`), of every plugin that is on here. Their rows are not read by asking."""
    found: list[Export] = await items_from_plugins("exports", expect=Export, activity=activity)
    return found


async def courses_of_plugins() -> list[tuple[Path, str]]:
    """Folders with courses that plugins which are on here bring (`Plugin(courses="courses")`), each with the plugin's id."""
    here = await site()
    return [
        (lodger.folder / lodger.plugin.courses, lodger.plugin.id)
        for lodger in house().lodgers.values()
        if lodger.plugin.courses and here.enabled(lodger.plugin.id)
    ]
