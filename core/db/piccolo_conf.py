"""Where Piccolo looks for its engine."""

from core.db.engine import ENGINE as DB

__all__ = ["DB"]
