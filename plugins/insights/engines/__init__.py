"""Which engine makes sense of texts here."""

from plugins.insights.engines.chosen import engine

__all__ = ["engine"]
