"""The launch plan, meetings, and what is told of faults and planned work."""

import httpx
from icalendar import Calendar

from core.db import value
from core.jobs.testing import run_due_jobs
from core.outside.mail import FolderMailer
from core.people import Role
from core.tenancy import PLATFORM, scope
from tests.conftest import Client, MakePerson
from tests.support.towns import Towns
from tests.tenants.desk.conftest import last_mail


async def test_plan_is_one_list_for_both_sides(
    two_towns: Towns, desk: httpx.AsyncClient, client: Client
) -> None:
    a, b = two_towns
    short = await desk.post(f"/desk/{a.id}/launch", data={"signed_on": "1.3.2027", "launch_on": "3.3.2027"})
    assert short.status_code == 422
    await desk.post(f"/desk/{a.id}/launch", data={"signed_on": "1.3.2027", "launch_on": "10.5.2027"})
    await desk.post(
        f"/desk/{a.id}/launch/steps",
        data={"title": "Talk with the youth council", "due_on": "1.4.2027", "side": "municipality"},
    )
    admin = await client(a, role=Role.ADMIN)
    page = (await admin.get("/manage/help/launch")).text
    assert "Talk with the youth council" in page
    assert "Invite colleagues" in page
    assert (
        "Talk with the youth council"
        not in (await (await client(b, role=Role.ADMIN)).get("/manage/help/launch")).text
    )
    async with scope(PLATFORM, read_only=True):
        own = await value("SELECT id FROM tenants_launch_step WHERE tenant = $1 AND key = 'people'", a.id)
        theirs = await value("SELECT id FROM tenants_launch_step WHERE tenant = $1 AND key = 'review'", a.id)
    assert (await admin.post(f"/manage/help/launch/{own}", data={"done": "1"})).status_code == 303
    assert (await admin.post(f"/manage/help/launch/{theirs}", data={"done": "1"})).status_code == 404
    stranger = await client(b, role=Role.ADMIN)
    assert (await stranger.post(f"/manage/help/launch/{own}", data={"done": "0"})).status_code == 404
    assert (await desk.post(f"/desk/{b.id}/launch/steps/{own}", data={"done": "0"})).status_code == 404
    assert "1 of 13 steps are done" in (await admin.get("/manage/help")).text
    await desk.post(f"/desk/{a.id}/launch", data={"signed_on": "1.3.2027", "launch_on": "7.6.2027"})
    assert "1 of 13 steps are done" in (await admin.get("/manage/help")).text
    async with scope(PLATFORM, read_only=True):
        moved = await value(
            "SELECT due_on::text FROM tenants_launch_step WHERE tenant = $1 AND key = 'launch'", a.id
        )
    assert moved == "2027-06-07"


async def test_meeting_is_asked_for_agreed_and_in_the_calendar(
    two_towns: Towns, desk: httpx.AsyncClient, client: Client, make_person: MakePerson, mails: FolderMailer
) -> None:
    a, b = two_towns
    kari = await make_person(a, role=Role.ADMIN)
    admin = await client(a, kari)
    wish = {
        "title": "Our first budget",
        "starts_at.date": "3.5.2099",
        "starts_at.time": "10:00",
        "wish": "How much?",
    }
    assert (await admin.post("/manage/help/meetings/new", data=wish)).status_code == 303
    assert "Our first budget" in (await desk.get(f"/desk/{a.id}/launch")).text
    async with scope(PLATFORM, read_only=True):
        number = await value("SELECT id FROM tenants_meeting WHERE tenant = $1", a.id)
    agreed = {
        "title": "Our first budget",
        "starts_at": "2099-05-03T11:00",
        "minutes": "60",
        "where": "Teams",
        "meeting": number,
    }
    assert (await desk.post(f"/desk/{b.id}/meetings", data=agreed)).status_code == 404
    assert (await desk.post(f"/desk/{a.id}/meetings", data=agreed)).status_code == 303
    assert "Our first budget" in await last_mail(mails, kari, a)
    file = await admin.get(f"/manage/help/meetings/{number}/calendar.ics")
    event = Calendar.from_ical(file.content).walk("VEVENT")[0]
    assert (str(event["summary"]), event["sequence"]) == ("Our first budget", 1)
    assert (event.decoded("dtend") - event.decoded("dtstart")).total_seconds() == 3600
    stranger = await client(b, role=Role.ADMIN)
    assert (await stranger.get(f"/manage/help/meetings/{number}/calendar.ics")).status_code == 404
    assert (await desk.post(f"/desk/{a.id}/meetings/{number}/cancel")).status_code == 303
    assert "Our first budget" not in (await admin.get("/manage/help")).text


async def test_fault_is_told_to_those_concerned_only(
    two_towns: Towns, desk: httpx.AsyncClient, client: Client
) -> None:
    a, b = two_towns
    told = {
        "kind": "fault",
        "titles.nb": "Kartet er tregt",
        "titles.en": "The map is <slow>",
        "begins_at": "2026-01-01T08:00",
        "places": a.hosts[0],
    }
    assert (await desk.post("/desk/incidents", data={**told, "places": "Nowhere at all"})).status_code == 422
    assert (
        await desk.post("/desk/incidents", data={**told, "ends_at": "2025-01-01T08:00"})
    ).status_code == 422
    assert (await desk.post("/desk/incidents", data=told)).status_code == 303
    await run_due_jobs(PLATFORM)
    staff_a, staff_b = await client(a, role=Role.MODERATOR), await client(b, role=Role.MODERATOR)
    assert "The map is &lt;slow&gt;" in (await staff_a.get("/manage/projects")).text
    assert "The map is" not in (await staff_b.get("/manage/projects")).text
    assert "The map is" not in (await (await client(a)).get("/")).text
    anybody = await client(PLATFORM)
    assert "The map is" not in (await anybody.get("/status")).text
    async with scope(PLATFORM, read_only=True):
        number = await value("SELECT max(id) FROM tenants_incident")
    assert (await desk.post(f"/desk/incidents/{number}/end")).status_code == 303
    assert (await desk.post(f"/desk/incidents/{number}/end")).status_code == 404
    await run_due_jobs(PLATFORM)
    assert "The map is" not in (await staff_a.get("/manage/projects")).text


async def test_planned_work_for_all_stands_on_the_status_page(
    desk: httpx.AsyncClient, client: Client
) -> None:
    anybody = await client(PLATFORM)
    assert "All is well" in (await anybody.get("/status")).text
    work = {
        "kind": "work",
        "titles.nb": "Ny versjon",
        "titles.en": "New version",
        "begins_at": "2026-01-01T08:00",
        "ends_at": "2099-01-01T09:00",
    }
    assert (await desk.post("/desk/incidents", data=work)).status_code == 303
    assert "New version" in (await anybody.get("/status")).text
    async with scope(PLATFORM, read_only=True):
        number = await value("SELECT max(id) FROM tenants_incident")
    await desk.post(f"/desk/incidents/{number}/end")
