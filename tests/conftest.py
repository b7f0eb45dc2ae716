"""The vendors' test bench is ours too: see `core/sdk/testing/`."""

from collections.abc import Iterator

import pytest

from core.i18n import speaking
from core.sdk.testing import (
    Client,
    MakePerson,
    app,
    client,
    house,
    mails,
    make_person,
    plugin_modules,
    servers,
    town,
    two_towns,
)

collect_ignore = ["vendor"]  # a vendor's own tests: they run in a process of their own

__all__ = [
    "Client",
    "MakePerson",
    "app",
    "client",
    "house",
    "mails",
    "make_person",
    "plugin_modules",
    "servers",
    "town",
    "two_towns",
]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Texts that a test reads without a visitor are in the source language, whatever the catalogues say."""
    with speaking("en"):
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that no worker is left alone with them at the end."""
    items.sort(key=lambda item: item.path.name not in ("test_bad_input.py", "test_bad_addresses.py"))
