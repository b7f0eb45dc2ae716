"""The record, the tasks that stopped, and the visits of support."""

import httpx

from core.db import value
from core.people import Person, Role
from core.people.support import begin_visit
from core.tenancy import PLATFORM, Tenant, scope
from tests.conftest import Client, MakePerson
from tests.support.people import new_person
from tests.support.towns import Towns


async def failed_job(tenant: Tenant) -> int:
    async with scope(tenant):
        made: int = await value(
            "INSERT INTO outbox (name, queue, arguments, tries, error, failed_at) "
            "VALUES ('messages.send', 'default', '{\"mail_id\": 1}'::jsonb, 8, 'MailFailedError: <full>', now()) RETURNING id"
        )
    return made


async def test_record_shows_narrows_checks_and_is_taken_away(
    two_towns: Towns, staff: httpx.AsyncClient, client: Client, make_person: MakePerson, administrator: Person
) -> None:
    person = await make_person(two_towns.a)
    await staff.post(f"/manage/people/{person.id}/role", data={"role": "moderator"})
    await staff.post("/manage/people/groups", data={"names.nb": "Gruppe"})
    page = (await staff.get("/manage/audit")).text
    assert "Anne Admin" in page
    assert "Before: Participant" in page
    assert "Made a group" in page
    narrowed = (await staff.get("/manage/audit?subject=group")).text
    assert "Made a group" in narrowed
    assert "Before: Participant" not in narrowed
    assert "Made a group" in (await staff.get(f"/manage/audit?person={administrator.id}")).text
    assert "Made a group" not in (await staff.get(f"/manage/audit?person={person.id}")).text
    assert (await staff.get("/manage/audit?person=x&before=-1&subject=%27")).status_code == 200
    check = (await staff.get("/manage/audit/check")).text
    assert "The record is whole" in check
    csv = await staff.get("/manage/audit/record.csv")
    assert csv.status_code == 200
    assert "person.role" in csv.text
    stranger = await client(two_towns.b, role=Role.ADMIN)
    assert "Made a group" not in (await stranger.get("/manage/audit")).text
    assert "person.role" not in (await stranger.get("/manage/audit/record.csv")).text


async def test_stopped_task_says_why_and_is_tried_again_or_given_up(
    two_towns: Towns, staff: httpx.AsyncClient, client: Client
) -> None:
    one, other = await failed_job(two_towns.a), await failed_job(two_towns.a)
    page = (await staff.get("/manage/jobs")).text
    assert "MailFailedError: &lt;full&gt;" in page
    assert "2 tasks have stopped" in (await staff.get("/manage")).text
    stranger = await client(two_towns.b, role=Role.ADMIN)
    assert "MailFailedError" not in (await stranger.get("/manage/jobs")).text
    assert (await stranger.post(f"/manage/jobs/{one}/retry")).status_code == 404
    assert (await stranger.post(f"/manage/jobs/{one}/drop")).status_code == 404
    assert (await staff.post(f"/manage/jobs/{one}/retry")).status_code == 303
    assert (await staff.post(f"/manage/jobs/{one}/retry")).status_code == 404
    assert (await staff.post(f"/manage/jobs/{other}/drop")).status_code == 303
    async with scope(two_towns.a):
        assert await value("SELECT failed_at IS NULL FROM outbox WHERE id = $1", one)
        assert await value("SELECT count(*) FROM outbox WHERE id = $1", other) == 0
    await failed_job(two_towns.a)
    assert (await staff.post("/manage/jobs/retry")).status_code == 303
    assert "All tasks are done" in (await staff.get("/manage/jobs")).text


async def test_support_visit_is_seen_and_ended(
    two_towns: Towns, staff: httpx.AsyncClient, client: Client
) -> None:
    eva = await new_person(PLATFORM, name="Eva Ekspert", role=Role.SUPPORT)
    async with scope(two_towns.a):
        visit = await begin_visit(
            expert_id=eva.id, expert_name="Eva Ekspert", reason="Dere ba om <b>hjelp</b>", ticket="t"
        )
    expert = await client(two_towns.a)
    expert.cookies.set("session", visit.token, domain=two_towns.a.hosts[0])
    assert (await expert.get("/manage")).status_code == 200
    page = (await staff.get("/manage/support")).text
    assert "Eva Ekspert is here now" in page
    assert "<b>hjelp</b>" not in page
    assert "Eva Ekspert from support is here" in (await staff.get("/manage")).text
    stranger = await client(two_towns.b, role=Role.ADMIN)
    assert (await stranger.post(f"/manage/support/{visit.visit_id}/end")).status_code == 404
    assert (await staff.post(f"/manage/support/{visit.visit_id}/end")).status_code == 303
    assert (await expert.get("/manage")).status_code == 401
    page = (await staff.get("/manage/support")).text
    assert "is here now" not in page
    assert "Eva Ekspert" in page
    assert (await staff.post(f"/manage/support/{visit.visit_id}/end")).status_code == 404
