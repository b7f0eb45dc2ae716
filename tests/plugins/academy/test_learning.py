"""Staff take a course from its first lesson to the certificate; nobody else sees how it went."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from outloud import check

from academy import forget_person, personal_data
from academy.service.reminders import remind
from core.db import execute, value
from core.i18n.formats import ZONE
from core.people import Role
from core.sdk.testing import Client, Towns, new_person, run_due_jobs
from core.tenancy import Tenant, scope
from tests.plugins.academy.conftest import BASE, COURSE, LESSON

RIGHT = {"quiz.double": "a", "quiz.words": ["short", "one"]}


async def finish(desk: httpx.AsyncClient) -> None:
    """Through the forms that people use."""
    await desk.post(f"{LESSON}/done")
    await desk.post(f"{LESSON}/exercises/write-one", data={"done": "on"})
    assert (await desk.post(f"{LESSON}/quiz", data=RIGHT)).status_code == 200
    last = await desk.post(f"{BASE}/02-aloud/done")
    assert last.headers["location"] == BASE


async def _code(tenant: Tenant, person_id: int) -> str:
    async with scope(tenant, read_only=True):
        return str(await value("SELECT code FROM academy_certificate WHERE person = $1", person_id))


async def test_course_is_taken_to_its_certificate(two_towns: Towns, client: Client, tmp_path: Path) -> None:
    kari = await new_person(two_towns.a, name="Kari Nordvik", role=Role.MANAGER)
    desk = await client(two_towns.a, kari)
    assert "A good question" in (await desk.get("/manage/academy")).text
    assert "0 of 4 steps done" in (await desk.get(BASE)).text
    lesson = (await desk.get(LESSON)).text
    assert "Write one question" in lesson
    assert "I have done this" in lesson
    assert (await desk.post(f"{LESSON}/quiz", data={"quiz.double": "a"})).status_code == 422
    wrong = await desk.post(f"{LESSON}/quiz", data={"quiz.double": "b", "quiz.words": ["short"]})
    assert "0 of 2 right" in wrong.text
    assert "two things" in wrong.text
    assert (await desk.get(f"{BASE}/certificate.pdf")).status_code == 404
    await finish(desk)
    course = (await desk.get(BASE)).text
    assert "You have finished this course" in course
    paper = await desk.get(f"{BASE}/certificate.pdf")
    assert paper.headers["content-type"] == "application/pdf"
    file = tmp_path / "certificate.pdf"
    file.write_bytes(paper.content)
    assert [each.rule for each in check(str(file)).findings if each.severity == "error"] == []
    if folder := os.environ.get("ALLMENNING_PICTURES"):
        (Path(folder) / "certificate.pdf").write_bytes(paper.content)


async def test_certificate_is_checked_only_where_its_person_lets_it(two_towns: Towns, client: Client) -> None:
    ola = await new_person(two_towns.a, name="Ola Vik", role=Role.MODERATOR)
    desk, visitor, other = (
        await client(two_towns.a, ola),
        await client(two_towns.a),
        await client(two_towns.b),
    )
    assert (await desk.post(f"{BASE}/certificate", data={"public": "on"})).status_code == 303
    await finish(desk)
    code = await _code(two_towns.a, ola.id)
    hidden = await visitor.get(f"/academy/certificate/{code}")
    assert hidden.status_code == 404
    assert "Ola Vik" not in hidden.text
    await desk.post(f"{BASE}/certificate", data={"public": "on"})
    shown = await visitor.get(f"/academy/certificate/{code.lower()}")
    assert shown.status_code == 200
    assert "Ola Vik" in shown.text
    assert "A good question" in shown.text
    assert (await other.get(f"/academy/certificate/{code}")).status_code == 404
    for forged in ("AAAA-AAAA-AAAA-AAAA", code[:-1], "%25", "' OR 1=1 --", "<script>alert(1)</script>"):
        answer = await visitor.get(f"/academy/certificate/{forged}")
        assert answer.status_code == 404
        assert "<script>alert" not in answer.text
    await desk.post(f"{BASE}/certificate")
    assert (await visitor.get(f"/academy/certificate/{code}")).status_code == 404


async def test_other_roles_and_towns_see_nothing(two_towns: Towns, client: Client) -> None:
    resident = await client(two_towns.a, role=Role.PARTICIPANT)
    visitor = await client(two_towns.a)
    moderator = await client(two_towns.a, role=Role.MODERATOR)
    for address in ("/manage/academy", BASE, LESSON, "/manage/academy/practice"):
        assert (await resident.get(address)).status_code == 403
        assert (await visitor.get(address)).status_code == 401
        assert (await moderator.get(address)).status_code == 200
    for address in ("/manage/academy/staff", "/manage/academy/own", "/manage/academy/problems"):
        assert (await moderator.get(address)).status_code == 403
    foreign = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    assert (await moderator.post(f"{LESSON}/done", headers=foreign)).status_code == 403


async def test_files_of_a_course_and_no_others(two_towns: Towns, client: Client) -> None:
    desk = await client(two_towns.a, role=Role.MODERATOR)
    picture = await desk.get(f"{BASE}/files/figures/scale.png")
    assert picture.headers["content-type"] == "image/png"
    part = await desk.get(f"{BASE}/files/figures/scale.png", headers={"range": "bytes=1-3"})
    assert (part.status_code, part.content) == (206, b"PNG")
    for name in ("course.toml", "../../conftest.py", "..%2f..%2fconftest.py", "figures/gone.png", "%00.png"):
        assert (await desk.get(f"{BASE}/files/{name}")).status_code == 404


async def test_administrator_asks_and_sees_how_far_staff_are(two_towns: Towns, client: Client) -> None:
    boss = await new_person(two_towns.a, name="Turid Leder", role=Role.ADMIN)
    kari = await new_person(two_towns.a, name="Kari Asked", role=Role.MANAGER)
    resident = await new_person(two_towns.a, name="Per Beboer")
    desk, hers = await client(two_towns.a, boss), await client(two_towns.a, kari)
    url = "/manage/academy/staff/assign"
    day = (datetime.now(UTC) + timedelta(days=5)).date().isoformat()
    assert "Kari Asked" in (await desk.get(url)).text
    nobody = await desk.post(url, data={"course": COURSE, "people": [str(resident.id)]})
    assert nobody.status_code == 422
    late = await desk.post(url, data={"course": COURSE, "people": [str(kari.id)], "due_on": "2020-01-01"})
    assert late.status_code == 422
    asked = await desk.post(url, data={"course": COURSE, "people": [str(kari.id)], "due_on": day})
    assert asked.status_code == 303
    assert "You are asked to take this course" in (await hers.get("/manage/academy")).text
    assert "Courses you are asked to take" in (await hers.get("/manage")).text
    await hers.post(f"{LESSON}/done")
    staff = (await desk.get("/manage/academy/staff")).text
    assert "25 % done" in staff
    assert "Per Beboer" not in staff
    other = await client(two_towns.b, role=Role.ADMIN)
    assert "Kari Asked" not in (await other.get("/manage/academy/staff")).text
    back = await desk.post(f"/manage/academy/staff/{kari.id}/{COURSE}/unassign")
    assert back.status_code == 303
    assert "You are asked" not in (await hers.get("/manage/academy")).text


async def test_reminder_is_sent_once_and_not_when_finished(two_towns: Towns, client: Client) -> None:
    boss = await new_person(two_towns.b, role=Role.ADMIN)
    slow = await new_person(two_towns.b, name="Sein Sen", role=Role.MANAGER)
    quick = await new_person(two_towns.b, name="Rask Rask", role=Role.MANAGER)
    desk = await client(two_towns.b, boss)
    day = (datetime.now(ZONE) + timedelta(days=3)).date().isoformat()
    data = {"course": COURSE, "people": [str(slow.id), str(quick.id)], "due_on": day}
    await desk.post("/manage/academy/staff/assign", data=data)
    await finish(await client(two_towns.b, quick))
    for _again in range(2):
        async with scope(two_towns.b):
            await remind()
    await run_due_jobs(two_towns.b)
    assert [await _notices(two_towns.b, each.id) for each in (slow, quick)] == [1, 0]
    async with scope(two_towns.b):
        await execute("UPDATE academy_assignment SET due_on = due_on - 10")
        await remind()
        assert await value("SELECT reminded FROM academy_assignment WHERE person = $1", slow.id) == 3
    assert [await _notices(two_towns.b, each.id) for each in (slow, quick)] == [2, 0]


async def _notices(tenant: Tenant, person_id: int) -> int:
    async with scope(tenant, read_only=True):
        return int(
            await value(
                "SELECT count(*) FROM notification x JOIN notice n ON n.id = x.notice "
                "WHERE x.person = $1 AND n.title::text ILIKE '%finish%'",
                person_id,
            )
        )


async def test_person_gets_it_all_and_is_forgotten(two_towns: Towns, client: Client) -> None:
    eva = await new_person(two_towns.a, name="Eva Borte", role=Role.MANAGER)
    desk = await client(two_towns.a, eva)
    await finish(desk)
    code = await _code(two_towns.a, eva.id)
    await desk.post(f"{BASE}/certificate", data={"public": "on"})
    async with scope(two_towns.a):
        kept = {each.name for each in await personal_data(eva.id)}
        assert kept == {"course steps", "quiz tries", "certificates"}
        await forget_person(eva.id)
        assert await personal_data(eva.id) == []
    visitor = await client(two_towns.a)
    assert (await visitor.get(f"/academy/certificate/{code}")).status_code == 404
