"""A vendor's plugin, from its folder to a running place: built, installed, found, checked, and used over HTTP."""

import csv
import io
import re
import shutil
import sys
from collections.abc import AsyncIterator

import httpx
import pytest

from core.host import House
from core.people import Person, Role
from core.settings import project_folder
from core.tenancy import Tenant
from tests.support.people import new_person, session_for
from tests.support.processes import allmenning, run_program, serving
from tests.support.towns import Towns

pytestmark = pytest.mark.xdist_group("processes")
FOLDER = project_folder() / "examples" / "pinboard"
OWN_UV = project_folder() / ".local" / "tools" / "bin" / "uv"


@pytest.fixture(scope="module")
async def installed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder that the built wheel was installed into."""
    uv = str(OWN_UV) if OWN_UV.exists() else shutil.which("uv")
    assert uv, "uv builds and installs the wheel, and it is neither in .local/tools nor on the path"
    wheels, target = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("installed")
    built = await run_program(uv, "build", "--wheel", str(FOLDER), "--out-dir", str(wheels))
    assert built.code == 0, f"the wheel could not be built (hatchling comes from a registry):\n{built.err}"
    wheel = next(wheels.glob("allmenning_pinboard-*.whl"))
    options = ("--python", sys.executable, "--no-deps", "--target", str(target))
    put = await run_program(uv, "pip", "install", *options, str(wheel))
    assert put.code == 0, put.err
    return str(target)


@pytest.fixture(scope="module")
async def served(installed: str, two_towns: Towns) -> AsyncIterator[int]:
    """The server with the plugin on its path; it is on in the first town, and known and off in the second."""
    enabled = await allmenning(
        "plugin", "enable", "pinboard", "--tenant", two_towns.a.id, PYTHONPATH=installed
    )
    assert enabled.code == 0, enabled.err
    async with serving(PYTHONPATH=installed) as port:
        yield port


async def visit(port: int, tenant: Tenant, person: Person | None = None) -> httpx.AsyncClient:
    headers = {"host": f"{tenant.hosts[0]}:{port}", "accept-language": "en"}
    if person is not None:
        headers["cookie"] = f"session={await session_for(tenant, person)}"
    return httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=20)


async def send(staff: httpx.AsyncClient, path: str, values: dict[str, str]) -> str:
    """Open the page, send its form with these values; where that leads."""
    page = (await staff.get(path)).text
    version = re.search(r'name="version"[^>]* value="(\d+)"', page)
    phase = re.search(r'name="phase"[^>]* value="(\d+)"', page)
    known = {"version": version[1] if version else "1", "phase": phase[1] if phase else ""}
    answer = await staff.post(path, data=known | values)
    assert answer.status_code == 303, answer.text[:3000]
    return answer.headers["location"]


async def make_board(staff: httpx.AsyncClient) -> tuple[str, str]:
    """As staff do it, page by page: the staff page of the activity, and the board's address."""
    base = await send(staff, "/manage/projects/new", {"title.nb": "Havna vår"})
    about = {"titles.nb": "Havna vår", "summaries.nb": "Hva skal havna bli?"}
    await send(staff, f"{base}/details", about)
    await send(staff, f"{base}/timeline/new", {"names.nb": "Vi lytter", "starts_at": "2026-01-01T09:00"})
    settings = await send(staff, f"{base}/activities/new", {"method": "pinboard", "names.nb": "Tavla"})
    refused = await staff.post(f"{base}/publish")
    assert refused.headers["location"] == base  # the plugin's own question is missing
    await send(staff, settings, {"settings.question.nb": "Hva savner du?", "settings.max_length": "60"})
    published = await staff.post(f"{base}/publish")
    assert published.headers["location"] == "/projects/havna-var"
    return settings.removesuffix("/settings"), f"{published.headers['location']}/tavla"


async def test_wheel_is_found_by_its_entry_point(installed: str, house: House) -> None:
    assert "pinboard" not in house.lodgers
    with_it = await allmenning("plugin", "list", PYTHONPATH=installed)
    assert re.search(r"^pinboard +1\.2\.0 +tenants +methods: pinboard$", with_it.out, re.MULTILINE), (
        with_it.err
    )


async def test_plugin_check_finds_nothing() -> None:
    checked = await allmenning("plugin", "check", str(FOLDER / "src" / "allmenning_pinboard"))
    assert (checked.code, checked.err) == (0, "")
    assert "keeps the rules" in checked.out


async def test_residents_pin_and_support_where_it_is_on(served: int, two_towns: Towns) -> None:
    admin = await visit(served, two_towns.a, await new_person(two_towns.a, role=Role.ADMIN))
    activity, board = await make_board(admin)
    kari = await visit(served, two_towns.a, await new_person(two_towns.a))
    pinned = await kari.post(board, data={"text": "En badstue på brygga", "colour": "green"})
    assert pinned.status_code == 303, pinned.text[:3000]
    assert pinned.headers["location"] == board
    pin = re.search(rf'href="{board}/(\d+)"', (await kari.get(board)).text)
    assert pin is not None
    for _ in range(2):
        await admin.post(f"/contributions/{pin[1]}/react", data={"reaction": "support"})

    anyone = await visit(served, two_towns.a)
    page = (await anyone.get(board)).text
    assert "En badstue på brygga" in page
    assert 'al-reaction__count">1<' in page
    assert "En badstue på brygga" in (await anyone.get(board.rpartition("/")[0])).text  # its panel

    assert "Pins by colour" in (await admin.get(f"{activity}/data")).text  # its block
    table = (await admin.get(f"{activity}/data/pins/csv")).text.removeprefix("\ufeff")
    assert [
        (row["text"], row["colour"], row["supports"])
        for row in csv.DictReader(io.StringIO(table), delimiter=";")
    ] == [("En badstue på brygga", "green", "1")]
    own = (await kari.get("/account/data.json")).json()
    assert "pinboard.colours" in str(own)
    assert "pinboard.colours" not in (await admin.get("/account/data.json")).text

    neighbour = await visit(served, two_towns.b, await new_person(two_towns.b, role=Role.ADMIN))
    for path in (board, f"{board}/{pin[1]}", f"{activity}/data/pins/csv"):
        assert (await neighbour.get(path)).status_code == 404
    assert (await neighbour.post(board, data={"text": "Hei", "colour": "blue"})).status_code == 404


async def test_method_is_not_offered_where_it_is_off(served: int, two_towns: Towns) -> None:
    staff = await visit(served, two_towns.b, await new_person(two_towns.b, role=Role.ADMIN))
    base = await send(staff, "/manage/projects/new", {"title.nb": "Uten tavle"})
    await send(staff, f"{base}/timeline/new", {"names.nb": "Vi lytter"})
    form = await staff.get(f"{base}/activities/new")
    assert 'value="pinboard"' not in form.text
    forced = await staff.post(
        f"{base}/activities/new", data={"method": "pinboard", "names.nb": "Tavla", "phase": "1"}
    )
    assert forced.status_code == 422


async def test_vendors_own_tests_pass_against_the_wheel(installed: str) -> None:
    ran = await run_program(
        *(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-o", "pythonpath=", "tests"),
        cwd=str(FOLDER),
        PYTHONPATH=installed,
    )
    assert ran.code == 0, ran.out
