"""The proof of the tutorial: 'neighbourhood walk', written by following it, as a wheel of its own in a real browser.

Built, installed beside the service, accepted in one of two towns, used with and without script, upgraded with a migration and a
new capability, switched off, taken out, removed.
"""

import os
import re
import shutil
import sys
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, Page, expect

from core.db import rows, value
from core.people import Role
from core.settings import project_folder
from core.tenancy import Tenant, scope
from tests.browser.steps import too_wide
from tests.contract.test_pinboard import send, visit
from tests.support.axe import broken_rules
from tests.support.people import new_person, session_for
from tests.support.processes import allmenning, run_program, serving
from tests.support.towns import Towns

pytestmark = pytest.mark.xdist_group("processes")
VENDOR = project_folder() / "tests" / "vendor"
OWN_UV = project_folder() / ".local" / "tools" / "bin" / "uv"
PICTURES = os.environ.get("AL_PICTURES")  # a folder, for whoever wants to look


async def install(source: Path, into: Path) -> str:
    """Build the wheel, put it into a folder of its own; what goes on the path."""
    uv = str(OWN_UV) if OWN_UV.exists() else shutil.which("uv")
    assert uv, "uv builds and installs the wheel, and it is neither in .local/tools nor on the path"
    built = await run_program(uv, "build", "--wheel", str(source), "--out-dir", str(into / "wheels"))
    assert built.code == 0, built.err
    (wheel,) = (into / "wheels").glob("allmenning_walk-*.whl")
    target = into / "installed"
    options = ("--python", sys.executable, "--no-deps", "--target", str(target))
    put = await run_program(uv, "pip", "install", *options, str(wheel))
    assert put.code == 0, put.err
    return str(target)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Version 1.0 as it stands in the repository, and 1.1: the same with the patch beside it."""
    folder = tmp_path_factory.mktemp("sources")
    for version in ("1.0", "1.1"):
        shutil.copytree(VENDOR / "allmenning-walk", folder / version)
    return folder / "1.0", folder / "1.1"


@pytest.fixture(scope="module")
async def installed(sources: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Where each version is installed."""
    first, second = sources
    patch = str(VENDOR / "walk-1.1.patch")
    applied = await run_program("git", "apply", "-p1", patch, cwd=str(second))
    assert applied.code == 0, applied.err
    return (
        await install(first, tmp_path_factory.mktemp("first")),
        await install(second, tmp_path_factory.mktemp("second")),
    )


@asynccontextmanager
async def page_of(
    chromium: Browser, port: int, town: Tenant, *, role: Role, width: int = 1280, script: bool = True
) -> AsyncIterator[Page]:
    """A browser of somebody's own, on the town's front page."""
    base = f"http://{town.hosts[0]}:{port}"
    context = await chromium.new_context(
        base_url=base, locale="en-GB", viewport={"width": width, "height": 900}, java_script_enabled=script
    )
    token = await session_for(town, await new_person(town, role=role))
    await context.add_cookies([{"name": "session", "value": token, "url": base}])
    page = await context.new_page()
    try:
        yield page
    finally:
        await context.close()


async def look(page: Page, name: str) -> None:
    """By axe's rules, and no wider than the screen; in light and dark."""
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme)
        assert await broken_rules(page) == [], f"{name}, {scheme}"
        assert not await too_wide(page), name
        if PICTURES:
            width = page.viewport_size["width"] if page.viewport_size else 0
            await page.screenshot(path=f"{PICTURES}/walk-{name}-{width}-{scheme}.png", full_page=True)


def photo(folder: Path) -> str:
    file = folder / "IMG_0001.jpg"
    Image.new("RGB", (1200, 900), "darkgreen").save(file, "JPEG")
    return str(file)


async def switch_on(chromium: Browser, port: int, town: Tenant) -> None:
    """On the page Plugins, seeing what it asks for."""
    async with page_of(chromium, port, town, role=Role.ADMIN) as page:
        await page.goto("/manage/plugins")
        card = page.locator("#plugin-walk")
        await expect(card).to_contain_text("Made by Nabolagsverkstedet")
        await expect(card).to_contain_text("Keeps files and pictures")
        await expect(card).not_to_contain_text("Sends notifications and mail")
        await look(page, "plugins")
        await card.get_by_role("button", name="Accept and switch on").click()
        await expect(page.locator("#plugin-walk")).to_contain_text("On")


async def make_walk(port: int, town: Tenant) -> tuple[str, str]:
    """As staff do it, page by page: the staff page of the activity, and the walk's address."""
    staff = await visit(port, town, await new_person(town, role=Role.ADMIN))
    base = await send(staff, "/manage/projects/new", {"title.nb": "Trygg skolevei"})
    about = {"titles.nb": "Trygg skolevei", "summaries.nb": "Hvor er det godt å gå?"}
    await send(staff, f"{base}/details", about)
    await send(staff, f"{base}/timeline/new", {"names.nb": "Vi går", "starts_at": "2026-01-01T09:00"})
    settings = await send(staff, f"{base}/activities/new", {"method": "walk", "names.nb": "Gåturen"})
    told = {"settings.question.nb": "Hva ser du på veien?", "settings.route.nb": "Fra skolen til havna."}
    await send(staff, settings, told | {"settings.max_length": "500"})
    published = await staff.post(f"{base}/publish")
    assert published.headers["location"] == "/projects/trygg-skolevei"
    return settings.removesuffix("/settings"), "/projects/trygg-skolevei/gaturen"


async def mark(page: Page, walk: str, text: str, picture: str = "", *, unsafe: bool = False) -> None:
    """A place on the walk, by typing alone."""
    await page.goto(walk)
    await page.get_by_label("Your note").fill(text)
    await page.locator('input[name="where.address"]').fill("Strandgata 4")
    if picture:
        await page.locator('input[name="photo"]').set_input_files(picture)
        await page.get_by_label("What the photo shows").fill("En mørk undergang")
    if unsafe:
        await page.get_by_label("It does not feel safe to walk here").check()
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_text("Your note is here.")).to_be_visible()


async def test_walk_from_wheel_to_removal(
    chromium: Browser, installed: tuple[str, str], two_towns: Towns, tmp_path: Path
) -> None:
    here, neighbour = two_towns
    first, second = installed
    async with serving(PYTHONPATH=first) as port:
        await switch_on(chromium, port, here)
        activity, walk = await make_walk(port, here)
        async with page_of(chromium, port, here, role=Role.PARTICIPANT, width=375) as page:
            await mark(page, walk, "Lyset er borte i undergangen", photo(tmp_path))
            await look(page, "all")
            await page.get_by_role("link", name="Lyset er borte i undergangen").first.click()
            await expect(page.get_by_alt_text("En mørk undergang").first).to_be_visible()
            await look(page, "one")
        async with page_of(chromium, port, here, role=Role.PARTICIPANT, script=False) as page:
            await mark(page, walk, "En fin benk ved vannet")
            await expect(page.get_by_text("Lyset er borte").first).to_be_visible()
        staff = await visit(port, here, await new_person(here, role=Role.ADMIN))
        assert "Lyset er borte" in (await staff.get(f"{activity}/data/notes/csv")).text
        stranger = await visit(port, neighbour, await new_person(neighbour, role=Role.ADMIN))
        for path in (walk, f"{walk}/map.json", f"{activity}/data/notes/csv"):
            assert (await stranger.get(path)).status_code == 404
    async with serving(PYTHONPATH=second) as port:
        await upgraded(chromium, port, here, walk)
        await removed(chromium, port, here, walk, tmp_path)
    async with scope(neighbour, read_only=True):
        assert await value("SELECT to_regclass('walk_note')") is None


async def upgraded(chromium: Browser, port: int, town: Tenant, walk: str) -> None:
    """1.1 brought a column, and asks to send mail: first without, then with."""
    async with page_of(chromium, port, town, role=Role.ADMIN, width=375) as page:
        await page.goto("/manage/plugins")
        card = page.locator("#plugin-walk")
        await expect(card).to_contain_text("Version 1.1.0 asks for more")
        await look(page, "asks-for-more")
        await card.get_by_role("button", name="Upgrade").click()
        await expect(page.locator("#plugin-walk")).not_to_contain_text("must be brought up to date")
        await mark(page, walk, "Ingen fortau her", unsafe=True)
        async with scope(town, read_only=True):
            assert await value("SELECT count(*) FROM notice") == 0
            assert await value("SELECT count(*) FROM walk_note WHERE unsafe") == 1
        await page.goto("/manage/plugins")
        await page.locator("#plugin-walk").get_by_role("button", name="Accept").click()
        await expect(page.locator("#plugin-walk")).not_to_contain_text("asks for more")
        await mark(page, walk, "Bratt sti", unsafe=True)
        async with scope(town, read_only=True):
            assert await value("SELECT count(*) FROM notice WHERE title::text LIKE '%feel safe%'") == 1
            had = await rows("SELECT name FROM migration WHERE app = 'walk' ORDER BY name")
        assert [each["name"] for each in had] == ["walk_0001_initial", "walk_0002_unsafe"]


async def removed(chromium: Browser, port: int, town: Tenant, walk: str, folder: Path) -> None:
    """Off, taken out, gone; what people wrote is still the place's."""
    async with page_of(chromium, port, town, role=Role.ADMIN) as page:
        await page.goto("/manage/plugins/walk/off")
        await page.get_by_role("button", name="Switch off").click()
        gone = await page.goto(walk)
        assert gone is not None
        assert gone.status == 404
        await page.goto("/manage/plugins/walk/remove")
        await look(page, "remove")
        await page.get_by_role("button", name="Remove for good").click()
        await expect(page.get_by_text("Download what the plugin holds first")).to_be_visible()
        async with page.expect_download() as download:
            await page.get_by_role("button", name="Download (ZIP)").click()
        packed = folder / "walk.zip"
        await (await download.value).save_as(packed)
        with zipfile.ZipFile(packed) as archive:
            table = archive.read("walk_note.csv").decode()
        assert len(re.findall(r"^\d+;", table, re.MULTILINE)) == 4
        await page.goto("/manage/plugins/walk/remove")
        await page.get_by_role("button", name="Remove for good").click()
        await expect(page.get_by_text("is removed").first).to_be_visible()
    async with scope(town, read_only=True):
        assert await value("SELECT to_regclass('walk_note')") is None
        assert await value("SELECT count(*) FROM contribution WHERE kind = 'walk_note'") == 4


async def test_vendors_own_suite_passes_for_both_versions(
    installed: tuple[str, str], sources: tuple[Path, Path]
) -> None:
    for source, target in zip(sources, installed, strict=True):
        command = (
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-o",
            "pythonpath=",
            "tests",
        )
        ran = await run_program(*command, cwd=str(source), PYTHONPATH=target)
        assert ran.code == 0, ran.out
    checked = await allmenning("plugin", "check", str(sources[1]))
    assert (checked.code, checked.err) == (0, "")
