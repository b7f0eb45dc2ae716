"""What an expert does to a place from the desk: seen first, done, and on the record of both."""

import asyncio
import zipfile
from io import BytesIO

import httpx
import pytest

from core.db import execute, row, rows, value
from core.jobs.testing import run_due_jobs
from core.outside.mail import FolderMailer
from core.people import Role
from core.tenancy import PLATFORM, Tenant, scope
from core.tenancy.registry import tenant_by_id
from tenants.desk.health.keeping import keep_health
from tenants.desk.operations.doing import delete_due
from tenants.plans.catalogue import catalogue
from tests.conftest import Client, MakePerson
from tests.support.towns import Towns, new_town
from tests.tenants.desk.conftest import last_mail

WHY = "Agreed with Kari on the phone"


async def _do(desk: httpx.AsyncClient, town: Tenant, kind: str, what: str = "") -> httpx.Response:
    return await desk.post(f"/desk/{town.id}/operations/{kind}", data={"what": what, "why": WHY})


async def test_plugin_is_paused_and_resumed_in_one_place_only(
    two_towns: Towns, desk: httpx.AsyncClient, client: Client
) -> None:
    a, b = two_towns
    seen = await desk.get(f"/desk/{a.id}/operations/pause?what=followup")
    assert "Nothing is deleted" in seen.text
    short = await desk.post(f"/desk/{a.id}/operations/pause", data={"what": "followup", "why": "x"})
    assert short.status_code == 422
    assert (await _do(desk, a, "pause", "followup")).status_code == 303
    assert (await _do(desk, a, "pause", "followup")).status_code == 422
    admin, other = await client(a, role=Role.ADMIN), await client(b, role=Role.ADMIN)
    assert WHY in (await admin.get("/manage/plugins")).text
    assert WHY not in (await other.get("/manage/plugins")).text
    assert (await admin.get("/manage/outcomes")).status_code == 404
    assert (await _do(desk, b, "resume", "followup")).status_code == 422
    assert (await _do(desk, a, "resume", "followup")).status_code == 303
    async with scope(a, read_only=True):
        noted = await rows(
            "SELECT name, role, details FROM audit WHERE action = 'support.operate' ORDER BY id"
        )
    assert [(each["details"]["what"], each["name"], each["role"]) for each in noted] == [
        ("pause", "Siri Support", "support"),
        ("resume", "Siri Support", "support"),
    ]
    async with scope(b, read_only=True):
        assert await value("SELECT count(*) FROM audit WHERE action = 'support.operate'") == 0


async def test_stopped_tasks_are_tried_again(two_towns: Towns, desk: httpx.AsyncClient) -> None:
    assert (await _do(desk, two_towns.b, "retry")).status_code == 422
    async with scope(two_towns.b):
        await execute(
            "INSERT INTO outbox (name, queue, failed_at, error) VALUES ('messages.sweep_mail', 'default', now(), 'mail server')"
        )
    assert "mail server" in (await desk.get(f"/desk/{two_towns.b.id}/operations/retry")).text
    assert (await _do(desk, two_towns.b, "retry")).status_code == 303
    async with scope(two_towns.b, read_only=True):
        assert await value("SELECT count(*) FROM outbox WHERE failed_at IS NOT NULL") == 0


async def test_place_moves_and_the_old_name_goes_on_leading_there(
    desk: httpx.AsyncClient, client: Client
) -> None:
    town, other = await new_town("Flytteby"), await new_town("Bliby")
    for taken in (other.hosts[0], "allmenning.test", "no host", "-x.no"):
        assert (await _do(desk, town, "host", taken)).status_code == 422
    seen = await desk.get(f"/desk/{town.id}/operations/host?what=Ny.Flytteby.kommune.no")
    assert "ny.flytteby.kommune.no CNAME allmenning.test" in seen.text
    assert (await _do(desk, town, "host", "Ny.Flytteby.kommune.no")).status_code == 303
    moved = await tenant_by_id(town.id)
    assert moved is not None
    assert moved.hosts == ("ny.flytteby.kommune.no", town.hosts[0])
    assert (await (await client(moved)).get("/")).status_code == 200
    assert (await (await client(town)).get("/")).status_code == 200


async def test_place_is_taken_out_as_an_archive(desk: httpx.AsyncClient) -> None:
    town, other = await new_town("Arkivby"), await new_town("Annenby")
    assert (await _do(desk, town, "export")).status_code == 303
    await run_due_jobs(PLATFORM)
    async with scope(PLATFORM, read_only=True):
        found = await row("SELECT id, state, file FROM tenants_operation WHERE tenant = $1", town.id)
    assert found is not None
    assert found["state"] == "done"
    file = await desk.get(f"/desk/{town.id}/archives/{found['id']}")
    with zipfile.ZipFile(BytesIO(file.content)) as archive:
        assert "manifest.json" in archive.namelist()
    assert (await desk.get(f"/desk/{other.id}/archives/{found['id']}")).status_code == 404


async def _delete(desk: httpx.AsyncClient, town: Tenant) -> None:
    assert (await _do(desk, town, "delete", town.name)).status_code == 303


async def _its_day_comes(town: Tenant) -> int:
    async with scope(PLATFORM):
        await execute(
            "UPDATE tenants_operation SET due_at = now() WHERE kind = 'delete' AND tenant = $1", town.id
        )
    async with scope(PLATFORM):
        return await delete_due()


async def test_place_waits_thirty_days_read_only_and_can_be_kept(
    desk: httpx.AsyncClient, client: Client, make_person: MakePerson, mails: FolderMailer
) -> None:
    town = await new_town("Angreby")
    kari = await make_person(town, role=Role.ADMIN)
    assert (await _do(desk, town, "delete", "another name")).status_code == 422
    await _delete(desk, town)
    assert (await _do(desk, town, "delete", town.name)).status_code == 422
    assert town.name in await last_mail(mails, kari, town)
    admin = await client(town, kari)
    assert (await admin.get("/manage")).status_code == 200
    assert (await admin.post("/manage/topics/new", data={"names.nb": "x"})).status_code == 403
    async with scope(PLATFORM):
        assert await delete_due() == 0  # not yet
    assert (await desk.post(f"/desk/{town.id}/keep")).status_code == 303
    assert (await desk.post(f"/desk/{town.id}/keep")).status_code == 404
    kept = await tenant_by_id(town.id)
    assert kept is not None
    assert not kept.read_only
    assert await _its_day_comes(town) == 0


async def test_place_is_deleted_when_its_day_comes_and_is_forgotten(
    desk: httpx.AsyncClient, client: Client, two_towns: Towns
) -> None:
    town = await new_town("Slettby")
    await (await client(town, role=Role.ADMIN)).post(
        "/manage/help/new", data={"subject": "Hemmelig-spørsmål", "text": "x"}
    )
    await desk.post(f"/desk/{town.id}/notes", data={"text": "Hemmelig-notat"})
    await _delete(desk, town)
    assert await _its_day_comes(town) == 1
    assert await tenant_by_id(town.id) is None
    assert (await desk.get(f"/desk/{town.id}")).status_code == 404
    assert await tenant_by_id(two_towns.a.id) is not None
    async with scope(PLATFORM, read_only=True):
        assert await value("SELECT count(*) FROM tenants_note WHERE text = 'Hemmelig-notat'") == 0
        assert await value("SELECT count(*) FROM tenants_case WHERE subject = 'Hemmelig-spørsmål'") == 0
        assert await value("SELECT result FROM tenants_operation WHERE tenant = $1", town.id) == "deleted"


async def test_place_is_not_deleted_while_a_task_runs_there(
    desk: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The task goes on undisturbed; the place goes, whole, in a later round."""
    town = await new_town("Travelby")
    await _delete(desk, town)
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def task() -> None:
        async with scope(town):
            await execute("UPDATE site SET version = version + 1")
            begun.set()
            await may_end.wait()
            await execute("UPDATE site SET version = version + 1")  # its tables are still there

    running = asyncio.create_task(task())
    await begun.wait()
    monkeypatch.setattr("core.host.provision.WAIT", "300ms")
    assert await _its_day_comes(town) == 0
    assert await tenant_by_id(town.id) is not None
    may_end.set()
    await running
    assert await _its_day_comes(town) == 1
    assert await tenant_by_id(town.id) is None


async def test_change_of_plan_is_seen_first_and_refused_without_an_address(
    two_towns: Towns, desk: httpx.AsyncClient
) -> None:
    sold = catalogue()
    assert sold is not None
    key = sold.plan[0].key
    unknown = await desk.get(f"/desk/{two_towns.a.id}/operations/plan?what=gold")
    assert key in unknown.text
    assert "without VAT" in (await desk.get(f"/desk/{two_towns.a.id}/operations/plan?what={key}")).text
    assert (await _do(desk, two_towns.a, "plan", key)).status_code == 422  # nobody to send the invoice to


async def test_newer_version_comes_to_chosen_places_first(two_towns: Towns, desk: httpx.AsyncClient) -> None:
    a, b = two_towns
    for (
        town
    ) in two_towns:  # as if the place had not had the only step of this plugin, which bears a second run
        async with scope(town):
            await execute("DELETE FROM migration WHERE app = 'information'")
            await execute("DROP TABLE IF EXISTS probe")
    async with scope(PLATFORM):
        await keep_health()
    page = (await desk.get("/desk/plugins/information")).text
    assert f'id="place-{a.id}"' in page
    assert "1 step is missing" in page
    none = await desk.post("/desk/plugins/information", data={"why": WHY})
    assert none.status_code == 422
    assert (await desk.get("/desk/plugins")).status_code == 200
    assert (await desk.get("/desk/plugins/nothing")).status_code == 404
    assert (await desk.get("/desk/plugins/tenants")).status_code == 404
    del b


@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.SUPPORT)])
async def test_operations_are_closed_to_everybody_else(
    client: Client, make_person: MakePerson, two_towns: Towns, role: Role | None
) -> None:
    person = await make_person(PLATFORM, role=role) if role else None
    visitor = await client(PLATFORM, person)
    expected = 403 if role else 401
    for path in ("operations", "operations/delete", "launch", "archives/1"):
        assert (await visitor.get(f"/desk/{two_towns.a.id}/{path}")).status_code == expected
    for path in ("operations/delete", "operations/pause", "keep", "launch", "notes"):
        data = {"what": two_towns.a.name, "why": WHY}
        assert (await visitor.post(f"/desk/{two_towns.a.id}/{path}", data=data)).status_code == expected
    assert await tenant_by_id(two_towns.a.id) == two_towns.a
