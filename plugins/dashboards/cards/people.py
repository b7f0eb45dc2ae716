"""How many took part: by the one definition of a participant."""

from core.sdk import Block, _, participants
from plugins.dashboards.asked import Asked


async def who_took_part(asked: Asked) -> list[Block]:
    people = await participants(project_id=asked.project_id, activity_id=asked.activity_id)
    return [Block(id="people.participants", title=_("Participants"), kind="figure", n=people, value=people)]
