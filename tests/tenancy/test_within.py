"""Acting as a tenant inside the platform's transaction: a new place is made whole, or not at all."""

import pytest

from core.db import NoTenantScope, execute, value
from core.tenancy import PLATFORM, current_tenant, scope, site, within
from tests.support.towns import Towns


async def test_within_is_that_tenant_and_then_the_platform_again(two_towns: Towns) -> None:
    async with scope(PLATFORM):
        async with within(two_towns.a):
            assert current_tenant() is two_towns.a
            assert (
                await value("SELECT current_user::text || ' ' || current_schema()")
                == f"{two_towns.a.role} {two_towns.a.schema}"
            )
            assert (await site()).name == two_towns.a.name
        assert current_tenant() is PLATFORM
        assert await value("SELECT current_schema()") == PLATFORM.schema
        assert (await site()).name == "Allmenning"


async def test_within_cannot_read_the_other_tenant_or_the_platform(two_towns: Towns) -> None:
    async with scope(PLATFORM):
        for schema in (two_towns.b.schema, PLATFORM.schema):
            with pytest.raises(Exception, match="permission denied"):
                async with within(two_towns.a):
                    await value(f"SELECT count(*) FROM {schema}.person")
        assert await value("SELECT current_user::text") == PLATFORM.role


async def test_within_that_raises_takes_back_what_it_wrote(two_towns: Towns) -> None:
    async with scope(PLATFORM):
        with pytest.raises(ZeroDivisionError):
            async with within(two_towns.a):
                await execute("INSERT INTO person (name) VALUES ('Nobody')")
                raise ZeroDivisionError
        assert (current_tenant(), await value("SELECT current_user::text")) == (PLATFORM, PLATFORM.role)
    async with scope(two_towns.a, read_only=True):
        assert await value("SELECT count(*) FROM person WHERE name = 'Nobody'") == 0


async def test_within_is_refused_to_tenants(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        with pytest.raises(NoTenantScope):
            async with within(two_towns.b):
                pass
        with pytest.raises(NoTenantScope):
            async with within(PLATFORM):
                pass


async def test_within_without_a_scope_is_refused(two_towns: Towns) -> None:
    with pytest.raises(NoTenantScope):
        async with within(two_towns.a):
            pass
