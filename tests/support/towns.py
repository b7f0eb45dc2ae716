"""Towns for tests, as vendors' tests make them."""

from core.sdk.testing import Towns, new_town

__all__ = ["Towns", "new_town"]
