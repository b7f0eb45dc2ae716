"""A plugin says to the moderators: look at this. It hides nothing, and what a moderator has settled does not come up again."""

from core.contributions.screening import flag
from core.db import value

# What may be suggested, with the words for it in core.moderation.words.
SUGGESTIONS = ("harsh", "like_spam")
_LONGEST = 200


async def suggest_to_moderators(*, contribution_id: int, reason: str, text: str = "") -> bool:
    """True where it is new. `text`: what was found, as the moderator sees it. A draft, or what is gone, is passed over."""
    if reason not in SUGGESTIONS:
        raise ValueError(reason)
    waits = await value(
        "SELECT EXISTS (SELECT 1 FROM contribution c WHERE c.id = $1 AND c.state IN ('published', 'internal', 'waiting')) "
        "AND NOT EXISTS (SELECT 1 FROM contribution_flag f WHERE f.contribution = $1 AND f.reason = $2 AND f.text = $3 "
        "AND f.person IS NULL AND f.settled_at IS NOT NULL)",
        contribution_id,
        reason,
        text[:_LONGEST],
    )
    return bool(waits) and await flag(contribution_id=contribution_id, reason=reason, text=text[:_LONGEST])
