"""Making a place: role, schema, tables as they are now. Deleting it: nothing stays."""

import secrets
from collections.abc import Sequence
from typing import Any, Required, TypedDict, Unpack

import asyncpg

from core.db import ENGINE, execute, run_script, savepoint
from core.db.migrations import create_as_now
from core.host.capabilities import ACCEPTED
from core.host.house import house
from core.host.switching import tell_enabled
from core.i18n import _
from core.tenancy import PLATFORM, Kind, Status, Tenant, after_commit, scope, within
from core.tenancy.registry import forget_tenants
from core.text import Refused

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # no letters that look like digits

WAIT = "10s"  # for tasks that run in a place that is to be deleted


class HostTaken(Refused):
    """Another place has this address."""

    def __init__(self) -> None:
        super().__init__(_("This address is taken. Choose another one."))


class OrganisationTaken(Refused):
    """There is a place for this organisation already."""

    def __init__(self) -> None:
        super().__init__(_("This organisation has a place here already."))


_TAKEN: dict[str, type[HostTaken | OrganisationTaken]] = {
    "tenant_host_pkey": HostTaken,
    "tenant_register": OrganisationTaken,
    "tenant_orgnr": OrganisationTaken,
}


def new_tenant_id() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(8))


class Wish(TypedDict, total=False):
    """What a new place is to be. Without a status it is not yet confirmed."""

    name: Required[str]
    kind: Required[Kind]
    host: Required[str]
    organisation: dict[str, str]
    status: Status
    plugins: Sequence[str]
    settings: dict[str, Any]
    tenant_id: str


async def provision(**wish: Unpack[Wish]) -> Tenant:
    """Register a tenant and make its schema, all in one transaction.

    Raises HostTaken or OrganisationTaken; then nothing is left.
    """
    async with scope(PLATFORM):
        return await provision_here(**wish)


async def provision_here(**wish: Unpack[Wish]) -> Tenant:
    """The same inside the platform's open scope. A refusal leaves the scope alive, and nothing behind."""
    tenant = Tenant(
        id=wish.get("tenant_id") or new_tenant_id(),
        kind=wish["kind"],
        status=wish.get("status", Status.UNCONFIRMED),
        name=wish["name"],
        hosts=(wish["host"],),
        organisation=wish.get("organisation") or {},
    )
    try:
        async with savepoint():
            await _register(tenant)
            await make_schema(tenant, wish.get("plugins", ()), wish.get("settings", {}))
            await run_script(
                f"SET LOCAL ROLE {PLATFORM.role}; SET LOCAL search_path = {PLATFORM.schema}, public"
            )
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name not in _TAKEN:
            raise
        raise _TAKEN[error.constraint_name] from error
    await _tell_plugins(tenant, wish.get("plugins", ()))
    after_commit(_forget_tenants)
    return tenant


async def _forget_tenants() -> None:
    forget_tenants()


async def _tell_plugins(tenant: Tenant, plugins: Sequence[str]) -> None:
    """One that fails leaves the place without its first rows, and the place stands all the same."""
    curious = [lodger for lodger in house().lodgers.values() if hasattr(lodger.module, "tenant_enabled")]
    if told := [lodger for lodger in curious if lodger.plugin.id in plugins]:
        async with within(tenant):
            for lodger in told:
                await tell_enabled(lodger)


async def make_schema(tenant: Tenant, plugins: Sequence[str], settings: dict[str, Any]) -> None:
    """Role, schema and tables, in the open transaction; leaves it in the new tenant's role and schema."""
    role = f"CREATE ROLE {tenant.role} NOLOGIN"
    if (
        tenant.is_platform
    ):  # roles belong to the whole server: another installation's database may have made this one
        role = f"DO $$ BEGIN {role}; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
    await run_script(
        f"RESET ROLE; {role}; GRANT {tenant.role} TO CURRENT_USER; "
        f"CREATE SCHEMA {tenant.schema} AUTHORIZATION {tenant.role}; "
        f"SET LOCAL ROLE {tenant.role}; SET LOCAL search_path = {tenant.schema}, public"
    )
    for app in house().apps_of(list(plugins), platform=tenant.is_platform):
        await create_as_now(app)
    await execute(
        "UPDATE site SET settings = settings || $1",
        {**settings, "plugins": {plugin: _taken_as_it_is(plugin) for plugin in plugins}},
    )


def _taken_as_it_is(plugin_id: str) -> dict[str, Any]:
    """By the operator, who chose what is on in a new place; what a later version asks for is asked of its administrators."""
    return {ACCEPTED: list(house().lodgers[plugin_id].plugin.capabilities)}


async def _register(tenant: Tenant) -> None:
    await execute(
        "INSERT INTO tenant (id, kind, status, name, organisation) VALUES ($1, $2, $3, $4, $5)",
        tenant.id,
        tenant.kind,
        tenant.status,
        tenant.name,
        tenant.organisation,
    )
    for n, host in enumerate(tenant.hosts):
        await execute(
            "INSERT INTO tenant_host (host, tenant, main) VALUES ($1, $2, $3)", host, tenant.id, n == 0
        )


async def set_up_platform(settings: dict[str, Any]) -> bool:
    """Make the platform's own schema where there is none yet; whether it was made now."""
    transaction = ENGINE.open()
    await transaction.begin_with("BEGIN")
    try:
        await execute("SELECT pg_advisory_xact_lock(hashtext('allmenning platform'))")
        there = await ENGINE.connection.fetchval("SELECT to_regnamespace($1) IS NOT NULL", PLATFORM.schema)
        if not there:
            plugins = [
                lodger.plugin.id for lodger in house().lodgers.values() if lodger.plugin.where == "platform"
            ]
            await make_schema(PLATFORM, plugins, {"names": {"nb": "Allmenning"}, **settings})
    except BaseException:
        await transaction.end(commit=False)
        raise
    await transaction.end(commit=True)
    return not there


async def drop_tenant(tenant: Tenant) -> None:
    """Schema, role and registration go in one transaction. Files and cache are `core.host.archive`'s."""
    if tenant.is_platform:
        raise ValueError("the platform is not a tenant to delete")
    async with scope(PLATFORM):
        # A task that runs there is waited for, but not long: pages of other places must not queue up behind us.
        await run_script(f"SET LOCAL lock_timeout = '{WAIT}'")
        await execute("DELETE FROM tenant WHERE id = $1", tenant.id)
        await run_script(f"SET LOCAL ROLE {tenant.role}")
        await execute(f"DROP SCHEMA {tenant.schema} CASCADE")
        await ENGINE.connection.execute(
            f"RESET ROLE; DROP ROLE {tenant.role}; SET LOCAL ROLE {PLATFORM.role}; "
            f"SET LOCAL search_path = {PLATFORM.schema}, public"
        )
    forget_tenants()
