"""Steps that the journeys of the account share: they go through the pages, as a person does."""

import re
import secrets

import httpx

from core.db import execute, value
from core.jobs.testing import run_due_jobs
from core.outside.mail import FolderMailer
from core.tenancy import Tenant, scope


def new_address() -> str:
    return f"{secrets.token_hex(6)}@example.org"


async def last_mail(tenant: Tenant, mails: FolderMailer, to: str) -> str:
    """The text of the newest mail to an address, once the jobs have run."""
    await run_due_jobs(tenant)
    body = mails.sent(to)[-1].get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


async def code_sent(tenant: Tenant, mails: FolderMailer, to: str) -> str:
    found = re.search(r"^\d{6}$", await last_mail(tenant, mails, to), re.MULTILINE)
    assert found, "no code in the mail"
    return found[0]


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def plant(visitor: httpx.AsyncClient, name: str, value: str) -> None:
    """Put a cookie into a browser, as the host itself would."""
    visitor.cookies.set(name, value, domain=visitor.base_url.host)


async def ask_for_code(visitor: httpx.AsyncClient, email: str, **more: str) -> httpx.Response:
    return await visitor.post("/sign-in", data={"email": email, **more})


async def sign_in(
    visitor: httpx.AsyncClient, tenant: Tenant, mails: FolderMailer, email: str, **more: str
) -> httpx.Response:
    await ask_for_code(visitor, email, **more)
    code = await code_sent(tenant, mails, email)
    return await visitor.post("/sign-in/code", data={"code": code})


async def register(
    visitor: httpx.AsyncClient, tenant: Tenant, mails: FolderMailer, email: str, **more: str
) -> httpx.Response:
    await visitor.post("/register", data={"name": "Kari Nordvik", "email": email, "agree": "on", **more})
    code = await code_sent(tenant, mails, email)
    return await visitor.post("/sign-in/code", data={"code": code})


async def is_signed_in(visitor: httpx.AsyncClient) -> bool:
    return (await visitor.get("/account")).status_code == 200


async def grow_stale(tenant: Tenant) -> None:
    """As if everybody's last code or password were an hour old."""
    async with scope(tenant):
        await execute("UPDATE session SET proved_at = now() - interval '1 hour'")


async def count_of(tenant: Tenant, table: str) -> int:
    async with scope(tenant, read_only=True):
        found: int = await value(f"SELECT count(*) FROM {table}")
    return found
