"""Which cards of a project residents see: staff choose, and what is chosen follows what happens."""

from collections.abc import Sequence
from datetime import UTC, datetime

from core.sdk import Block, execute, value
from plugins.dashboards.asked import Asked, asked_of
from plugins.dashboards.cards import SECTIONS
from plugins.dashboards.showing import Shown, shown
from plugins.dashboards.small import for_residents

MOST = 200


async def chosen(*, project_id: int) -> list[str]:
    """Their ids; empty: residents see no figures."""
    found: list[str] | None = await value("SELECT cards FROM dashboards_shown WHERE project = $1", project_id)
    return found or []


async def choose(*, project_id: int, cards: Sequence[str]) -> None:
    """Instead of what was chosen before."""
    kept = list(dict.fromkeys(cards))[:MOST]
    if not kept:
        await execute("DELETE FROM dashboards_shown WHERE project = $1", project_id)
        return
    await execute(
        "INSERT INTO dashboards_shown (project, cards) VALUES ($1, $2) "
        "ON CONFLICT (project) DO UPDATE SET cards = excluded.cards, at = now()",
        project_id,
        kept,
    )


async def offered(*, project_id: int) -> list[Shown]:
    """All cards that may be shown to residents, as they would see them now."""
    public = [section for section in SECTIONS if section.public]
    found = []
    for each in await shown(_all_time(project_id), public):
        blocks = [safe for block in each.blocks if (safe := for_residents(block)) is not None]
        if blocks:
            found.append(Shown(each.section, blocks))
    return found


async def seen_by_residents(*, project_id: int) -> list[Shown]:
    wanted = set(await chosen(project_id=project_id))
    if not wanted:
        return []
    found = [
        Shown(each.section, [block for block in each.blocks if block.id in wanted])
        for each in await offered(project_id=project_id)
    ]
    return [each for each in found if each.blocks]


async def one_of(*, project_id: int, block_id: str) -> Block | None:
    """A chosen card, for its file."""
    for each in await seen_by_residents(project_id=project_id):
        for block in each.blocks:
            if block.id == block_id:
                return block
    return None


def _all_time(project_id: int) -> Asked:
    return asked_of({}, now=datetime.now(UTC), project_id=project_id, activity_id=None)
