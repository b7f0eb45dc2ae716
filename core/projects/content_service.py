"""Changing the description of a project. Each change locks the project's row, so that two at once both stand."""

from core.db import execute, value
from core.forms import check_version
from core.i18n import _
from core.projects.content import KINDS, Block, blocks_from, to_stored
from core.text.errors import Refused

MOST_BLOCKS = 60


class TooManyBlocks(Refused):
    def __init__(self) -> None:
        super().__init__(_("A description can have at most {n} parts.").format(n=MOST_BLOCKS))


class BlockGone(Refused):
    def __init__(self) -> None:
        super().__init__(_("This part is no longer there: a colleague has removed it."))


def new_block(kind: str) -> Block:
    """Raises KeyError for a kind that is not known."""
    made: Block = KINDS[kind][0]()
    return made


async def blocks_of(*, project_id: int) -> list[Block]:
    return blocks_from(await value("SELECT blocks FROM project WHERE id = $1", project_id))


async def set_blocks(*, project_id: int, blocks: list[Block]) -> None:
    """The whole description at once: for the demonstration and for duplicates."""
    await _write(project_id, blocks)


async def add_block(*, project_id: int, block: Block) -> str:
    blocks = await _locked(project_id)
    if len(blocks) >= MOST_BLOCKS:
        raise TooManyBlocks
    blocks.append(block)
    await _write(project_id, blocks)
    return block.id


async def change_block(*, project_id: int, block: Block, sent_version: str) -> None:
    """Raises StaleForm when a colleague changed this block meanwhile, BlockGone when it was removed."""
    blocks = await _locked(project_id)
    at = _index(blocks, block.id)
    check_version(current=blocks[at].version, sent=sent_version)
    block.version = blocks[at].version + 1
    blocks[at] = block
    await _write(project_id, blocks)


async def move_block(*, project_id: int, block_id: str, step: int) -> None:
    """`step` −1 is up, 1 is down; at the ends nothing happens."""
    blocks = await _locked(project_id)
    at = _index(blocks, block_id)
    to = min(max(at + step, 0), len(blocks) - 1)
    blocks.insert(to, blocks.pop(at))
    await _write(project_id, blocks)


async def remove_block(*, project_id: int, block_id: str) -> None:
    blocks = await _locked(project_id)
    del blocks[_index(blocks, block_id)]
    await _write(project_id, blocks)


def _index(blocks: list[Block], block_id: str) -> int:
    for n, block in enumerate(blocks):
        if block.id == block_id:
            return n
    raise BlockGone


async def _locked(project_id: int) -> list[Block]:
    return blocks_from(await value("SELECT blocks FROM project WHERE id = $1 FOR UPDATE", project_id))


async def _write(project_id: int, blocks: list[Block]) -> None:
    await execute(
        "UPDATE project SET blocks = $2, updated_at = now() WHERE id = $1", project_id, to_stored(blocks)
    )
