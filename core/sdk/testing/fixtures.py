"""Real PostgreSQL and Redis, the real application, and two towns. Nothing here is a mock."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from types import ModuleType
from typing import Any

import httpx
import pytest

from core.app import build, make_app
from core.db import ENGINE
from core.host import House
from core.host.provision import set_up_platform
from core.local import LocalRedis, make_database, start_postgres
from core.outside.mail import FolderMailer
from core.people import Person, Role
from core.sdk.testing.environment import FOLDER
from core.sdk.testing.people import new_person, session_for
from core.sdk.testing.towns import Towns, new_town
from core.settings import settings
from core.tenancy import PLATFORM, Tenant

Client = Callable[..., Awaitable[httpx.AsyncClient]]
MakePerson = Callable[..., Awaitable[Person]]


@pytest.fixture(scope="session")
def servers() -> Iterator[str]:
    """A PostgreSQL and a Redis for this test process; the administrator's address of the first."""
    postgres = start_postgres(FOLDER / "pg", fast=True)
    redis = LocalRedis(FOLDER / "redis").start()
    os.environ["ALLMENNING_REDIS_URL"] = redis.url
    yield postgres.get_uri()
    redis.stop()
    postgres.cleanup()
    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def plugin_modules() -> Sequence[ModuleType] | None:
    """The plugins of the house: None for all that are installed. A vendor's tests may name theirs alone."""
    return None


@pytest.fixture(scope="session")
async def house(servers: str, plugin_modules: Sequence[ModuleType] | None) -> AsyncIterator[House]:
    """Built, the database prepared, the pool started, the platform made."""
    os.environ["ALLMENNING_DATABASE_URL"] = await make_database(servers, "allmenning")
    settings.cache_clear()
    built = build(plugin_modules)
    await ENGINE.start(settings().database_url, size=20)
    await set_up_platform({})
    yield built
    await ENGINE.stop()


@pytest.fixture(scope="session")
def app(house: House) -> Any:
    """The application as the web server runs it."""
    return make_app(house)


@pytest.fixture(scope="module")
async def town(house: House) -> Tenant:
    """A confirmed town with every plugin on, new for each test module."""
    return await new_town("Havneby")


@pytest.fixture(scope="module")
async def two_towns(house: House) -> Towns:
    """Two confirmed towns with every plugin on, new for each test module."""
    return Towns(await new_town("Havneby"), await new_town("Fjellvik"))


@pytest.fixture
def make_person(house: House) -> MakePerson:
    """`await make_person(tenant, role=Role.ADMIN, name=…, postcode=…)`"""

    async def make(tenant: Tenant, **about: object) -> Person:
        return await new_person(tenant, **about)  # type: ignore[arg-type]

    return make


@pytest.fixture
async def client(app: Any) -> AsyncIterator[Client]:
    """`await client(tenant)` is an anonymous visitor, `await client(tenant, person)` one with a session."""
    async with AsyncExitStack() as stack:

        async def make(
            tenant: Tenant, person: Person | None = None, *, role: Role | None = None
        ) -> httpx.AsyncClient:
            if role is not None:
                person = await new_person(tenant, role=role)
            visitor = await stack.enter_async_context(_visitor(app, tenant))
            if person is not None:
                token = await session_for(tenant, person)
                visitor.cookies.set("session", token, domain=visitor.base_url.host)
            return visitor

        yield make


@pytest.fixture
def mails() -> FolderMailer:
    """The folder that mail goes to: `mails.sent("kari@example.org")`."""
    return FolderMailer(FOLDER / "mail")


def _visitor(app: Any, tenant: Tenant) -> httpx.AsyncClient:
    host = settings().platform_host if tenant is PLATFORM else tenant.hosts[0]
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app, client=("203.0.113.7", 4711)),
        base_url=f"http://{host}",
        headers={"accept-language": "en"},
    )
