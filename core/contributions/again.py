"""Changed after it was published, where a moderator reads first: it waits once more, or reading first would mean nothing."""

from core.contributions.screening import flag
from core.contributions.showing import show_files
from core.contributions.telling import tell_moderators
from core.db import value
from core.projects.place import Place

CHANGED = "changed"


async def wait_again(place: Place, *, contribution_id: int, text: str) -> None:
    """Out of sight until a moderator has looked. Its votes and comments stay with it."""
    files = await value(
        "UPDATE contribution SET state = 'waiting' WHERE id = $1 RETURNING files", contribution_id
    )
    await show_files(files, shown=False)
    await flag(contribution_id=contribution_id, reason=CHANGED)
    await tell_moderators(place, contribution_id=contribution_id, text=text, waits=True)


async def was_shown_before(*, contribution_id: int) -> bool:
    """It waits because it was changed: nobody needs to be told of it as of something new."""
    found: bool = await value(
        "SELECT EXISTS (SELECT 1 FROM contribution_flag WHERE contribution = $1 AND reason = $2 AND settled_at IS NULL)",
        contribution_id,
        CHANGED,
    )
    return found
