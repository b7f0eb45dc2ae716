"""An expert at the desk, an administrator in a town, and the way of mail between them."""

import re
from collections.abc import Awaitable, Callable

import httpx
import pytest

from core.jobs.testing import run_due_jobs
from core.outside.mail import FolderMailer
from core.people import Person, Role
from core.tenancy import PLATFORM, Tenant
from tests.conftest import Client, MakePerson

REASON = "Kari asked for help with the logo"
Enter = Callable[[httpx.AsyncClient, Tenant], Awaitable[httpx.AsyncClient]]


@pytest.fixture
async def siri(make_person: MakePerson) -> Person:
    return await make_person(PLATFORM, role=Role.SUPPORT, name="Siri Support")


@pytest.fixture
async def desk(client: Client, siri: Person) -> httpx.AsyncClient:
    return await client(PLATFORM, siri)


def door_in(answer: httpx.Response) -> str | None:
    found = re.search(r'href="(http://[^"]+/support/visit/[^"]+)"', answer.text)
    return found[1] if found else None


@pytest.fixture
def enter(client: Client) -> Enter:
    """`there = await enter(desk, town)`: the expert inside the town."""

    async def go(desk: httpx.AsyncClient, town: Tenant) -> httpx.AsyncClient:
        door = door_in(await desk.post(f"/desk/{town.id}/visit", data={"reason": REASON}))
        assert door is not None
        there = await client(town)
        assert (await there.post(door)).status_code == 303
        return there

    return go


async def last_mail(mails: FolderMailer, person: Person, tenant: Tenant) -> str:
    await run_due_jobs(tenant)
    sent = mails.sent(person.email)
    assert sent, person.email
    body = sent[-1].get_body(("plain",))
    assert body is not None
    return f"{sent[-1]['subject']}\n{body.get_content()}"
