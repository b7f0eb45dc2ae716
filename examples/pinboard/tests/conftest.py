"""The test bench comes from the SDK (`addopts` in pyproject.toml names it); here only what is this plugin's own."""

from collections.abc import Sequence
from types import ModuleType

import allmenning_pinboard
import pytest
from allmenning_pinboard.settings import PinboardSettings

from core.sdk import Localized
from core.sdk.testing import Stand, Towns, new_activity


@pytest.fixture(scope="session")
def plugin_modules() -> Sequence[ModuleType]:
    """The house with this plugin alone: what passes here needs no other one."""
    return [allmenning_pinboard]


@pytest.fixture(scope="session")
def settings() -> PinboardSettings:
    """A question, and room for 60 characters."""
    return PinboardSettings(question=Localized({"nb": "Hva savner du i havna?"}), max_length=60)


@pytest.fixture
async def board(two_towns: Towns, settings: PinboardSettings) -> Stand:
    """An open board in the first town."""
    return await new_activity(two_towns.a, "pinboard", settings=settings)
