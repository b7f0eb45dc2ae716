"""People for tests, as vendors' tests make them."""

from core.sdk.testing import new_person, session_for

__all__ = ["new_person", "session_for"]
