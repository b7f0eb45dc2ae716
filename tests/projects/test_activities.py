"""Activities: made with a method, set up, opened to some, shown, moved, copied, deleted."""

import re

import httpx
import pytest

from core.access import AccessRule
from core.access.actions import Access
from core.db import rows, value
from core.participation import record
from core.people import Role
from core.people.groups import create_group
from core.projects.place import Activity, place_of_activity
from core.tenancy import Tenant, scope, site
from tests.conftest import Client
from tests.projects.test_staff_make import version_in
from tests.support.projects import new_project
from tests.support.towns import Towns


async def activity_of(tenant: Tenant, project_id: int) -> Activity:
    async with scope(tenant, read_only=True):
        found = await value("SELECT id FROM activity WHERE project = $1 ORDER BY id LIMIT 1", project_id)
        place = await place_of_activity(await site(), found)
    assert place is not None
    return place.here


async def phase_of(tenant: Tenant, project_id: int) -> int:
    async with scope(tenant, read_only=True):
        found: int = await value("SELECT id FROM phase WHERE project = $1", project_id)
    return found


async def add(staff: httpx.AsyncClient, project_id: int, phase: int, name: str) -> httpx.Response:
    data = {"names.nb": name, "phase": str(phase), "method": "ideas", "version": "1"}
    return await staff.post(f"/manage/projects/{project_id}/activities/new", data=data)


async def test_activity_is_made_set_up_and_shown(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Med aktivitet")
    staff, resident = await client(two_towns.a, role=Role.MANAGER), await client(two_towns.a)
    phase = await phase_of(two_towns.a, project_id)
    assert (await staff.get(f"/manage/projects/{project_id}/activities/new?phase={phase}")).status_code == 200
    made = await add(staff, project_id, phase, "Del en idé om havna")
    settings_url = made.headers["location"]
    page = await staff.get(settings_url)
    saved = await staff.post(
        settings_url,
        data={"version": version_in(page.text), "settings.comments": "on", "settings.sort": "discussed"},
    )
    assert saved.status_code == 303, saved.text
    here = await activity_of(two_towns.a, project_id)
    assert (here.settings.comments, here.settings.support, here.settings.sort) == (True, False, "discussed")

    assert "Del en idé om havna" not in (await resident.get("/projects/med-aktivitet")).text
    assert (await resident.get("/projects/med-aktivitet/del-en-ide-om-havna")).status_code == 404
    await staff.post(settings_url.replace("/settings", "/show"))
    assert "Del en idé om havna" in (await resident.get("/projects/med-aktivitet")).text
    assert (await resident.get("/projects/med-aktivitet/del-en-ide-om-havna")).status_code == 200
    await staff.post(settings_url.replace("/settings", "/hide"))
    assert (await resident.get("/projects/med-aktivitet/del-en-ide-om-havna")).status_code == 404


async def test_address_of_the_projects_own_is_not_taken(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Reservert")
    staff = await client(two_towns.a, role=Role.MANAGER)
    phase = await phase_of(two_towns.a, project_id)
    for name in ("Follow", "Manage", "Follow"):
        assert (await add(staff, project_id, phase, name)).status_code == 303
    async with scope(two_towns.a, read_only=True):
        found = await rows("SELECT slug FROM activity WHERE project = $1 ORDER BY id", project_id)
    assert [each["slug"] for each in found] == ["follow-2", "manage-2", "follow-3"]


@pytest.mark.parametrize(
    ("field", "sent", "said"),
    [
        ("method", "nothing", "Choose one of the answers"),
        ("phase", "999999", "Choose one of the answers"),
        ("names.nb", "", "Give the activity a name."),
        ("opens_at", "i morgen", "Write date and time"),
    ],
)
async def test_wrong_answers_are_said_beside_the_field(
    two_towns: Towns, client: Client, field: str, sent: str, said: str
) -> None:
    project_id = await new_project(two_towns.a, "Feil svar")
    staff = await client(two_towns.a, role=Role.MANAGER)
    phase = await phase_of(two_towns.a, project_id)
    data = {"names.nb": "Navn", "phase": str(phase), "method": "ideas", field: sent}
    answer = await staff.post(f"/manage/projects/{project_id}/activities/new", data=data)
    assert answer.status_code == 422
    assert said in answer.text


async def test_rules_are_kept_where_they_differ_from_the_default(two_towns: Towns, client: Client) -> None:
    async with scope(two_towns.a):
        group = await create_group(names={"nb": "Elevrådet"})
    project_id = await new_project(two_towns.a, "Regler", method="ideas")
    here = await activity_of(two_towns.a, project_id)
    staff = await client(two_towns.a, role=Role.MANAGER)
    url = f"/manage/projects/{project_id}/activities/{here.id}/access"
    page = (await staff.get(url)).text
    names = sorted(set(re.findall(r'name="(may-[a-z-]+)\.who"', page)))
    data: dict[str, str | list[str]] = {"version": version_in(page)}
    for name in names:
        data |= {
            f"{name}.who": "everyone" if name == "may-ideas-view" else "registered",
            f"{name}.match": "all",
        }
    data |= {"may-ideas-submit.residents": "on", "may-ideas-submit.groups": [str(group)]}
    data["may-ideas-submit.match"] = "any"
    saved = await staff.post(url, data=data)
    assert saved.status_code == 303, saved.text
    rule = AccessRule(who=Access.REGISTERED, groups=(group,), residents=True, match="any")
    assert (await activity_of(two_towns.a, project_id)).rules == {"ideas.submit": rule}
    card = (await (await client(two_towns.a)).get("/projects/regler")).text
    assert "For people who live here, and for groups" in card
    stale = await staff.post(url, data=data)
    assert stale.status_code == 422
    assert "Someone else changed this" in stale.text


async def test_activity_of_another_project_is_out_of_reach(two_towns: Towns, client: Client) -> None:
    mine = await new_project(two_towns.a, "Mitt rom")
    foreign = await activity_of(two_towns.a, await new_project(two_towns.a, "Ditt rom", method="ideas"))
    staff = await client(two_towns.a, role=Role.MANAGER)
    base = f"/manage/projects/{mine}/activities/{foreign.id}"
    for path in ("", "/settings", "/access", "/remove"):
        assert (await staff.get(base + path)).status_code == 404
    for path in ("", "/settings", "/access", "/remove", "/show", "/hide", "/move"):
        assert (await staff.post(base + path, data={"version": "1"})).status_code == 404


async def test_activity_that_people_used_is_not_deleted(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "I bruk", method="ideas")
    here = await activity_of(two_towns.a, project_id)
    staff = await client(two_towns.a, role=Role.MANAGER)
    url = f"/manage/projects/{project_id}/activities/{here.id}/remove"
    assert "Delete the activity" in (await staff.get(url)).text
    async with scope(two_towns.a):
        await record(action="ideas.submit", project_id=project_id, activity_id=here.id, person_id=1)
    refused = await staff.post(url)
    assert refused.status_code == 422
    assert "People have already taken part" in refused.text
    unused = await new_project(two_towns.a, "Ikke i bruk", method="ideas")
    other = await activity_of(two_towns.a, unused)
    assert (await staff.post(f"/manage/projects/{unused}/activities/{other.id}/remove")).status_code == 303


async def test_phase_with_activities_is_not_deleted(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Full fase", method="ideas")
    staff = await client(two_towns.a, role=Role.MANAGER)
    phase = await phase_of(two_towns.a, project_id)
    refused = await staff.post(f"/manage/projects/{project_id}/timeline/{phase}/remove")
    assert refused.status_code == 422
    assert "There are activities in this phase" in refused.text


async def test_copy_is_a_draft_with_its_activities_and_nothing_people_wrote(
    two_towns: Towns, client: Client
) -> None:
    project_id = await new_project(two_towns.a, "Original", method="ideas")
    staff = await client(two_towns.a, role=Role.MANAGER)
    answer = await staff.post(f"/manage/projects/{project_id}/duplicate")
    copy_id = int(answer.headers["location"].rpartition("/")[2])
    async with scope(two_towns.a, read_only=True):
        copied = await rows("SELECT slug, state, preview_token, blocks FROM project WHERE id = $1", copy_id)
        source = await rows("SELECT preview_token, blocks FROM project WHERE id = $1", project_id)
        activities = await rows("SELECT slug, state, method FROM activity WHERE project = $1", copy_id)
    assert (copied[0]["slug"], copied[0]["state"]) == ("original-2", "draft")
    assert copied[0]["blocks"] == source[0]["blocks"]
    assert copied[0]["preview_token"] != source[0]["preview_token"]
    assert activities == [{"slug": "din-ide", "state": "draft", "method": "ideas"}]
    assert (await (await client(two_towns.a)).get("/projects/original-2")).status_code == 404


async def test_preview_link_shows_the_activities_of_the_draft(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Forhånd", state="draft", method="ideas")
    async with scope(two_towns.a, read_only=True):
        token = await value("SELECT preview_token FROM project WHERE id = $1", project_id)
    visitor = await client(two_towns.a)
    page = (await visitor.get(f"/projects/forhand?preview={token}")).text
    assert f'href="/projects/forhand/din-ide?preview={token}"' in page
    assert (await visitor.get(f"/projects/forhand/din-ide?preview={token}")).status_code == 200
    assert (await visitor.get("/projects/forhand/din-ide")).status_code == 404


async def test_what_the_plugin_misses_stops_publishing(two_towns: Towns, client: Client) -> None:
    project_id = await new_project(two_towns.a, "Plugin savner", state="draft", method="ideas")
    here = await activity_of(two_towns.a, project_id)
    staff = await client(two_towns.a, role=Role.MANAGER)
    base = f"/manage/projects/{project_id}"
    url = f"{base}/activities/{here.id}/settings"
    version = version_in((await staff.get(url)).text)
    contradiction = {"version": version, "settings.max_supports": "3", "settings.sort": "newest"}
    assert (await staff.post(url, data=contradiction)).status_code == 303
    assert "has a limit for supports, but people cannot support" in (await staff.get(base)).text
    assert (await staff.post(f"{base}/publish")).headers["location"] == base
    version = version_in((await staff.get(url)).text)
    await staff.post(url, data={"version": version, "settings.support": "on", "settings.sort": "newest"})
    assert (await staff.post(f"{base}/publish")).headers["location"] == "/projects/plugin-savner"
