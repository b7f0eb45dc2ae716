"""Reports, the moderators' queue, and decisions with reasons."""

from core.moderation.queue import how_many_wait
from core.moderation.service import Decision, decide

__all__ = ["Decision", "decide", "how_many_wait"]
