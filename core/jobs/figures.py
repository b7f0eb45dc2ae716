"""How much waits in all outboxes together: counted at each sweep, kept in Redis, read where the operator looks."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import msgspec
from redis.exceptions import RedisError

from core.db import row
from core.jobs.redis import hint_redis

_KEPT = "allmenning:swept"
_COUNT = """
    SELECT count(*) FILTER (WHERE failed_at IS NULL AND due_at <= now()) AS due,
        min(due_at) FILTER (WHERE failed_at IS NULL) AS oldest, count(failed_at) AS stopped FROM outbox
"""


@dataclass(frozen=True, kw_only=True)
class Swept:
    """`due`: jobs that could run now; `oldest`: seconds that the oldest of them has waited; `stopped`: those given up;
    `unread`: places whose outbox could not be read; `at`: when it was counted."""

    at: datetime
    due: int = 0
    oldest: float = 0.0
    stopped: int = 0
    unread: int = 0

    async def with_this_place(self) -> "Swept":
        """And what waits in the place in scope."""
        found = await row(_COUNT) or {}
        waited = (datetime.now(UTC) - found["oldest"]).total_seconds() if found["oldest"] else 0.0
        return replace(
            self,
            due=self.due + found["due"],
            stopped=self.stopped + found["stopped"],
            oldest=max(self.oldest, waited),
        )


async def keep_swept(redis: Any, swept: Swept) -> None:
    await redis.set(_KEPT, msgspec.json.encode(swept))


async def last_swept() -> Swept | None:
    """None where no worker has swept yet, or Redis is away."""
    try:
        kept = await hint_redis().get(_KEPT)
    except (RedisError, OSError):
        return None
    return msgspec.json.decode(kept, type=Swept) if kept else None
