"""A question from a place, and its way to an answer."""

from datetime import UTC, datetime

import httpx
import pytest

from core.db import rows, value
from core.outside.mail import FolderMailer
from core.people import Person, Role
from core.tenancy import PLATFORM, Tenant, scope
from tenants.desk.cases.targets import answer_due, target_hours
from tests.conftest import Client, MakePerson
from tests.support.towns import Towns
from tests.tenants.desk.conftest import last_mail

ASKED = {"subject": "The map is white", "text": "It was there <i>yesterday</i>.", "page": "/manage/projects"}


async def _ask(visitor: httpx.AsyncClient) -> str:
    answer = await visitor.post("/manage/help/new", data=ASKED)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def test_question_is_answered_by_mail_and_on_the_page(
    two_towns: Towns,
    desk: httpx.AsyncClient,
    siri: Person,
    client: Client,
    make_person: MakePerson,
    mails: FolderMailer,
) -> None:
    town = two_towns.a
    await desk.post(f"/desk/{town.id}/follow", data={"on": "1"})
    kari = await make_person(town, role=Role.MANAGER, name="Kari Nordvik")
    asker = await client(town, kari)
    form = await asker.get(
        "/manage/help/new", headers={"referer": f"http://{town.hosts[0]}/manage/projects?x=1"}
    )
    assert 'value="/manage/projects"' in form.text
    address = await _ask(asker)
    assert "The map is white" in await last_mail(mails, siri, PLATFORM)
    number = address.rpartition("/")[2]
    seen = (await desk.get(f"/desk/cases/{number}")).text
    assert "It was there &lt;i&gt;yesterday&lt;/i&gt;." in seen
    assert "/manage/projects" in seen
    await desk.post(f"/desk/cases/{number}/answer", data={"text": "She sounds stressed", "kind": "note"})
    await desk.post(
        f"/desk/cases/{number}/answer", data={"text": "Choose Topo in the settings.", "kind": "answer"}
    )
    assert "Choose Topo in the settings." in await last_mail(mails, kari, town)
    page = (await asker.get(address)).text
    assert "Choose Topo in the settings." in page
    assert "She sounds stressed" not in page
    assert (await asker.post(f"{address}/happy", data={"happy": "9"})).status_code == 422
    assert (await asker.post(f"{address}/happy", data={"happy": "5", "why": "Quick"})).status_code == 303
    assert "5 of 5" in (await desk.get(f"/desk/cases/{number}")).text
    await asker.post(f"{address}/more", data={"text": "One thing more"})
    assert "The map is white" in (await desk.get("/desk/cases?which=open")).text


async def test_case_of_another_place_or_colleague_is_not_found(two_towns: Towns, client: Client) -> None:
    address = await _ask(await client(two_towns.a, role=Role.MODERATOR))
    admin = await client(two_towns.a, role=Role.ADMIN)
    assert (await admin.get(address)).status_code == 200
    assert "The map is white" in (await admin.get("/manage/help")).text
    for stranger in (
        await client(two_towns.a, role=Role.MODERATOR),
        await client(two_towns.b, role=Role.ADMIN),
    ):
        assert (await stranger.get(address)).status_code == 404
        assert (await stranger.post(f"{address}/more", data={"text": "x"})).status_code == 404
        assert (await stranger.post(f"{address}/happy", data={"happy": "1"})).status_code == 404
        assert "The map is white" not in (await stranger.get("/manage/help")).text
    resident = await client(two_towns.a, role=Role.PARTICIPANT)
    assert (await resident.get("/manage/help")).status_code == 403


async def test_case_is_handed_over_and_closed(
    two_towns: Towns, desk: httpx.AsyncClient, client: Client, make_person: MakePerson
) -> None:
    number = (await _ask(await client(two_towns.b, role=Role.ADMIN))).rpartition("/")[2]
    ola = await make_person(PLATFORM, role=Role.SUPPORT, name="Ola Ekspert")
    nobody = await make_person(PLATFORM, name="Not an expert")
    assert (
        await desk.post(f"/desk/cases/{number}/hand-over", data={"to": str(nobody.id)})
    ).status_code == 404
    assert (await desk.post(f"/desk/cases/{number}/hand-over", data={"to": str(ola.id)})).status_code == 303
    assert "The map is white" in (await (await client(PLATFORM, ola)).get("/desk/cases?which=mine")).text
    assert (await desk.post(f"/desk/cases/{number}/close")).status_code == 303
    assert (await desk.post("/desk/cases/99999999/close")).status_code == 404
    async with scope(PLATFORM, read_only=True):
        assert await value("SELECT state FROM tenants_case WHERE id = $1", int(number)) == "closed"


async def test_ready_answer_begins_an_answer(
    desk: httpx.AsyncClient, two_towns: Towns, client: Client
) -> None:
    await desk.post("/desk/answers", data={"title": "White map", "text": "Look at the map's settings."})
    async with scope(PLATFORM, read_only=True):
        ready = (await rows("SELECT id FROM tenants_ready_answer"))[0]["id"]
    number = (await _ask(await client(two_towns.a, role=Role.ADMIN))).rpartition("/")[2]
    begun = (await desk.get(f"/desk/cases/{number}?ready={ready}")).text
    assert "Look at the map&#39;s settings.</textarea>" in begun
    assert (await desk.post(f"/desk/answers/{ready}/remove")).status_code == 303


@pytest.mark.parametrize(
    ("asked", "hours", "due"),
    [
        ("2027-03-01T09:00+01:00", 4, "2027-03-01T13:00+01:00"),  # a Monday
        ("2027-03-01T15:00+01:00", 4, "2027-03-02T11:00+01:00"),
        ("2027-03-05T15:00+01:00", 2, "2027-03-08T09:00+01:00"),  # over a weekend
        ("2027-03-06T12:00+01:00", 16, "2027-03-09T16:00+01:00"),
        ("2027-03-01T03:00+01:00", 8, "2027-03-01T16:00+01:00"),
        ("2027-03-26T15:00+01:00", 2, "2027-03-29T09:00+02:00"),  # the clocks change
    ],
)
def test_answer_is_due_in_working_hours(asked: str, hours: int, due: str) -> None:
    found = answer_due(datetime.fromisoformat(asked).astimezone(UTC), hours=hours)
    assert found == datetime.fromisoformat(due)


async def test_urgent_goes_before_the_plan(two_towns: Towns) -> None:
    async with scope(PLATFORM, read_only=True):
        urgent = await target_hours(two_towns.a.id, urgent=True)
        assert urgent < await target_hours(two_towns.a.id, urgent=False) <= 16


async def test_question_of_somebody_who_left_has_no_name(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    from tenants.help.kept import about, forget

    town: Tenant = two_towns.b
    kari = await make_person(town, role=Role.MANAGER, name="Kari Slettmeg")
    await _ask(await client(town, kari))
    async with scope(town, read_only=True):
        assert len((await about(kari.id))[0].rows) == 1
    async with scope(two_towns.a, read_only=True):
        assert (await about(kari.id))[0].rows == ()
    async with scope(town):
        await forget(kari.id)
    async with scope(PLATFORM, read_only=True):
        assert (
            await rows(
                "SELECT 1 FROM tenants_case WHERE asker_name = 'Kari Slettmeg' OR asker_email = $1",
                kari.email,
            )
            == []
        )
