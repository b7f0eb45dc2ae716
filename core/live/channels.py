"""Channels in Redis: always below the place's own name, so that no place hears another."""

import re

from core.tenancy import current_tenant

PREFIX = "allmenning:live:"
_CHANNEL = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}\Z")


def full_channel(channel: str) -> str:
    """The channel of the place in scope."""
    if not _CHANNEL.match(channel):
        raise ValueError(f"not a name of a channel: {channel!r}")
    return f"{PREFIX}{current_tenant().id}:{channel}"
