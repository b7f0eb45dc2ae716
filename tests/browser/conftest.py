"""The real server and worker as processes of their own, and Chromium in front of them."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from core.contributions import seed_defaults
from core.host import House
from core.people import Person
from core.settings import settings
from core.tenancy import PLATFORM, Tenant, scope
from tests.support.chromium import CHROMIUM, NO_CHROMIUM
from tests.support.outage import until_true
from tests.support.people import session_for
from tests.support.processes import free_port, listening
from tests.support.towns import Towns

Open = Callable[..., Awaitable[Page]]


@pytest.fixture(scope="package")
def port(house: House) -> Iterator[int]:
    """`allmenning serve` and `allmenning worker` on this test process' database; ended with the last test in this folder, since
    a worker that goes on would take the jobs of other tests."""
    found = free_port()
    environment = os.environ | {"ALLMENNING_PUBLIC_PORT": str(found)}
    command = str(Path(sys.executable).with_name("allmenning"))
    running = [
        subprocess.Popen([command, "serve", "--port", str(found), "--workers", "1"], env=environment),
        subprocess.Popen([command, "worker"], env=environment),
    ]
    try:
        until_true(lambda: listening(found), "the server did not start", seconds=90)
        yield found
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=30)


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.fail(NO_CHROMIUM)
    async with async_playwright() as playwright:
        rules = "--host-resolver-rules=MAP *.test 127.0.0.1"
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", rules],
        )
        yield browser
        await browser.close()


@pytest.fixture(scope="module")
async def towns(two_towns: Towns) -> Towns:
    """Two towns with topics and statuses."""
    for town in two_towns:
        async with scope(town):
            await seed_defaults()
    return two_towns


@pytest.fixture
async def open_page(chromium: Browser, port: int) -> AsyncIterator[Open]:
    """`page = await open_page(tenant, "/projects", person=kari, width=375, scheme="dark", script=False)`"""
    contexts: list[BrowserContext] = []

    async def open_(
        tenant: Tenant,
        path: str = "/",
        *,
        person: Person | None = None,
        width: int = 1280,
        scheme: Any = "light",
        script: bool = True,
        locale: str = "en-GB",
    ) -> Page:
        context = await chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            locale=locale,
            reduced_motion="reduce",
        )
        contexts.append(context)
        host = settings().platform_host if tenant is PLATFORM else tenant.hosts[0]
        base = f"http://{host}:{port}"
        if person is not None:
            token = await session_for(tenant, person)
            await context.add_cookies([{"name": "session", "value": token, "url": base, "httpOnly": True}])
        page = await context.new_page()
        page.set_default_timeout(15_000)
        await page.goto(base + path)
        return page

    yield open_
    for context in contexts:
        await context.close()
