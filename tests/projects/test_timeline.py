"""Phases: dates in Norwegian time, order, what may be deleted, two at once."""

from datetime import UTC, datetime

from core.db import rows
from core.people import Role
from core.tenancy import Tenant, scope
from tests.conftest import Client
from tests.projects.test_staff_make import version_in
from tests.support.projects import new_project
from tests.support.towns import Towns


async def phases(tenant: Tenant, project_id: int) -> list[dict[str, object]]:
    async with scope(tenant, read_only=True):
        return await rows("SELECT * FROM phase WHERE project = $1 ORDER BY position, id", project_id)


async def test_dates_are_norwegian_time(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Datoer")
    staff = await client(two_towns.a, role=Role.MANAGER)
    url = f"/manage/projects/{project_id}/timeline/new"
    await staff.post(
        url, data={"names.nb": "Sommer", "starts_at": "2027-07-01T12:00", "ends_at": "1.8.2027 09:30"}
    )
    _, made = await phases(two_towns.a, project_id)
    assert made["starts_at"] == datetime(2027, 7, 1, 10, 0, tzinfo=UTC)
    assert made["ends_at"] == datetime(2027, 8, 1, 7, 30, tzinfo=UTC)
    edit = (await staff.get(f"/manage/projects/{project_id}/timeline/{made['id']}")).text
    assert 'value="2027-07-01T12:00"' in edit


async def test_end_before_start_is_refused_beside_the_end(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Bakvendt")
    staff = await client(two_towns.a, role=Role.MANAGER)
    answer = await staff.post(
        f"/manage/projects/{project_id}/timeline/new",
        data={"names.nb": "Bakvendt", "starts_at": "2027-07-01T12:00", "ends_at": "2027-06-01T12:00"},
    )
    assert answer.status_code == 422
    assert 'id="field-ends_at-error"' in answer.text
    assert "The end must be after the start." in answer.text


async def test_phases_move_and_an_empty_one_goes(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Flytt")
    staff = await client(two_towns.a, role=Role.MANAGER)
    base = f"/manage/projects/{project_id}/timeline"
    await staff.post(f"{base}/new", data={"names.nb": "Etterpå"})
    first, second = [each["id"] for each in await phases(two_towns.a, project_id)]
    await staff.post(f"{base}/{second}/move", data={"step": "up"})
    assert [each["id"] for each in await phases(two_towns.a, project_id)] == [second, first]
    assert (await staff.post(f"{base}/{second}/remove")).status_code == 303
    assert [each["id"] for each in await phases(two_towns.a, project_id)] == [first]


async def test_phase_of_another_project_is_out_of_reach(two_towns: Towns, client: Client) -> None:
    mine, other = await new_project(two_towns.a, "Min fase"), await new_project(two_towns.a, "Din fase")
    [foreign] = await phases(two_towns.a, other)
    staff = await client(two_towns.a, role=Role.MANAGER)
    base = f"/manage/projects/{mine}/timeline/{foreign['id']}"
    assert (await staff.get(base)).status_code == 404
    assert (await staff.post(base, data={"names.nb": "Tatt", "version": "1"})).status_code == 404
    await staff.post(f"{base}/remove")
    assert len(await phases(two_towns.a, other)) == 1


async def test_stale_phase_is_refused(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Gammel fase")
    [phase] = await phases(two_towns.a, project_id)
    staff = await client(two_towns.a, role=Role.MANAGER)
    url = f"/manage/projects/{project_id}/timeline/{phase['id']}"
    version = version_in((await staff.get(url)).text)
    first = await staff.post(url, data={"names.nb": "Én", "version": version})
    assert first.status_code == 303
    second = await staff.post(url, data={"names.nb": "To", "version": version})
    assert second.status_code == 422
    assert "Someone else changed this" in second.text


async def test_timeline_says_what_has_been_is_and_comes(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Hele løpet")
    staff = await client(two_towns.a, role=Role.MANAGER)
    base = f"/manage/projects/{project_id}/timeline/new"
    await staff.post(base, data={"names.nb": "Før", "ends_at": "2020-01-01T00:00"})
    await staff.post(base, data={"names.nb": "Etter", "starts_at": "2099-01-01T00:00"})
    page = (await (await client(two_towns.a)).get("/projects/hele-lopet")).text
    for state in ("past", "now", "coming"):
        assert f'class="al-phase" data-state="{state}"' in page
