"""One statement at a time: answers are kept once, logged, changeable, and nobody's but the one who gave them."""

import re

import httpx

from core.db import rows, value
from core.jobs.testing import run_due_jobs
from core.participation import participants
from core.sdk.testing.activities import Stand
from core.tenancy import scope
from tests.conftest import Client, MakePerson
from tests.plugins.deliberation.conftest import SEEDS, NewStand
from tests.support.towns import Towns


def shown(answer: httpx.Response) -> int:
    """The id of the statement that the page asks about."""
    found = re.search(r'name="statement" value="(\d+)"', answer.text)
    assert found, answer.text
    return int(found[1])


async def say(
    visitor: httpx.AsyncClient, stand: Stand, statement: int, said: str = "agree"
) -> httpx.Response:
    answer = await visitor.post(f"{stand.url}/answer", data={"statement": statement, "said": said})
    assert answer.status_code == 303, answer.text
    return answer


async def votes(stand: Stand) -> list[dict[str, object]]:
    async with scope(stand.tenant, read_only=True):
        return await rows(
            "SELECT v.voter, v.statement, v.value FROM deliberation_vote v JOIN deliberation_statement s "
            "ON s.contribution = v.statement WHERE s.activity = $1 ORDER BY v.id",
            stand.activity_id,
        )


async def test_resident_answers_one_after_the_other(
    stand: Stand, client: Client, make_person: MakePerson
) -> None:
    kari = await client(stand.tenant, await make_person(stand.tenant))
    met = []
    for said in ("agree", "pass", "disagree"):
        page = await kari.get(stand.url)
        assert any(text in page.text for text in SEEDS)
        met.append(shown(page))
        await say(kari, stand, met[-1], said)
    assert len(set(met)) == 3
    assert "You have answered everything" in (await kari.get(stand.url)).text
    assert [vote["value"] for vote in await votes(stand)] == [1, 0, -1]


async def test_page_loaded_again_asks_the_same(stand: Stand, client: Client, make_person: MakePerson) -> None:
    kari = await client(stand.tenant, await make_person(stand.tenant))
    assert shown(await kari.get(stand.url)) == shown(await kari.get(stand.url))


async def test_answer_twice_is_one_vote_and_the_latter_stands(
    stand: Stand, client: Client, make_person: MakePerson
) -> None:
    kari = await client(stand.tenant, await make_person(stand.tenant))
    statement = shown(await kari.get(stand.url))
    for said in ("agree", "agree", "disagree"):
        await say(kari, stand, statement, said)
    assert [vote["value"] for vote in await votes(stand)] == [-1]


async def test_visitor_without_account_is_refused_unless_everyone_may(stand: Stand, client: Client) -> None:
    visitor = await client(stand.tenant)
    page = await visitor.get(stand.url)
    assert page.status_code == 200
    answer = await visitor.post(f"{stand.url}/answer", data={"statement": 1, "said": "agree"})
    assert answer.status_code == 401
    assert not await votes(stand)


async def test_browser_counts_as_one_person_and_gets_its_cookie_with_the_first_answer(
    towns: Towns, new_stand: NewStand, client: Client
) -> None:
    stand = await new_stand(towns.a, everyone=True)
    visitor = await client(stand.tenant)
    page = await visitor.get(stand.url)
    assert "deliberation" not in visitor.cookies
    first = await say(visitor, stand, shown(page))
    assert "httponly" in first.headers["set-cookie"].lower()
    key = visitor.cookies["deliberation"]
    await say(visitor, stand, shown(await visitor.get(stand.url)), "disagree")
    assert visitor.cookies["deliberation"] == key
    assert len({vote["voter"] for vote in await votes(stand)}) == 1
    async with scope(stand.tenant, read_only=True):
        assert await participants(activity_id=stand.activity_id) == 1
    other = await client(stand.tenant)
    await say(other, stand, shown(await other.get(stand.url)))
    async with scope(stand.tenant, read_only=True):
        assert await participants(activity_id=stand.activity_id) == 2


async def test_forged_cookie_is_no_key(towns: Towns, new_stand: NewStand, client: Client) -> None:
    stand = await new_stand(towns.a, everyone=True)
    visitor = await client(stand.tenant)
    visitor.cookies.set("deliberation", "person:1", domain=visitor.base_url.host)
    await say(visitor, stand, shown(await visitor.get(stand.url)))
    async with scope(stand.tenant, read_only=True):
        assert (
            await value("SELECT count(*) FROM deliberation_voter WHERE activity = $1", stand.activity_id) == 1
        )
    assert visitor.cookies.get("deliberation") != "person:1" or len(visitor.cookies) > 1


async def test_votes_equal_the_log(
    towns: Towns, new_stand: NewStand, client: Client, make_person: MakePerson
) -> None:
    stand = await new_stand(towns.a, everyone=True)
    visitors = [await client(stand.tenant), await client(stand.tenant, await make_person(stand.tenant))]
    for visitor in visitors:
        for said in ("agree", "pass", "disagree"):
            await say(visitor, stand, shown(await visitor.get(stand.url)), said)
    async with scope(stand.tenant, read_only=True):
        logged = await value(
            "SELECT count(DISTINCT (who, contribution_id)) FROM participation WHERE activity_id = $1 "
            "AND action = 'deliberation.vote'",
            stand.activity_id,
        )
        same = await value(
            "SELECT count(*) FROM deliberation_voter v WHERE v.activity = $1 AND EXISTS "
            "(SELECT 1 FROM participation p WHERE p.activity_id = $1 AND p.who = v.who)",
            stand.activity_id,
        )
    assert logged == len(await votes(stand)) == 6
    assert same == 2


async def test_counts_for_routing_equal_a_recount_after_the_run(
    towns: Towns, new_stand: NewStand, client: Client
) -> None:
    stand = await new_stand(towns.a, everyone=True)
    for _ in range(3):
        visitor = await client(stand.tenant)
        await say(visitor, stand, shown(await visitor.get(stand.url)))
    async with scope(stand.tenant):
        await value("UPDATE outbox SET due_at = now() RETURNING 1")
    await run_due_jobs(stand.tenant)
    async with scope(stand.tenant, read_only=True):
        wrong = await rows(
            "SELECT s.contribution FROM deliberation_statement s LEFT JOIN (SELECT statement, count(*) AS seen, "
            "count(*) FILTER (WHERE value = 1) AS agree FROM deliberation_vote GROUP BY 1) v ON v.statement = s.contribution "
            "WHERE s.activity = $1 AND (s.seen, s.agree) IS DISTINCT FROM (coalesce(v.seen, 0), coalesce(v.agree, 0))",
            stand.activity_id,
        )
        assert wrong == []
        assert (
            await value("SELECT sum(seen) FROM deliberation_statement WHERE activity = $1", stand.activity_id)
            == 3
        )


async def test_pause_comes_and_one_may_go_on(towns: Towns, new_stand: NewStand, client: Client) -> None:
    seeds = tuple(f"Påstand nummer {n} om havna." for n in range(5))
    stand = await new_stand(towns.a, everyone=True, pause=3, seeds=seeds)
    visitor = await client(stand.tenant)
    for _ in range(3):
        await say(visitor, stand, shown(await visitor.get(stand.url)))
    assert "stop here with a good conscience" in (await visitor.get(stand.url)).text
    assert shown(await visitor.get(f"{stand.url}?more=1"))


async def test_own_answers_can_be_changed_and_taken_back(
    stand: Stand, client: Client, make_person: MakePerson
) -> None:
    kari = await client(stand.tenant, await make_person(stand.tenant))
    statement = shown(await kari.get(stand.url))
    await say(kari, stand, statement)
    assert 'aria-pressed="true"' in (await kari.get(f"{stand.url}/mine")).text
    data = {"statement": statement, "said": "none", "back": "mine"}
    answer = await kari.post(f"{stand.url}/answer", data=data)
    assert answer.headers["location"].endswith("/mine")
    assert not await votes(stand)
    ola = await client(stand.tenant, await make_person(stand.tenant))
    assert "You have not answered anything yet" in (await ola.get(f"{stand.url}/mine")).text


async def test_statement_of_the_other_town_cannot_be_answered(
    towns: Towns, new_stand: NewStand, client: Client, make_person: MakePerson
) -> None:
    here, there = await new_stand(towns.a), await new_stand(towns.b)
    kari = await client(here.tenant, await make_person(here.tenant))
    elsewhere = await new_stand(towns.a)
    async with scope(here.tenant, read_only=True):
        foreign = await value(
            "SELECT max(contribution) FROM deliberation_statement WHERE activity = $1", elsewhere.activity_id
        )
    await say(kari, here, foreign)
    await say(kari, here, 999_999_999)
    await say(kari, here, -1)
    assert not await votes(here)
    assert not await votes(elsewhere)
    assert not await votes(there)


async def test_answer_in_a_fragment_gives_only_the_next_statement(
    stand: Stand, client: Client, make_person: MakePerson
) -> None:
    kari = await client(stand.tenant, await make_person(stand.tenant))
    page = await kari.get(stand.url, headers={"hx-request": "true"})
    assert "<html" not in page.text
    assert 'id="said-agree"' in page.text
