"""Only what is this plugin's own: the bench (towns, people, clients, mails, jobs, days that pass) comes with Allmenning."""

from collections.abc import Sequence
from types import ModuleType

import pytest
from core.sdk import Localized
from core.sdk.testing import Stand, Towns, new_activity

import allmenning_walk
from allmenning_walk.settings import WalkSettings


@pytest.fixture(scope="session")
def plugin_modules() -> Sequence[ModuleType]:
    """The house with this plugin alone: what passes here needs no other one."""
    return [allmenning_walk]


@pytest.fixture
async def stand(two_towns: Towns) -> Stand:
    """An open activity in the first of two towns."""
    settings = WalkSettings(question=Localized({"nb": "Hva tenker du?"}), max_length=60)
    return await new_activity(two_towns.a, "walk", settings=settings)
