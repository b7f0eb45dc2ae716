"""What is told of many answers: what unites, who thinks alike, what divides – and never of a single person."""

import re

import pytest

from core.db import row, rows, value
from core.host.hookspecs import Seeding
from core.jobs.testing import run_due_jobs
from core.participation import participants
from core.people import Role
from core.people.service import account_of
from core.sdk.testing.activities import Stand
from core.tenancy import scope
from plugins.deliberation.groups.computing import find_groups
from plugins.deliberation.seeding import seed
from tests.conftest import Client, MakePerson
from tests.plugins.deliberation.conftest import NewStand
from tests.support.towns import Towns


@pytest.fixture(scope="module")
def kept() -> dict[str, Stand]:
    return {}


@pytest.fixture
async def running(
    towns: Towns, new_stand: NewStand, make_person: MakePerson, kept: dict[str, Stand]
) -> Stand:
    """Half way: a hundred invented people have answered. Made once: tests only look."""
    if "running" not in kept:
        stand = await new_stand(towns.a, seeds=(), results="always", everyone=True)
        await seeded(stand, make_person, "running", "cabins")
        kept["running"] = stand
    return kept["running"]


async def seeded(stand: Stand, make_person: MakePerson, stage: str, theme: str, residents: int = 12) -> None:
    people = tuple([await make_person(stand.tenant) for _ in range(residents)])
    staff = (await make_person(stand.tenant, role=Role.ADMIN),)
    async with stand.open() as place:
        await seed(
            Seeding(place=place, stage=stage, theme=theme, language="nb", residents=people, staff=staff)
        )


async def test_result_tells_groups_and_what_unites(running: Stand, client: Client) -> None:
    page = (await (await client(running.tenant)).get(f"{running.url}/results")).text
    for words in ("What unites", "Group A", "Group B", "What divides", "The groups as a picture"):
        assert words in page
    uniting = page.partition("What unites")[2].partition("The groups, and what")[0]
    assert "Skiløypene skal være åpne for alle" in uniting
    dividing = page.partition('id="dividing"')[2]
    assert "eiendomsskatt" in dividing


async def test_participants_are_those_of_the_log(running: Stand, client: Client) -> None:
    async with scope(running.tenant, read_only=True):
        people = await participants(activity_id=running.activity_id)
        voters = await value(
            "SELECT count(*) FROM deliberation_voter WHERE activity = $1", running.activity_id
        )
        votes = await value(
            "SELECT count(*) FROM deliberation_vote d JOIN deliberation_voter v ON v.id = d.voter WHERE v.activity = $1",
            running.activity_id,
        )
        told = (await row("SELECT told FROM deliberation_result WHERE activity = $1", running.activity_id))[
            "told"
        ]  # type: ignore[index]
    assert people == voters == told["voters"]
    assert votes == told["votes"]
    assert sum(group["size"] for group in told["groups"]) + told["others"] == told["grouped"]


async def test_second_run_tells_the_same(running: Stand) -> None:
    async def groups() -> list[object]:
        sql = "SELECT id, opinion, round(x::numeric, 6) AS x FROM deliberation_voter WHERE activity = $1 ORDER BY id"
        return [tuple(each.values()) for each in await rows(sql, running.activity_id)]

    async with scope(running.tenant):
        before = await groups()
        await find_groups(activity_id=running.activity_id)
        assert await groups() == before


async def test_table_and_file_hide_what_few_have_answered(
    running: Stand, client: Client, make_person: MakePerson
) -> None:
    kari = await client(running.tenant, await make_person(running.tenant))
    await kari.post(f"{running.url}/new", data={"text": "Noe som bare jeg har svart på."})
    async with scope(running.tenant):
        await find_groups(activity_id=running.activity_id)
    page = await kari.get(f"{running.url}/results/statements")
    line = page.text.partition("Noe som bare jeg har svart på.")[2].partition("</tr>")[0]
    assert "few" in line
    assert "%" not in re.sub(r'data-label="[^"]*"', "", line)
    file = await kari.get(f"{running.url}/results/statements.csv")
    assert file.headers["content-type"].startswith("text/csv")
    lone = next(each for each in file.text.splitlines() if "bare jeg" in each)
    assert set(lone.rpartition("på.")[2].strip('"')) <= {",", ";"}


async def test_one_sees_where_one_stands_and_nobody_else_does(
    running: Stand, client: Client, make_person: MakePerson
) -> None:
    async with scope(running.tenant, read_only=True):
        person = await value(
            "SELECT author FROM contribution WHERE activity = $1 AND NOT official ORDER BY id LIMIT 1",
            running.activity_id,
        )
        known = await account_of(person_id=person)
    assert known is not None
    me = await client(running.tenant, known.person)
    assert " data-mine " in (await me.get(f"{running.url}/results")).text
    assert " data-mine " not in (await (await client(running.tenant)).get(f"{running.url}/results")).text


async def test_result_waits_until_one_has_answered(towns: Towns, new_stand: NewStand, client: Client) -> None:
    stand = await new_stand(towns.a)
    visitor = await client(stand.tenant)
    assert "Answer first, then see the result" in (await visitor.get(f"{stand.url}/results")).text
    assert (await visitor.get(f"{stand.url}/results/statements.csv")).status_code == 404
    closed = await new_stand(towns.a, results="closed")
    assert "comes when the deliberation closes" in (await visitor.get(f"{closed.url}/results")).text


async def test_few_answers_make_no_groups(
    towns: Towns, new_stand: NewStand, client: Client, make_person: MakePerson
) -> None:
    stand = await new_stand(towns.a, everyone=True, results="always")
    visitor = await client(stand.tenant)
    page = await visitor.get(stand.url)
    found = re.search(r'name="statement" value="(\d+)"', page.text)
    assert found
    await visitor.post(f"{stand.url}/answer", data={"statement": found[1], "said": "agree"})
    async with scope(stand.tenant):
        await value("UPDATE outbox SET due_at = now() RETURNING 1")
    await run_due_jobs(stand.tenant)
    page = await visitor.get(f"{stand.url}/results")
    assert "There are no groups to tell of yet" in page.text


async def test_run_is_asked_for_once_however_many_answer(
    towns: Towns, new_stand: NewStand, client: Client
) -> None:
    stand = await new_stand(towns.b, everyone=True)
    for _ in range(3):
        visitor = await client(stand.tenant)
        found = re.search(r'name="statement" value="(\d+)"', (await visitor.get(stand.url)).text)
        assert found
        await visitor.post(f"{stand.url}/answer", data={"statement": found[1], "said": "agree"})
    async with scope(stand.tenant, read_only=True):
        waiting = await value(
            "SELECT count(*) FROM outbox WHERE name = 'deliberation.group' AND (arguments->>'activity_id')::bigint = $1",
            stand.activity_id,
        )
    assert waiting == 1


async def test_finished_demonstration_has_an_answered_statement(
    towns: Towns, new_stand: NewStand, client: Client, make_person: MakePerson
) -> None:
    stand = await new_stand(towns.b, seeds=(), results="always")
    await seeded(stand, make_person, "finished", "library")
    page = (await (await client(stand.tenant)).get(f"{stand.url}/outcome")).text
    assert "Et bibliotek med plass til både ro og liv" in page
    assert "Answer from the municipality" in page
