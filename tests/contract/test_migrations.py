"""Migrations are unique, and lead to the very tables that a new tenant is given."""

import secrets
from collections.abc import AsyncIterator

import pytest

from core.db import run_script
from core.db.migrations import App, run_pending
from core.host import House
from core.host.declaration import Enabled
from core.host.provision import provision
from core.tenancy import PLATFORM, Kind, Tenant, scope
from tests.support.schema import schema_of


def _apps(house: House) -> list[App]:
    return [house.core, house.platform, *(lodger.app for lodger in house.lodgers.values())]


def test_migration_names_begin_with_their_app_and_are_unique(house: House) -> None:
    names = [name for app in _apps(house) for name in app.names()]
    assert len(names) == len(set(names))
    for app in _apps(house):
        assert all(name.startswith(f"{app.id}_") for name in app.names())


def test_every_app_with_tables_has_a_history(house: House) -> None:
    assert [app.id for app in _apps(house) if app.tables and not app.names()] == []


async def test_replayed_history_equals_tables_as_now(house: House, replayed: Tenant) -> None:
    plugins = [lodger.plugin.id for lodger in house.lodgers_in(Enabled.TENANTS)]
    now = await provision(name="Now", kind=Kind.OTHER, host=f"{secrets.token_hex(4)}.test", plugins=plugins)
    for app in house.apps_of(plugins, platform=False):
        async with scope(replayed):
            await run_pending(app)
    assert await schema_of(replayed) == await schema_of(now)


async def test_replayed_platform_equals_tables_as_now(house: House, replayed: Tenant) -> None:
    for app in (house.core, house.platform, *(lodger.app for lodger in house.lodgers_in(Enabled.PLATFORM))):
        async with scope(replayed):
            await run_pending(app)
    assert await schema_of(replayed) == await schema_of(PLATFORM)


@pytest.fixture
async def replayed(house: House) -> AsyncIterator[Tenant]:
    """A role and a schema with nothing in it, as a tenant before its first migration."""
    tenant = Tenant(f"r{secrets.token_hex(4)}", Kind.OTHER, PLATFORM.status, "Replayed")
    async with scope(PLATFORM):
        await run_script(
            f"RESET ROLE; CREATE ROLE {tenant.role} NOLOGIN; GRANT {tenant.role} TO CURRENT_USER; "
            f"CREATE SCHEMA {tenant.schema} AUTHORIZATION {tenant.role}; SET LOCAL ROLE {PLATFORM.role}"
        )
    yield tenant
    async with scope(PLATFORM):
        await run_script(
            f"SET LOCAL ROLE {tenant.role}; DROP SCHEMA {tenant.schema} CASCADE; RESET ROLE; DROP ROLE {tenant.role}; "
            f"SET LOCAL ROLE {PLATFORM.role}"
        )
