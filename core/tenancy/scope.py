"""The scope: one transaction, as one tenant's role, on one tenant's schema. The one door for requests and for jobs.

A scope that wrote something raises the tenant's content version in the same round trip as its COMMIT, so that a page kept
under that version is never stale and nobody can forget to say that content changed.
"""

import random
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from core.db import ENGINE, NoTenantScope, savepoint
from core.db.engine import HouseTransaction
from core.tenancy.tenant import Tenant

_SAFE_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}\Z")
CHANGE_SHARDS = 16  # rows that share the counting of changes, so that writers seldom wait for one another


@dataclass(slots=True)
class Scope:
    tenant: Tenant
    read_only: bool
    transaction: HouseTransaction
    quiet: bool = False  # what is written shows on no public page: kept pages stay good
    after_commit: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    ended: bool = False
    keeps: bool = False  # what was written stands although the answer is a refusal
    missing: list[str] = field(
        default_factory=list
    )  # plugins that could not answer: staff are told on the page
    site: Any = None  # the place's settings, once somebody in this scope has asked for them

    async def end(self, *, commit: bool) -> None:
        """Commit or roll back, once; then what was to happen after a commit."""
        if self.ended:
            return
        self.ended = True
        shows = commit and not (self.read_only or self.quiet)
        await self.transaction.end(commit=commit, first=_raise_content_version() if shows else "")
        if commit:
            for action in self.after_commit:
                await action()


_scope: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current_scope() -> Scope:
    found = _scope.get()
    if found is None:
        raise NoTenantScope("no tenant scope is open: use core.tenancy.scope(tenant)")
    return found


def current_tenant() -> Tenant:
    return current_scope().tenant


def after_commit(action: Callable[[], Awaitable[None]]) -> None:
    """Run this when the scope has committed; never when it rolls back. Only for hints that may be lost."""
    current_scope().after_commit.append(action)


def keep_writes() -> None:
    """Commit although a person is refused: a wrong try must be counted. Only where nothing else was written."""
    current_scope().keeps = True


def quietly() -> None:
    """What this request writes shows on no page that is kept in memory: kept pages stay good."""
    current_scope().quiet = True


async def open_scope(
    tenant: Tenant, *, read_only: bool = False, seconds: int = 15, quiet: bool = False
) -> Scope:
    """Begin. Use `scope()` unless, as the web layer does, you must commit before the first byte of an answer."""
    if _scope.get() is not None:
        raise NoTenantScope("a scope is open already: one unit of work is one tenant's")
    transaction = ENGINE.open()
    await transaction.begin_with(_begin(tenant, read_only=read_only, seconds=seconds))
    opened = Scope(tenant, read_only, transaction, quiet)
    _scope.set(opened)
    return opened


def leave_scope() -> None:
    """Forget the scope that this task opened, after it has ended."""
    ENGINE.current_transaction.set(None)
    _scope.set(None)


@asynccontextmanager
async def scope(
    tenant: Tenant, *, read_only: bool = False, seconds: int = 0, quiet: bool = False
) -> AsyncIterator[Scope]:
    """Work for one tenant: returns → committed, raises → rolled back.

    `seconds` bounds each statement; 0 = no bound. `quiet`: what is written shows on no public page.
    """
    opened = await open_scope(tenant, read_only=read_only, seconds=seconds, quiet=quiet)
    try:
        yield opened
    except BaseException:
        await opened.end(commit=False)
        raise
    else:
        await opened.end(commit=True)
    finally:
        leave_scope()


@asynccontextmanager
async def within(tenant: Tenant) -> AsyncIterator[None]:
    """From the platform's open scope, act as a tenant in the same transaction: a new place is whole, or not."""
    here = current_scope()
    if not here.tenant.is_platform:
        raise NoTenantScope("only the platform may act as a tenant")
    platform, platform_site = here.tenant, here.site
    try:
        async with savepoint():  # raise → role and path go back together with what was written
            await _become(tenant)
            here.tenant, here.site = tenant, None
            yield
            await _become(platform)
    finally:
        here.tenant, here.site = platform, platform_site


async def _become(tenant: Tenant) -> None:
    await ENGINE.connection.execute(
        f"SET LOCAL ROLE {_safe(tenant.role)}; SET LOCAL search_path = {_safe(tenant.schema)}, public"
    )


def _safe(name: str) -> str:
    if not _SAFE_NAME.match(name):
        raise NoTenantScope(f"not a schema name: {name!r}")
    return name


def _begin(tenant: Tenant, *, read_only: bool, seconds: int) -> str:
    return (
        f"BEGIN{' READ ONLY' if read_only else ''}; SET LOCAL ROLE {_safe(tenant.role)}; "
        f"SET LOCAL search_path = {_safe(tenant.schema)}, public; SET LOCAL statement_timeout = '{seconds}s'"
    )


def _raise_content_version() -> str:
    shard = random.randrange(CHANGE_SHARDS)  # noqa: S311 - spreading load, not a secret
    return (
        f"UPDATE site_change SET version = version + 1 WHERE shard = {shard} "
        "AND pg_current_xact_id_if_assigned() IS NOT NULL"
    )
