"""Demonstration content, written through the same services that people use."""

from core.sdk import Seeding


async def seed(seeding: Seeding) -> None:
    """A deliberation just opened, half way, or finished."""
    del seeding
