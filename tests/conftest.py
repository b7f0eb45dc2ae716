"""Real PostgreSQL and Redis, the real application, and two towns. Nothing here is a mock."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

_FOLDER = Path(tempfile.mkdtemp(prefix="al-test-"))
os.environ |= {
    "ALLMENNING_MODE": "test",
    "ALLMENNING_SECRET_KEY": "a key for tests only, long enough to be taken",
    "ALLMENNING_PUBLIC_SCHEME": "http",
    "ALLMENNING_PLATFORM_HOST": "allmenning.test",
    "ALLMENNING_STORAGE_URL": f"file://{_FOLDER}/files",
    "ALLMENNING_SMTP_URL": f"folder://{_FOLDER}/mail",
    "ALLMENNING_QUIET": "1",
    "ALLMENNING_LOG_FORMAT": "text",
    "ALLMENNING_PAGE_CACHE_MB": "8",
}

_OFF = [
    n
    for n, f in (("ideas", "plugins/ideas"), ("tenants", "tenants"))
    if not (Path(f) / "__init__.py").is_file() or "def plugin" not in (Path(f) / "__init__.py").read_text()
]
os.environ.setdefault("ALLMENNING_PLUGINS_OFF", ",".join(_OFF))  # while the first plugins move in

import httpx  # noqa: E402 - the settings above must stand before anything of ours is imported
from litestar.types import ASGIApp  # noqa: E402

from core.app import build, make_app  # noqa: E402
from core.db import ENGINE  # noqa: E402
from core.host import House  # noqa: E402
from core.host.provision import set_up_platform  # noqa: E402
from core.local import LocalRedis, make_database, start_postgres  # noqa: E402
from core.outside.mail import FolderMailer  # noqa: E402
from core.people import Person, Role  # noqa: E402
from core.settings import settings  # noqa: E402
from core.tenancy import PLATFORM, Tenant  # noqa: E402
from tests.support.people import new_person, session_for  # noqa: E402
from tests.support.towns import Towns, new_town  # noqa: E402

Client = Callable[..., Awaitable[httpx.AsyncClient]]
MakePerson = Callable[..., Awaitable[Person]]


@pytest.fixture(scope="session")
def servers() -> Iterator[str]:
    """A PostgreSQL and a Redis for this test process; the administrator's address of the first."""
    postgres = start_postgres(_FOLDER / "pg", fast=True)
    redis = LocalRedis(_FOLDER / "redis").start()
    os.environ["ALLMENNING_REDIS_URL"] = redis.url
    yield postgres.get_uri()
    redis.stop()
    postgres.cleanup()
    shutil.rmtree(_FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
async def house(servers: str) -> AsyncIterator[House]:
    """Built, the database prepared, the pool started, the platform made."""
    os.environ["ALLMENNING_DATABASE_URL"] = await make_database(servers, "allmenning")
    settings.cache_clear()
    built = build()
    await ENGINE.start(settings().database_url, size=20)
    await set_up_platform({})
    yield built
    await ENGINE.stop()


@pytest.fixture(scope="session")
def app(house: House) -> ASGIApp:
    return make_app(house)


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
async def client(app: ASGIApp) -> AsyncIterator[Client]:
    """`await client(tenant)` is an anonymous visitor, `await client(tenant, person)` one with a session."""
    async with AsyncExitStack() as stack:

        async def make(
            tenant: Tenant, person: Person | None = None, *, role: Role | None = None
        ) -> httpx.AsyncClient:
            if role is not None:
                person = await new_person(tenant, role=role)
            host = settings().platform_host if tenant is PLATFORM else tenant.hosts[0]
            transport = httpx.ASGITransport(app=app, client=("203.0.113.7", 4711))
            made = httpx.AsyncClient(
                transport=transport, base_url=f"http://{host}", headers={"accept-language": "en"}
            )
            if person is not None:
                made.cookies.set("session", await session_for(tenant, person), domain=host)
            return await stack.enter_async_context(made)

        yield make


@pytest.fixture
def mails() -> FolderMailer:
    """The folder that mail goes to: `mails.sent("kari@example.org")`."""
    return FolderMailer(_FOLDER / "mail")
