"""What is gone, switched off, too large, or somebody else's."""

import pytest

from core.db import execute, value
from core.host.switching import disable_plugin, enable_plugin
from core.people import Role
from core.sdk.testing import Client, Towns, new_activity, new_person
from core.tenancy import scope
from tests.plugins.reports.conftest import Ground, new_report

PAGES = (
    "",
    "/details",
    "/add/text",
    "/publish",
    "/preview",
    "/history",
    "/history/1",
    "/files",
    "/html",
    "/mail",
    "/delete",
)
POSTS = (
    "/details",
    "/add/text",
    "/publish",
    "/withdraw",
    "/files",
    "/mail/when",
    "/mail/now",
    "/duplicate",
    "/delete",
)


async def test_manager_of_another_project_has_no_way_in(ground: Ground, client: Client) -> None:
    report_id = await new_report(ground)
    other = await new_activity(ground.stand.tenant, "ideas")
    stranger = await new_person(ground.stand.tenant, name="Nils Granne", role=Role.PARTICIPANT)
    async with scope(ground.stand.tenant):
        await execute(
            "INSERT INTO project_role (person, project_id, role) VALUES ($1, $2, 'manager')",
            stranger.id,
            other.project_id,
        )
    desk = await client(ground.stand.tenant, stranger)
    assert (await desk.get("/manage/reports")).status_code == 200
    assert "Havna vår</a>" not in (await desk.get("/manage/reports")).text
    for page in PAGES:
        assert (await desk.get(f"/manage/reports/{report_id}{page}")).status_code in (403, 404), page
    for post in POSTS:
        answer = await desk.post(f"/manage/reports/{report_id}{post}", data={"title": "T", "format": "pdf"})
        assert answer.status_code in (403, 404), post
    archive = f"/manage/reports/archive/{ground.stand.project_id}"
    assert (await desk.get(archive)).status_code in (403, 404)
    assert (await desk.post(archive)).status_code in (403, 404)
    data = {"preset": "project", "language": "nb"}
    made = await desk.post(f"/manage/reports/new?project={ground.stand.project_id}", data=data)
    assert made.status_code in (403, 404)


async def test_report_of_another_town_is_not_there(ground: Ground, two_towns: Towns, client: Client) -> None:
    report_id = await new_report(ground)
    async with scope(two_towns.b):
        assert not await value("SELECT count(*) FROM reports_report WHERE id = $1", report_id)
    desk = await client(two_towns.b, role=Role.ADMIN)
    for page in PAGES:
        assert (await desk.get(f"/manage/reports/{report_id}{page}")).status_code == 404, page


async def test_deleted_activity_is_said_and_the_rest_stands(ground: Ground) -> None:
    report_id = await new_report(ground)
    url = f"/manage/reports/{report_id}"
    await ground.desk.post(f"{url}/publish")
    async with scope(ground.stand.tenant):
        await execute("DELETE FROM activity WHERE id = $1", ground.stand.activity_id)
    shown = (await ground.desk.get(url)).text
    assert "er slettet" in shown or "has been deleted" in shown
    public = (await ground.desk.get(f"{ground.project_url}/reports/{report_id}")).text
    assert "Badebrygge ved torget" in public  # published: it stands as it was


async def test_figures_of_a_plugin_that_was_switched_off_are_said_to_be_missing(ground: Ground) -> None:
    report_id = await new_report(ground, "empty")
    url = f"/manage/reports/{report_id}"
    chosen = {"title": "Tall", "blocks": "ideas.ideas", "body": ""}
    source = f"{url}/add/figures?from={ground.stand.activity_id}"
    assert (await ground.desk.post(source, data=chosen)).status_code == 303
    async with scope(ground.stand.tenant):
        await disable_plugin("ideas")
    try:
        answer = await ground.desk.get(url)
        assert answer.status_code == 200
        assert "Tall" in answer.text
        assert (await ground.desk.get(f"{url}/preview")).status_code == 200
    finally:
        async with scope(ground.stand.tenant):
            await enable_plugin("ideas")


async def test_reports_switched_off_are_not_there_and_come_back_whole(ground: Ground, client: Client) -> None:
    report_id = await new_report(ground)
    await ground.desk.post(f"/manage/reports/{report_id}/publish")
    visitor = await client(ground.stand.tenant)
    public = f"{ground.project_url}/reports/{report_id}"
    async with scope(ground.stand.tenant):
        await disable_plugin("reports")
    try:
        assert (await visitor.get(public)).status_code == 404
        assert (await ground.desk.get(f"/manage/reports/{report_id}")).status_code == 404
        assert (await visitor.get(ground.project_url)).status_code == 200
    finally:
        async with scope(ground.stand.tenant):
            await enable_plugin("reports")
    assert (await visitor.get(public)).status_code == 200


@pytest.mark.parametrize("size", [2_100_000, 20_000_000])
async def test_huge_body_is_refused_and_nothing_is_kept(ground: Ground, size: int) -> None:
    report_id = await new_report(ground, "empty")
    url = f"/manage/reports/{report_id}"
    answer = await ground.desk.post(f"{url}/add/text", data={"title": "Stor", "body": "x" * size})
    assert answer.status_code == 413
    async with scope(ground.stand.tenant, read_only=True):
        kept = await value("SELECT content->'sections' FROM reports_report WHERE id = $1", report_id)
    assert kept == []


async def test_long_text_within_the_body_is_told_at_its_field(ground: Ground) -> None:
    report_id = await new_report(ground, "empty")
    answer = await ground.desk.post(
        f"/manage/reports/{report_id}/add/text",
        data={"title": "Lang", "body": "<p>" + "ord " * 30_000 + "</p>"},
    )
    assert answer.status_code == 422
