"""The cards of a dashboard, asked for one after the other: one that fails leaves the others standing."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from core.sdk import Block, value
from plugins.dashboards.asked import Asked
from plugins.dashboards.cards import SECTIONS
from plugins.dashboards.cards.section import Section


@dataclass(frozen=True)
class Shown:
    """A section with what its cards answered."""

    section: Section
    blocks: list[Block]

    @property
    def key(self) -> str:
        """Other where a figure is other: a page that is live draws only those sections anew."""
        return blake2b(repr(self.blocks).encode(), digest_size=8).hexdigest()


async def shown(asked: Asked, sections: Sequence[Section] = SECTIONS) -> list[Shown]:
    """Those that have something to say."""
    found = [
        Shown(section, [block for card in section.cards for block in await card(asked)])
        for section in sections
    ]
    return [each for each in found if each.blocks]


async def block_of(asked: Asked, block_id: str, sections: Sequence[Section] = SECTIONS) -> Block | None:
    """One card, for its file. Only sections until it is found are asked."""
    for section in sections:
        for card in section.cards:
            for block in await card(asked):
                if block.id == block_id:
                    return block
    return None


async def newest_line() -> int:
    """Of the log: how far the figures of this moment reach."""
    found: int = await value("SELECT coalesce(max(id), 0) FROM participation")
    return found
