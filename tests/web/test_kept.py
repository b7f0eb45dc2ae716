"""Public pages kept in memory: the same page while nothing changed, never a stale one, never another's."""

import asyncio

from core.db import execute
from core.people import Role
from core.tenancy import save_site, scope
from core.web.kept import STORE, KeptPage, PageStore
from tests.conftest import Client
from tests.contributions.ground import new_ground, new_idea
from tests.support.people import new_person
from tests.support.queries import count_queries
from tests.support.towns import Towns


async def test_second_visitor_costs_one_query(two_towns: Towns, client: Client) -> None:
    ground = await new_ground(two_towns.a)
    visitor = await client(two_towns.a)
    first = await visitor.get(ground.url)
    with count_queries() as seen:
        second = await visitor.get(ground.url)
    assert (second.text, len(seen)) == (first.text, 1)


async def test_page_is_new_at_once_when_something_is_written(two_towns: Towns, client: Client) -> None:
    ground = await new_ground(two_towns.a)
    visitor = await client(two_towns.a)
    await visitor.get(ground.url)
    await new_idea(ground, await new_person(two_towns.a), title="Lys i løypa")
    assert "Lys i løypa" in (await visitor.get(ground.url)).text


async def test_unchanged_page_is_not_sent_again(two_towns: Towns, client: Client) -> None:
    ground = await new_ground(two_towns.a)
    visitor = await client(two_towns.a)
    await visitor.get(ground.url)
    tag = (await visitor.get(ground.url)).headers["etag"]
    again = await visitor.get(ground.url, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


async def test_towns_and_languages_have_their_own(two_towns: Towns, client: Client) -> None:
    for town, name in zip(two_towns, ("Ada", "Bea"), strict=True):
        async with scope(town):
            await save_site(taglines={"nb": name, "en": f"{name} in English"})
    pages = [
        (await (await client(town)).get("/", headers={"accept-language": language})).text
        for town in two_towns
        for language in ("nb", "en")
    ]
    assert [("Ada" in page, "Bea" in page, "in English" in page) for page in pages] == [
        (True, False, False),
        (True, False, True),
        (False, True, False),
        (False, True, True),
    ]


async def test_signed_in_people_neither_fill_nor_see_it(two_towns: Towns, client: Client) -> None:
    ground = await new_ground(two_towns.a)
    await (await client(two_towns.a)).get(ground.url)
    staff = await (await client(two_towns.a, role=Role.ADMIN)).get(ground.url)
    assert staff.headers["cache-control"] == "private, no-store"
    assert "etag" not in staff.headers
    assert "/sign-out" not in (await (await client(two_towns.a)).get(ground.url)).text


async def test_a_form_that_is_sent_is_never_answered_with_a_kept_page(
    two_towns: Towns, client: Client
) -> None:
    ground = await new_ground(two_towns.a)
    visitor = await client(two_towns.a)
    await visitor.get(ground.url)
    assert (await visitor.post(ground.url)).status_code == 404


async def test_hidden_project_leaves_memory_with_its_change(two_towns: Towns, client: Client) -> None:
    ground = await new_ground(two_towns.a)
    visitor = await client(two_towns.a)
    assert (await visitor.get(ground.url)).status_code == 200
    async with scope(two_towns.a):
        await execute("UPDATE project SET state = 'draft' WHERE id = $1", ground.project_id)
    assert (await visitor.get(ground.url)).status_code == 404


def test_store_lets_the_least_used_go() -> None:
    store = PageStore(most_bytes=25)
    for name in ("a", "b"):
        store.put(name, KeptPage(name, b"12345", b"12345"))
    store.get("a")
    store.put("c", KeptPage("c", b"12345", b"12345"))
    assert (store.get("a") is not None, store.get("b"), store.bytes) == (True, None, 20)


async def test_a_crowd_waits_for_one_drawing(two_towns: Towns, client: Client) -> None:
    ground = await new_ground(two_towns.a)
    visitors = [await client(two_towns.a) for _ in range(8)]
    with count_queries() as seen:
        answers = await asyncio.gather(*(visitor.get(ground.url) for visitor in visitors))
    assert len({answer.text for answer in answers}) == 1
    assert len(seen) < 8 + 6
    assert STORE.turns == {}
