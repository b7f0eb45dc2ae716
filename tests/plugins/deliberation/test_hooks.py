"""What the host asks of the plugin: figures, exports, a person's data, and to forget."""

import httpx

from core.db import rows, value
from core.people import Person
from core.projects.place import place_of_activity
from core.sdk.testing.activities import Stand
from core.tenancy import scope, site
from plugins.deliberation import allows, blocks, exports, forget_person, personal_data, publish_problems
from tests.conftest import Client, MakePerson
from tests.plugins.deliberation.conftest import NewStand
from tests.plugins.deliberation.test_answering import say, shown
from tests.support.towns import Towns


async def answered(stand: Stand, client: Client, person: Person) -> httpx.AsyncClient:
    visitor = await client(stand.tenant, person)
    for said in ("agree", "disagree"):
        await say(visitor, stand, shown(await visitor.get(stand.url)), said)
    return visitor


async def test_blocks_count_one_town_and_carry_n(
    towns: Towns, new_stand: NewStand, client: Client, make_person: MakePerson
) -> None:
    here, there = await new_stand(towns.a), await new_stand(towns.b)
    await answered(here, client, await make_person(towns.a))
    for stand, expected in ((here, 2), (there, 0)):
        async with scope(stand.tenant, read_only=True):
            found = await blocks(project_id=None, activity_id=stand.activity_id, since=None, until=None)
        figures = {block.id: block for block in found}
        assert figures["deliberation.answers"].value == expected
        assert figures["deliberation.statements"].value == 3
        assert figures["deliberation.participants"].n == (1 if expected else 0)


async def test_export_holds_everything_and_names_nobody(
    towns: Towns, new_stand: NewStand, client: Client, make_person: MakePerson
) -> None:
    stand = await new_stand(towns.a)
    person = await make_person(towns.a, name="Kari Strand")
    visitor = await answered(stand, client, person)
    await visitor.post(f"{stand.url}/new", data={"text": "En påstand fra en som bor her."})
    async with scope(towns.a, read_only=True):
        place = await place_of_activity(await site(), stand.activity_id)
        assert place is not None
        found = {each.name: [line async for line in each.rows] for each in await exports(activity=place.here)}
    assert len(found["statements"]) == 4
    assert sorted(line["vote"] for line in found["votes"]) == [-1, 1, 1]
    assert {line["voter"] for line in found["votes"]} == {1}
    assert "Kari" not in str(found)
    assert str(person.email) not in str(found)


async def test_person_gets_own_answers_and_is_forgotten_without_losing_them(
    towns: Towns, new_stand: NewStand, client: Client, make_person: MakePerson
) -> None:
    stand = await new_stand(towns.a)
    kari, ola = await make_person(towns.a), await make_person(towns.a)
    await answered(stand, client, kari)
    await answered(stand, client, ola)
    async with scope(towns.a):
        (data,) = await personal_data(person_id=kari.id)
        assert [line["answer"] for line in data.rows] == [1, -1]
        await forget_person(person_id=kari.id)
        assert await personal_data(person_id=kari.id) == []
        assert len((await personal_data(person_id=ola.id))[0].rows) == 2
        kept = await value(
            "SELECT count(*) FROM deliberation_vote d JOIN deliberation_voter v ON v.id = d.voter WHERE v.activity = $1",
            stand.activity_id,
        )
    assert kept == 4


async def test_no_table_of_the_plugin_names_who_answered(stand: Stand) -> None:
    async with scope(stand.tenant, read_only=True):
        found = await rows(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() "
            "AND table_name IN ('deliberation_vote', 'deliberation_voter') AND column_name IN ('person', 'email', 'ip')"
        )
    assert found == []


async def test_problems_and_switches_follow_the_settings(towns: Towns, new_stand: NewStand) -> None:
    statements, options = await new_stand(towns.a), await new_stand(towns.a, shape="options", seeds=())
    for stand, action, expected in (
        (statements, "deliberation.vote", True),
        (statements, "deliberation.argue", False),
        (options, "deliberation.argue", True),
        (options, "deliberation.submit", False),
    ):
        async with stand.open() as place:
            assert allows(activity=place.here, action=action) is expected
            problems = publish_problems(activity=place.here)
            assert problems
            assert not any(problem.blocking for problem in problems)
