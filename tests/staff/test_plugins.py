"""Switching plugins: what is off is not there, what it held is kept, and its hook is called."""

import asyncio
import contextvars
import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Annotated

import httpx
import msgspec
import pytest

from core.db import value
from core.db.columns import BigSerial, Table, Varchar
from core.forms import ShortText
from core.host import House, Plugin
from core.host.failures import pause_plugin
from core.host.house import Lodger
from core.host.switching import accept_capabilities, disable_plugin, enable_plugin
from core.i18n import _
from core.people import Role
from core.tenancy import load_site, scope
from tests.conftest import Client
from tests.contributions.ground import new_ground
from tests.support.towns import Towns, new_town

FORM = "application/x-www-form-urlencoded"
IDEAS = {"accepted": "contributions,files,mail,personal_data"}  # what the page shows before the button


class Bell(Table, tablename="bell"):
    id = BigSerial(primary_key=True)
    what = Varchar(length=20)


class BellSettings(msgspec.Struct):
    sound: Annotated[str, ShortText(label=_("Name"), max=20)] = "ding"


async def tenant_enabled() -> None:
    await Bell.insert(Bell({Bell.what: "on"}))


async def broken() -> None:
    await Bell.insert(Bell({Bell.what: "half"}))
    raise RuntimeError("no bell here")


@pytest.fixture
def bell(house: House) -> Iterator[ModuleType]:
    """A small plugin that has just been installed: it is on nowhere, and has no tables anywhere."""
    module = ModuleType("bell")
    module.tenant_enabled = tenant_enabled  # type: ignore[attr-defined]
    about = Plugin(
        id="bell",
        name=_("Bell"),
        version="1.0.0",
        sdk="1",
        summary=_("It rings."),
        tables=(Bell,),
        tenant_settings=BellSettings,
    )
    house.lodgers["bell"] = Lodger(about, module, Path(str(sys.modules[__name__].__file__)).parent)
    yield module
    del house.lodgers["bell"]


async def test_plugin_that_is_off_is_not_there_and_comes_back_whole(
    two_towns: Towns, staff: httpx.AsyncClient, client: Client
) -> None:
    ground = await new_ground(two_towns.a)
    other = await new_ground(two_towns.b)
    visitor, neighbour = await client(two_towns.a), await client(two_towns.b)
    assert (await visitor.get(ground.url)).status_code == 200
    page = (await staff.get("/manage/plugins/ideas/off")).text
    assert "1 activity is made with it" in page
    assert (await staff.post("/manage/plugins/ideas/off")).status_code == 303
    assert (await visitor.get(ground.url)).status_code == 404
    assert (await neighbour.get(other.url)).status_code == 200
    assert (await staff.post("/manage/plugins/ideas/off")).status_code == 303  # a double click
    assert (await staff.post("/manage/plugins/ideas/on", data=IDEAS)).status_code == 303
    assert (await visitor.get(ground.url)).status_code == 200


async def test_paused_plugin_says_why_and_is_resumed(
    two_towns: Towns, staff: httpx.AsyncClient, client: Client
) -> None:
    ground = await new_ground(two_towns.a)
    await pause_plugin(two_towns.a, "ideas", "panels: ValueError <b>")
    assert (await (await client(two_towns.a)).get(ground.url)).status_code == 404
    page = (await staff.get("/manage/plugins")).text
    assert "panels: ValueError &lt;b&gt;" in page
    assert "is paused" in (await staff.get("/manage")).text
    stranger = await client(two_towns.b, role=Role.ADMIN)
    assert "ValueError" not in (await stranger.get("/manage/plugins")).text
    assert (await staff.post("/manage/plugins/ideas/resume")).status_code == 303
    assert (await (await client(two_towns.a)).get(ground.url)).status_code == 200
    async with scope(two_towns.a):
        assert set((await load_site()).plugins["ideas"]) & {"paused_at", "paused_because"} == set()


async def test_new_plugin_gets_tables_settings_and_its_hook(
    two_towns: Towns, staff: httpx.AsyncClient, bell: ModuleType
) -> None:
    assert (await staff.get("/manage/plugins/bell")).status_code == 404  # nothing to set while it is off
    assert (await staff.post("/manage/plugins/bell/on")).status_code == 303
    assert (await staff.post("/manage/plugins/bell", data={"sound": "x" * 21})).status_code == 422
    assert (await staff.post("/manage/plugins/bell", data={"sound": "dong"})).status_code == 303
    assert (await staff.post("/manage/plugins/bell/off")).status_code == 303
    async with scope(two_towns.a):
        here = await load_site()
        assert not here.enabled("bell")
        assert here.plugins_off["bell"] == {"sound": "dong"}
        await enable_plugin("bell")
        assert (await load_site()).plugins["bell"] == {"sound": "dong", "accepted_capabilities": []}
        assert await value("SELECT array_agg(what) FROM bell") == ["on", "on"]  # the first one was kept
        await disable_plugin("bell")
    async with scope(two_towns.b):
        assert await value("SELECT to_regclass('bell')") is None
        assert not (await load_site()).enabled("bell")


async def test_plugin_that_does_not_start_leaves_nothing(
    two_towns: Towns, client: Client, bell: ModuleType
) -> None:
    bell.tenant_enabled = broken  # type: ignore[attr-defined]
    staff = await client(two_towns.b, role=Role.ADMIN)
    sent = await staff.post("/manage/plugins/bell/on")
    assert sent.status_code == 422
    assert "could not be switched on" in sent.text
    async with scope(two_towns.b):
        assert await value("SELECT to_regclass('bell')") is None
        assert "bell" not in (await load_site()).plugins


@pytest.mark.parametrize("plugin", ["nobody", "tenants", "ideas%27"])
async def test_plugin_that_no_place_can_have_is_not_found(staff: httpx.AsyncClient, plugin: str) -> None:
    for deed in ("on", "off", "resume"):
        assert (await staff.post(f"/manage/plugins/{plugin}/{deed}")).status_code == 404


async def test_plugin_switched_off_in_the_moment_of_its_pause_stays_off() -> None:
    town = await new_town("Samtidby")
    async with scope(town):
        await disable_plugin("ideas")
        pausing = asyncio.get_running_loop().create_task(
            pause_plugin(town, "ideas", "panels: ValueError"), context=contextvars.Context()
        )
        await asyncio.sleep(0.2)
    await pausing
    async with scope(town, read_only=True):
        assert "ideas" not in (await load_site()).plugins


async def test_what_the_plugin_asks_for_is_seen_before_it_is_accepted(
    two_towns: Towns, staff: httpx.AsyncClient
) -> None:
    await staff.post("/manage/plugins/ideas/off")
    page = (await staff.get("/manage/plugins")).text
    assert "Reads names and other things about people" in page
    for unseen in ({}, {"accepted": "contributions"}, {"accepted": "<script>"}):
        refused = await staff.post("/manage/plugins/ideas/on", data=unseen)
        assert (refused.status_code, "Look at what the plugin asks for" in refused.text) == (422, True)
    assert (await staff.post("/manage/plugins/ideas/on", data=IDEAS)).status_code == 303
    async with scope(two_towns.a):
        assert (await load_site()).plugins["ideas"]["accepted_capabilities"] == IDEAS["accepted"].split(",")
    assert "Switched a plugin on" in (await staff.get("/manage/audit")).text


async def test_newer_version_that_asks_for_more_is_accepted_on_the_page(
    two_towns: Towns, staff: httpx.AsyncClient
) -> None:
    async with scope(two_towns.a):
        await accept_capabilities("ideas", ["contributions", "files"])
    page = (await staff.get("/manage/plugins")).text
    assert "Version 1.0.0 asks for more" in page
    assert (
        await staff.post("/manage/plugins/ideas/accept", data={"accepted": "contributions"})
    ).status_code == 303
    assert "asks for more" in (await staff.get("/manage/plugins")).text  # that was not what stood there
    await staff.post("/manage/plugins/ideas/accept", data=IDEAS)
    assert "asks for more" not in (await staff.get("/manage/plugins")).text


async def test_what_a_plugin_holds_is_removed_only_after_it_was_taken_out(
    two_towns: Towns, staff: httpx.AsyncClient, client: Client, bell: ModuleType
) -> None:
    del bell
    neighbour = await client(two_towns.b, role=Role.ADMIN)
    for admin in (staff, neighbour):
        await admin.post("/manage/plugins/bell/on")
        assert (await admin.get("/manage/plugins/bell/remove")).status_code == 404  # it is on
        assert (await admin.post("/manage/plugins/bell/pack")).status_code == 404
        await admin.post("/manage/plugins/bell/off")
    refused = await staff.post("/manage/plugins/bell/remove")
    assert (refused.status_code, "Download what the plugin holds first" in refused.text) == (422, True)
    packed = await staff.post("/manage/plugins/bell/pack")
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        assert archive.namelist() == ["settings.json", "bell.csv"]
        assert "on" in archive.read("bell.csv").decode()
    assert (await staff.post("/manage/plugins/bell/remove")).status_code == 303
    async with scope(two_towns.a):
        assert await value("SELECT to_regclass('bell')") is None
        assert await value("SELECT count(*) FROM migration WHERE app = 'bell'") == 0
        assert "bell" not in (await load_site()).plugins_off
    async with scope(two_towns.b):
        assert await value("SELECT to_regclass('bell')") is not None
    assert (await staff.post("/manage/plugins/bell/on")).status_code == 303  # as if it had never been here
    for who in (await client(two_towns.a), await client(two_towns.a, role=Role.MANAGER)):
        assert (await who.post("/manage/plugins/bell/remove")).status_code in (401, 403)


@pytest.mark.parametrize("deed", ["accept", "upgrade", "pack", "remove"])
async def test_what_a_plugin_goes_through_is_for_administrators_of_this_place(
    two_towns: Towns, staff: httpx.AsyncClient, client: Client, deed: str
) -> None:
    for plugin in ("nobody", "tenants", "ideas%27", "..%2Fideas", "%00", "x" * 300):
        assert (await staff.post(f"/manage/plugins/{plugin}/{deed}")).status_code in (400, 404), plugin
    path = f"/manage/plugins/ideas/{deed}"
    for role, refused in ((None, 401), (Role.PARTICIPANT, 403), (Role.MODERATOR, 403), (Role.MANAGER, 403)):
        who = await client(two_towns.a, role=role)
        assert (await who.post(path)).status_code == refused
    assert (await staff.post(path, headers={"sec-fetch-site": "cross-site"})).status_code == 403
    huge = await staff.post(path, content=b"a=" + b"x" * 2_000_000, headers={"content-type": FORM})
    assert huge.status_code in (404, 413)
    token = staff.cookies["session"]
    elsewhere = await client(two_towns.b)
    elsewhere.cookies.set("session", token)
    assert (await elsewhere.post(path)).status_code == 401
