"""Is the result out?"""

from core.sdk import value


async def is_decided(*, activity_id: int) -> bool:
    found: bool = await value(
        "SELECT EXISTS (SELECT 1 FROM voting_count WHERE activity = $1 AND published_at IS NOT NULL)",
        activity_id,
    )
    return found
