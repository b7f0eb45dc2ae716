"""Topics are suggested and staff decide; harsh words and spam are put before the moderators, and nothing is hidden."""

import pytest

from core.contributions.labels import add_topic
from core.db import execute, value
from core.jobs.testing import run_due_jobs
from core.people import Role
from core.sdk import suggest_to_moderators
from core.tenancy import scope
from plugins.insights.flags import look_through
from tests.conftest import Client, MakePerson
from tests.contributions.ground import new_ground, new_idea
from tests.plugins.insights.desk import CYCLING, POOL, Workbench, new_workbench
from tests.support.people import new_person
from tests.support.towns import Towns


@pytest.fixture
async def bench(two_towns: Towns, client: Client, make_person: MakePerson) -> Workbench:
    return await new_workbench(two_towns.a, client, make_person)


@pytest.fixture
async def topics(bench: Workbench) -> dict[str, int]:
    """Two topics, known by name and description alone."""
    async with scope(bench.tenant):
        await execute("DELETE FROM topic")
        return {
            "cycling": await add_topic(
                names={"nb": "Sykkel"}, descriptions={"nb": "Sykkelvei, sykkelfelt og sykkelstativ"}
            ),
            "pool": await add_topic(
                names={"nb": "Svømming"}, descriptions={"nb": "Svømmehall, basseng og svømmeopplæring"}
            ),
        }


async def _guesses(bench: Workbench, topic: int) -> set[int]:
    found = await bench.ask(
        "SELECT contribution FROM insights_guess WHERE topic = $1 AND decided = ''", topic
    )
    return {int(str(each["contribution"])) for each in found}


async def test_topics_are_suggested_from_their_descriptions(bench: Workbench, topics: dict[str, int]) -> None:
    await bench.do("/topics/suggest")
    cycling = {bench.said[text] for text in CYCLING}
    pool = {bench.said[text] for text in POOL}
    guessed = await _guesses(bench, topics["cycling"]), await _guesses(bench, topics["pool"])
    assert len(guessed[0] & cycling) >= 5
    assert len(guessed[1] & pool) >= 5
    shown = await bench.see("/topics")
    assert "Sykkel" in shown
    assert POOL[0] in shown


async def test_staff_say_yes_and_no_and_both_are_remembered(bench: Workbench, topics: dict[str, int]) -> None:
    await bench.do("/topics/suggest")
    yes, no = sorted(await _guesses(bench, topics["pool"]))[:2]
    answer = await bench.do("/topics/decide", topic=str(topics["pool"]), contribution=[str(yes)], do="accept")
    assert answer.status_code == 303
    await bench.do("/topics/decide", topic=str(topics["pool"]), contribution=[str(no)], do="refuse")
    await bench.do("/topics/suggest")
    assert not {yes, no} & await _guesses(bench, topics["pool"])
    found = await bench.ask("SELECT contribution, topic FROM contribution_topic")
    assert found == [{"contribution": yes, "topic": topics["pool"]}]


async def test_what_was_not_suggested_or_lies_elsewhere_is_not_touched(
    bench: Workbench, topics: dict[str, int]
) -> None:
    for contribution in ("999999", "0", "x", "9" * 30):
        await bench.do("/topics/decide", topic=str(topics["pool"]), contribution=[contribution], do="accept")
    assert (await bench.do("/topics/decide", topic="x", do="accept")).status_code == 303
    assert not await bench.ask("SELECT 1 FROM contribution_topic")


async def test_what_arrives_is_suggested_a_topic_where_staff_use_it(
    bench: Workbench, topics: dict[str, int]
) -> None:
    await bench.do("/topics/suggest")
    new = await new_idea(
        bench.ground,
        await new_person(bench.tenant),
        title="Svømmehallen",
        body="<p>Flere bassenger i svømmehallen.</p>",
    )
    await run_due_jobs(bench.tenant)
    async with scope(bench.tenant):  # what comes within some seconds is taken together
        await execute("UPDATE outbox SET due_at = now() WHERE name = 'insights.tag_new'")
    await run_due_jobs(bench.tenant)
    assert new in await _guesses(bench, topics["pool"])


async def test_one_topic_or_none_is_said_and_nothing_is_suggested(bench: Workbench) -> None:
    async with scope(bench.tenant):
        await execute("DELETE FROM topic")
    await bench.do("/topics/suggest")
    assert "at least two topics" in await bench.see("/topics") or "minst to" in await bench.see("/topics")
    assert not await bench.ask("SELECT 1 FROM insights_guess")


async def test_a_resident_and_another_town_see_nothing_of_it(
    bench: Workbench, two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    path = f"{bench.url}/topics"
    resident = await client(two_towns.a, await make_person(two_towns.a))
    elsewhere = await client(two_towns.b, await make_person(two_towns.b, role=Role.ADMIN))
    assert (await resident.get(path)).status_code == 403
    assert (await elsewhere.get(path)).status_code == 404
    assert (await elsewhere.post(f"{path}/suggest", data={})).status_code == 404


async def test_harsh_words_and_spam_wait_for_a_moderator_with_the_reason(two_towns: Towns) -> None:
    ground = await new_ground(two_towns.a)
    author = await new_person(two_towns.a)
    ids = [
        await new_idea(ground, author, title=f"Tekst {at}", body=f"<p>{body}</p>")
        for at, body in enumerate(
            ["Ordføreren er en idiot.", "Kjøp her: https://example.com/a", "Vi trenger flere benker."]
        )
    ]
    async with scope(two_towns.a):
        assert await look_through(ids=ids) == 2
        assert await look_through(ids=ids) == 0
        flags = [
            await value(
                "SELECT array_agg(reason || ':' || text) FROM contribution_flag WHERE contribution = $1", each
            )
            for each in ids
        ]
        states = await value("SELECT array_agg(DISTINCT state) FROM contribution WHERE id = ANY($1)", ids)
    assert flags == [["harsh:idiot"], ["like_spam:https://example.com/a"], None]
    assert states == ["published"]
    async with scope(two_towns.b, read_only=True):
        assert await value("SELECT count(*) FROM contribution_flag") == 0


async def test_what_a_moderator_has_settled_is_not_suggested_again(two_towns: Towns) -> None:
    ground = await new_ground(two_towns.a)
    idea = await new_idea(ground, await new_person(two_towns.a), title="Idiot", body="<p>Idiot.</p>")
    async with scope(two_towns.a):
        assert await suggest_to_moderators(contribution_id=idea, reason="harsh", text="idiot")
        await execute("UPDATE contribution_flag SET settled_at = now()")
        assert not await suggest_to_moderators(contribution_id=idea, reason="harsh", text="idiot")
        assert not await suggest_to_moderators(contribution_id=999_999, reason="harsh")
        with pytest.raises(ValueError, match="nonsense"):
            await suggest_to_moderators(contribution_id=idea, reason="nonsense")
