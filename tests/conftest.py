"""The vendors' test bench is ours too: see `core/sdk/testing/`."""

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
