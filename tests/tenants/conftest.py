"""Going through sign-up as a person would."""

import re
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from email.message import EmailMessage

import httpx
import pytest
from litestar.types import ASGIApp

from core.db import execute, row, value
from core.host import House
from core.jobs.testing import run_due_jobs
from core.outside.mail import FolderMailer
from core.tenancy import PLATFORM, Tenant, scope
from core.tenancy.registry import tenant_at

PLACE = {"language": "nb", "languages": ["nn", "en"], "colour": "#ffcc00"}


@dataclass
class Newcomer:
    """A person with a browser, on the platform's host."""

    browser: httpx.AsyncClient
    mails: FolderMailer
    email: str
    name: str = "Kari Ås"

    async def choose(self, **organisation: str) -> httpx.Response:
        return await self.browser.post("/sign-up", data=organisation)

    async def introduce(self, *, email: str = "") -> httpx.Response:
        self.email = email or self.email
        return await self.browser.post("/sign-up/you", data={"name": self.name, "email": self.email})

    async def last_mail(self) -> EmailMessage:
        await run_due_jobs(PLATFORM)
        return self.mails.sent(self.email)[-1]

    async def code(self) -> str:
        found = re.search(r"\b[0-9]{6}\b", str((await self.last_mail())["subject"]))
        assert found is not None
        return found[0]

    async def prove(self, code: str = "") -> httpx.Response:
        return await self.browser.post("/sign-up/code", data={"code": code or await self.code()})

    async def click(self, address: str, **more: object) -> httpx.Response:
        """The last click."""
        return await self.browser.post("/sign-up/place", data={**PLACE, "address": address, **more})

    async def come_to_the_last_step(self, **organisation: str) -> None:
        for answer in (await self.choose(**organisation), await self.introduce(), await self.prove()):
            assert answer.status_code == 303, answer.text
        assert answer.headers["location"] == "/sign-up/place"


Newcomers = Callable[[], Awaitable[Newcomer]]


@pytest.fixture
async def newcomer(app: ASGIApp, mails: FolderMailer) -> AsyncIterator[Newcomers]:
    """`kari = await newcomer()`: each with a browser, an address and a sender of their own."""
    async with AsyncExitStack() as stack:

        async def make() -> Newcomer:
            sender = f"203.0.113.{secrets.randbelow(250) + 1}"
            browser = httpx.AsyncClient(
                transport=httpx.ASGITransport(app=app, client=(sender, 4711)),
                base_url="http://allmenning.test",
                headers={"accept-language": "en"},
            )
            return Newcomer(
                await stack.enter_async_context(browser), mails, f"{secrets.token_hex(6)}@example.org"
            )

        yield make


@pytest.fixture(autouse=True)
async def _register_is_free(house: House) -> AsyncIterator[None]:
    """A real municipality can be signed up once: let the next test do it too."""
    yield
    async with scope(PLATFORM):
        await execute("UPDATE tenant SET organisation = '{}'")
        await execute("DELETE FROM tenants_register_domain")


@pytest.fixture
def address() -> str:
    return f"x{secrets.token_hex(5)}"


async def tenant_named(address: str) -> Tenant | None:
    return await tenant_at(f"{address}.allmenning.test")


_left_by_others = 0


@pytest.fixture(autouse=True)
async def clean_slate(house: House) -> None:
    """What other tests left half made is none of these tests' doing."""
    global _left_by_others  # noqa: PLW0603 - one test at a time
    _left_by_others = 0
    _left_by_others = await half_made()


async def half_made() -> int:
    """Schemas and roles that no tenant row knows, since the test began."""
    async with scope(PLATFORM, read_only=True):
        found: int = await value(
            "SELECT (SELECT count(*) FROM pg_namespace n WHERE nspname LIKE 't\\_%' "
            "        AND NOT EXISTS (SELECT 1 FROM tenant WHERE 't_' || id = nspname)) "
            "     + (SELECT count(*) FROM pg_roles WHERE rolname LIKE 't\\_%' "
            "        AND NOT EXISTS (SELECT 1 FROM tenant WHERE 't_' || id = rolname))"
        )
    return found - _left_by_others


async def registered(number: str) -> dict[str, object] | None:
    async with scope(PLATFORM, read_only=True):
        return await row("SELECT * FROM tenant WHERE organisation->>'register' = $1", number)
