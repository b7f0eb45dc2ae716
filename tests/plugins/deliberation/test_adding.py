"""Residents add statements; staff add the first ones."""

import pytest

from core.contributions import State
from core.contributions.moderating import change_state
from core.db import row, value
from core.jobs.testing import run_due_jobs
from core.participation import participants
from core.people import Role
from core.sdk.testing.activities import Stand
from core.tenancy import scope
from tests.conftest import Client, MakePerson
from tests.plugins.deliberation.conftest import SEEDS, NewStand
from tests.support.towns import Towns


async def test_author_agrees_and_stays_unseen(stand: Stand, client: Client, make_person: MakePerson) -> None:
    person = await make_person(stand.tenant, name="Kari Strand")
    kari = await client(stand.tenant, person)
    answer = await kari.post(f"{stand.url}/new", data={"text": "Kaia trenger flere benker."})
    assert answer.status_code == 303, answer.text
    async with scope(stand.tenant, read_only=True):
        found = await row(
            "SELECT c.id, c.anonymous, (SELECT value FROM deliberation_vote WHERE statement = c.id) AS value "
            "FROM contribution c WHERE c.activity = $1 AND c.kind = 'statement' AND NOT c.official",
            stand.activity_id,
        )
        assert await participants(activity_id=stand.activity_id) == 1
    assert found is not None
    assert (found["anonymous"], found["value"]) == (True, 1)
    visitor = await client(stand.tenant)
    page = await visitor.get(f"{stand.url}/{found['id']}")
    assert page.status_code == 200
    assert "Kari" not in page.text


async def test_first_statements_make_nobody_a_participant(stand: Stand) -> None:
    async with scope(stand.tenant, read_only=True):
        assert await participants(activity_id=stand.activity_id) == 0


@pytest.mark.parametrize("text", ["", "   ", "x" * 181, SEEDS[0].upper()])
async def test_statement_is_refused_beside_the_field(
    stand: Stand, client: Client, make_person: MakePerson, text: str
) -> None:
    kari = await client(stand.tenant, await make_person(stand.tenant))
    answer = await kari.post(f"{stand.url}/new", data={"text": text})
    assert answer.status_code == 422
    assert "data-error-summary" in answer.text


async def test_visitor_keeps_what_was_written(stand: Stand, client: Client) -> None:
    visitor = await client(stand.tenant)
    answer = await visitor.post(f"{stand.url}/new", data={"text": "Kaia trenger lys."})
    assert answer.status_code == 401
    assert "Kaia trenger lys." in answer.text


async def test_hostile_text_is_only_text(stand: Stand, client: Client, make_person: MakePerson) -> None:
    kari = await client(stand.tenant, await make_person(stand.tenant))
    hostile = "<script>alert(1)</script>{{ 7*7 }}' OR 1=1"
    assert (await kari.post(f"{stand.url}/new", data={"text": hostile})).status_code == 303
    manager = await client(stand.tenant, role=Role.MANAGER)
    page = await manager.get(f"{stand.url}/manage")
    assert "<script>alert(1)" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


async def test_look_first_waits_and_author_agrees_when_it_is_published(
    towns: Towns, new_stand: NewStand, client: Client, make_person: MakePerson
) -> None:
    stand = await new_stand(towns.a, look_first=True)
    kari = await client(stand.tenant, await make_person(stand.tenant))
    await kari.post(f"{stand.url}/new", data={"text": "Bryggene trenger rekkverk."})
    async with scope(stand.tenant, read_only=True):
        found = await row(
            "SELECT id, state FROM contribution WHERE activity = $1 AND NOT official", stand.activity_id
        )
    assert found is not None
    assert found["state"] == "waiting"
    visitor = await client(stand.tenant)
    assert (await visitor.get(f"{stand.url}/{found['id']}")).status_code == 404
    admin = await make_person(stand.tenant, role=Role.ADMIN)
    async with stand.open() as place:
        await change_state(place=place, contribution_id=found["id"], to=State.PUBLISHED, by=admin)
    await run_due_jobs(stand.tenant)
    async with scope(stand.tenant, read_only=True):
        said = await value("SELECT value FROM deliberation_vote WHERE statement = $1", found["id"])
    assert said == 1


async def test_own_statement_is_taken_back_by_its_author_only(
    stand: Stand, client: Client, make_person: MakePerson
) -> None:
    kari = await client(stand.tenant, await make_person(stand.tenant))
    await kari.post(f"{stand.url}/new", data={"text": "Brygga skal males grønn."})
    async with scope(stand.tenant, read_only=True):
        own = await value(
            "SELECT id FROM contribution WHERE activity = $1 AND NOT official", stand.activity_id
        )
    ola = await client(stand.tenant, await make_person(stand.tenant))
    assert (await ola.post(f"{stand.url}/{own}/withdraw")).status_code == 404
    assert (await kari.post(f"{stand.url}/{own}/withdraw")).status_code == 303
    assert (await ola.get(f"{stand.url}/{own}")).status_code == 404


async def test_staff_add_several_at_once_and_take_one_back(stand: Stand, client: Client) -> None:
    manager = await client(stand.tenant, role=Role.MANAGER)
    data = {"texts": "Første nye påstand.\n\nAndre nye påstand.\n"}
    assert (await manager.post(f"{stand.url}/manage/seeds", data=data)).status_code == 303
    page = await manager.get(f"{stand.url}/manage")
    assert "Første nye påstand." in page.text
    async with scope(stand.tenant, read_only=True):
        first = await value(
            "SELECT id FROM contribution WHERE activity = $1 AND text = 'Første nye påstand.'",
            stand.activity_id,
        )
    assert (await manager.post(f"{stand.url}/manage/seeds/{first}/withdraw")).status_code == 303
    assert "Første nye påstand." not in (await manager.get(f"{stand.url}/manage")).text


async def test_adding_switched_off_has_no_page(
    towns: Towns, new_stand: NewStand, client: Client, make_person: MakePerson
) -> None:
    stand = await new_stand(towns.a, add=False)
    kari = await client(stand.tenant, await make_person(stand.tenant))
    assert (await kari.get(f"{stand.url}/new")).status_code == 404
    assert (await kari.post(f"{stand.url}/new", data={"text": "Likevel?"})).status_code == 404
