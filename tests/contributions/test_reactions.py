"""Reactions: one a person, none lost, none counted twice, whatever happens at once."""

import asyncio
from random import Random

import pytest

from core.contributions import Wish, listing, load, react, supports_left
from core.contributions.refusals import Gone, LimitUsed
from core.db import value
from core.people import Person
from core.tenancy import scope
from tests.conftest import MakePerson
from tests.contributions.ground import IDEA, Ground, new_ground, new_idea
from tests.support.towns import Towns


async def counted(ground: Ground, idea: int) -> tuple[int, int, int, int]:
    """The counts on the idea, and a recount of the rows."""
    async with ground.open():
        found = await load(contribution_id=idea, activity_id=ground.activity_id)
        assert found is not None
        support = await value("SELECT count(*) FROM reaction WHERE contribution = $1 AND value = 1", idea)
        oppose = await value("SELECT count(*) FROM reaction WHERE contribution = $1 AND value = -1", idea)
        return found.counts.support, found.counts.oppose, support, oppose


async def give(ground: Ground, idea: int, person: Person, vote: int, limit: int | None = None) -> None:
    async with ground.open() as place:
        await react(place=place, contribution_id=idea, person=person, value=vote, limit=limit)


async def test_react_support_oppose_and_take_back(ground: Ground, make_person: MakePerson) -> None:
    kari = await make_person(ground.tenant)
    idea = await new_idea(ground, kari)
    for vote, after in ((1, (1, 0)), (1, (1, 0)), (-1, (0, 1)), (0, (0, 0)), (0, (0, 0)), (1, (1, 0))):
        await give(ground, idea, kari, vote)
        assert await counted(ground, idea) == after * 2


async def test_react_logs_who_took_part_once_per_change(ground: Ground, make_person: MakePerson) -> None:
    kari = await make_person(ground.tenant)
    idea = await new_idea(ground, kari)
    for vote in (1, 1, 0, -1):
        await give(ground, idea, kari, vote)
    async with ground.open():
        sql = "SELECT string_agg(action, ' ' ORDER BY id) FROM participation WHERE contribution_id = $1"
        assert await value(sql, idea) == "ideas.submit ideas.support ideas.oppose"


async def test_hammered_reactions_are_neither_lost_nor_doubled(
    ground: Ground, make_person: MakePerson
) -> None:
    people = [await make_person(ground.tenant, name=f"P{n}") for n in range(6)]
    ideas = [await new_idea(ground, people[0], f"Idé {n}") for n in range(3)]
    random = Random(3)
    posts = [(random.choice(ideas), random.choice(people), random.choice((1, 1, -1, 0))) for _ in range(200)]
    await asyncio.gather(*(give(ground, idea, person, vote) for idea, person, vote in posts))
    for idea in ideas:
        support, oppose, support_rows, oppose_rows = await counted(ground, idea)
        assert (support, oppose) == (support_rows, oppose_rows)
        assert support + oppose <= len(people)


async def test_hammered_reactions_with_a_limit_never_pass_it(ground: Ground, make_person: MakePerson) -> None:
    kari = await make_person(ground.tenant)
    ideas = [await new_idea(ground, kari, f"Idé {n}") for n in range(8)]
    given = await asyncio.gather(
        *(give(ground, idea, kari, 1, 3) for idea in ideas * 3), return_exceptions=True
    )
    assert all(isinstance(each, LimitUsed) for each in given if each is not None)
    totals = [await counted(ground, idea) for idea in ideas]
    assert sum(total[0] for total in totals) == sum(total[2] for total in totals) == 3
    async with ground.open():
        assert await supports_left(activity_id=ground.activity_id, person=kari, limit=3) == 0


async def test_a_limit_counts_this_activity_and_lets_one_change_ones_mind(
    ground: Ground, make_person: MakePerson
) -> None:
    kari = await make_person(ground.tenant)
    one, two = await new_idea(ground, kari), await new_idea(ground, kari)
    elsewhere = await new_ground(ground.tenant)
    other = await new_idea(elsewhere, kari)
    await give(elsewhere, other, kari, 1, 1)
    await give(ground, one, kari, 1, 1)
    await give(ground, one, kari, 1, 1)
    with pytest.raises(LimitUsed):
        await give(ground, two, kari, 1, 1)
    await give(ground, two, kari, -1, 1)
    await give(ground, one, kari, 0, 1)
    await give(ground, two, kari, 1, 1)


async def test_react_to_what_is_not_here_is_refused(
    two_towns: Towns, ground: Ground, make_person: MakePerson
) -> None:
    kari = await make_person(ground.tenant)
    idea, draft = await new_idea(ground, kari), await new_idea(ground, kari, draft=True)
    elsewhere = await new_ground(ground.tenant)
    for there, what in ((elsewhere, idea), (ground, draft), (ground, 999_999)):
        with pytest.raises(Gone):
            await give(there, what, kari, 1)
    far = await new_ground(two_towns.b)
    stranger = await make_person(two_towns.b)
    with pytest.raises(Gone):
        await give(far, idea, stranger, 1)
    async with scope(two_towns.b):
        assert (await listing(activity_id=far.activity_id, kind=IDEA, wish=Wish())).items == ()
