"""Lists: every contribution once, in order, both ways, in every order; filters; search."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.contributions import (
    SORTS,
    Content,
    Imported,
    Wish,
    how_many,
    insert_many,
    listing,
    on_map,
    seed_defaults,
    similar,
    statuses,
    topics,
)
from core.db import execute
from core.people import Person
from tests.conftest import MakePerson
from tests.contributions.ground import IDEA, Ground, new_ground, new_idea
from tests.support.queries import count_queries
from tests.support.towns import Towns

DAY = datetime(2026, 5, 3, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
async def crowd(two_towns: Towns) -> Ground:
    """Sixty ideas, many of which are equal in what they are sorted by; and some in another activity."""
    ground, other = await new_ground(two_towns.a), await new_ground(two_towns.a)
    random = Random(7)
    for each, count in ((ground, 60), (other, 5)):
        async with each.open() as place:
            items = [
                Imported(
                    external_id=str(n),
                    content=Content(title=f"Idé {n}"),
                    published_at=DAY + timedelta(minutes=random.randrange(20)),
                )
                for n in range(count)
            ]
            await insert_many(place=place, kind=IDEA, items=items, import_id=each.activity_id)
            await execute(
                "UPDATE contribution SET support_count = id % 5, comment_count = id % 3 WHERE activity = $1",
                each.activity_id,
            )
    return ground


def expected(found: list[tuple[Any, ...]], sort: str) -> list[int]:
    keys = {"newest": 1, "supported": 2, "discussed": 3}
    return [row[0] for row in sorted(found, key=lambda row: (row[keys[sort]], row[0]), reverse=True)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sort=st.sampled_from(SORTS),
    size=st.integers(1, 25),
    seed=st.text(max_size=5),
    back_from=st.integers(0, 60),
)
async def test_pages_give_each_once_in_order_both_ways(
    crowd: Ground, sort: str, size: int, seed: str, back_from: int
) -> None:
    async with crowd.open():
        whole = await listing(
            activity_id=crowd.activity_id, kind=IDEA, wish=Wish(sort=sort, seed=seed), size=100
        )
        order = [item.id for item in whole.items]
        assert len(set(order)) == len(order) == 60
        assert (whole.older, whole.newer) == (None, None)
        if sort != "random":
            facts = [(i.id, i.published_at, i.counts.support, i.counts.comments) for i in whole.items]
            assert order == expected(facts, sort)
        forwards, cursors = await walk(crowd, sort, seed, size, "", "older")
        assert forwards == order
        start = cursors[min(back_from // size, len(cursors) - 1)]
        first = await listing(
            activity_id=crowd.activity_id, kind=IDEA, wish=Wish(sort=sort, seed=seed, cursor=start), size=size
        )
        before = first.newer or ""
        backwards = (await walk(crowd, sort, seed, size, before, "newer"))[0] if before else []
        assert backwards + [item.id for item in first.items] == order[: len(backwards) + len(first.items)]


async def walk(
    crowd: Ground, sort: str, seed: str, size: int, cursor: str, way: str
) -> tuple[list[int], list[str]]:
    """Ids of all pages in one direction, in the list's order, and the cursors that led there."""
    ids: list[int] = []
    cursors = [cursor]
    while True:
        wish = Wish(sort=sort, seed=seed, cursor=cursors[-1])
        found = await listing(activity_id=crowd.activity_id, kind=IDEA, wish=wish, size=size)
        here = [item.id for item in found.items]
        ids = ids + here if way == "older" else here + ids
        following = found.older if way == "older" else found.newer
        if following is None:
            return ids, cursors
        cursors.append(following)


async def test_random_order_is_the_visitors_own_and_stable(crowd: Ground) -> None:
    async with crowd.open():
        orders: dict[str, list[list[int]]] = {}
        for seed in ("a", "b", "a"):
            found = await listing(
                activity_id=crowd.activity_id, kind=IDEA, wish=Wish(sort="random", seed=seed), size=60
            )
            orders.setdefault(seed, []).append([item.id for item in found.items])
        assert orders["a"][0] == orders["a"][1]
        assert orders["a"][0] != orders["b"][0]


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "AAAA",
        "WyJuZXdlc3QiLGZhbHNlLCJub3QgYSBkYXRlIiwxXQ",
        "ø" * 20,
        "W10",
        "'; drop table contribution; --",
    ],
)
async def test_a_cursor_we_did_not_write_begins_at_the_beginning(crowd: Ground, cursor: str) -> None:
    async with crowd.open():
        for sort in (*SORTS, "nonsense\0"):
            found = await listing(
                activity_id=crowd.activity_id, kind=IDEA, wish=Wish(sort=sort, cursor=cursor), size=5
            )
            assert len(found.items) == 5


async def test_a_page_is_one_query_wherever_it_is(crowd: Ground) -> None:
    async with crowd.open():
        first = await listing(activity_id=crowd.activity_id, kind=IDEA, wish=Wish(), size=5)
        with count_queries() as seen:
            await listing(
                activity_id=crowd.activity_id, kind=IDEA, wish=Wish(cursor=first.older or ""), size=50
            )
        assert len(seen) == 1


async def test_filters_narrow_and_unknown_ones_find_nothing(ground: Ground, make_person: MakePerson) -> None:
    kari = await make_person(ground.tenant)
    async with ground.open():
        await seed_defaults()
        traffic, nature = (await topics())[:2]
        received = (await statuses())[0]
    one = await new_idea(
        ground, kari, "Fartshump", topics=(traffic.id, nature.id), area="sentrum", location=(67.0, 14.0)
    )
    two = await new_idea(ground, kari, "Gågate", topics=(traffic.id,))

    async def ids(**wish: Any) -> list[int]:
        async with ground.open():
            found = await listing(activity_id=ground.activity_id, kind=IDEA, wish=Wish(**wish))
            assert await how_many(activity_id=ground.activity_id, kind=IDEA, wish=Wish(**wish)) == len(
                found.items
            )
            return [item.id for item in found.items]

    assert await ids() == [two, one]
    assert await ids(topic=nature.key) == [one]
    assert await ids(area="sentrum") == [one]
    assert await ids(located=True) == [one]
    assert await ids(status=received.key) == [two, one]
    assert await ids(topic="nope") == await ids(status="x\0y") == await ids(area="nowhere") == []
    async with ground.open():
        assert [
            each["id"] for each in await on_map(activity_id=ground.activity_id, kind=IDEA, wish=Wish())
        ] == [one]


@pytest.fixture(scope="module")
async def searchable(two_towns: Towns) -> Ground:
    ground = await new_ground(two_towns.a)
    texts = {
        "sykkelvei": ("Ny sykkelvei til skolen", "Langs fjorden."),
        "sykkelveier": ("Flere sykkelveier", "I hele byen."),
        "bysykkel": ("Bysykler i sentrum", "En bysykkel for alle."),
        "sykkel": ("Parkering", "Min sykkel står ute i regnet."),
        "bade": ("Badebrygge", "Vi vil bade ved fergekaia. Å, så fint! 100 % sikkert"),
        "ord": ("Noe helt annet", "Benker og trær."),
    }
    async with ground.open() as place:
        items = [
            Imported(external_id=key, content=Content(title=title, body=f"<p>{body}</p>"), published_at=DAY)
            for key, (title, body) in texts.items()
        ]
        await insert_many(place=place, kind=IDEA, items=items, import_id=ground.activity_id)
    return ground


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("sykkel", {"Ny sykkelvei til skolen", "Flere sykkelveier", "Bysykler i sentrum", "Parkering"}),
        ("sykkelveier", {"Ny sykkelvei til skolen", "Flere sykkelveier"}),
        ("SYKKELVEI skole", {"Ny sykkelvei til skolen"}),
        ("badebrygga", {"Badebrygge"}),
        ("sykelvei", {"Ny sykkelvei til skolen"}),  # a slip of the keyboard
        ("sykkelvegen", {"Ny sykkelvei til skolen"}),  # nynorsk
        ("sykkel og benk", set()),
        ("på", set()),
        ("%_", set()),
        ("'; --", set()),
        ("<script>", set()),
        ("fergekaia & | ! :*", {"Badebrygge"}),
        ("x" * 5_000, set()),
    ],
)
async def test_search_finds(searchable: Ground, typed: str, finds: set[str]) -> None:
    async with searchable.open():
        found = await listing(activity_id=searchable.activity_id, kind=IDEA, wish=Wish(text=typed))
        titles = {item.title for item in found.items}
        assert titles >= finds
        if not finds:
            assert titles == set()


async def test_search_reaches_no_other_activity(searchable: Ground, ground: Ground) -> None:
    async with ground.open():
        assert (
            await listing(activity_id=ground.activity_id, kind=IDEA, wish=Wish(text="sykkel"))
        ).items == ()
        assert await similar(activity_id=ground.activity_id, kind=IDEA, text="sykkel") == []


async def test_similar_gives_the_nearest_first(searchable: Ground) -> None:
    async with searchable.open():
        found = await similar(
            activity_id=searchable.activity_id, kind=IDEA, text="Vi trenger en ny sykkelvei til skolen"
        )
        assert found[0].title == "Ny sykkelvei til skolen"
        assert await similar(activity_id=searchable.activity_id, kind=IDEA, text="og i på ! 'x") == []


async def test_lists_show_the_viewers_own_reaction(ground: Ground, make_person: MakePerson) -> None:
    from core.contributions import react

    kari: Person = await make_person(ground.tenant)
    idea = await new_idea(ground, kari)
    async with ground.open() as place:
        await react(place=place, contribution_id=idea, person=kari, value=1)
        mine = await listing(activity_id=ground.activity_id, kind=IDEA, wish=Wish(), viewer=kari)
        theirs = await listing(activity_id=ground.activity_id, kind=IDEA, wish=Wish())
        assert [(i.my_reaction, i.mine, i.counts.support) for i in mine.items] == [(1, True, 1)]
        assert [(i.my_reaction, i.mine, i.counts.support) for i in theirs.items] == [(0, False, 1)]
