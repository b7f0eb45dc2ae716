"""What moderators may want to look at, of what has just come. A suggestion with its reason: nothing is hidden by it."""

from plugins.insights.flags.suggesting import look_through

__all__ = ["look_through"]
