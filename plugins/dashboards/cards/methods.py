"""What each method tells of itself: the same blocks that reports have."""

from core.sdk import Block, ask_blocks
from plugins.dashboards.asked import Asked


async def of_methods(asked: Asked) -> list[Block]:
    """Methods know neither channel nor topic: where those were asked for, their figures would not be what was asked."""
    if asked.channel or asked.topic:
        return []
    found = await ask_blocks(
        project_id=asked.project_id, activity_id=asked.activity_id, since=asked.since, until=asked.until
    )
    return [block for block in found if not _told_already(block)]


def _told_already(block: Block) -> bool:
    """The number of participants stands above, once; and what nobody has touched says nothing."""
    return block.id.endswith(".participants") or (block.n == 0 and not block.value)
