"""Merging: what people gave to the one is carried over, and nothing counts twice."""

import pytest

from core.contributions import Wish, authors_of, comment, comments_of, follow, listing, load, merge, react
from core.contributions.refusals import CannotMerge, Gone
from core.db import value
from core.people import Role
from tests.conftest import MakePerson
from tests.contributions.ground import IDEA, Ground, new_ground, new_idea
from tests.contributions.test_comments import told


async def test_merge_carries_over_without_double_counting(ground: Ground, make_person: MakePerson) -> None:
    a, b, both, only_source, staff = [
        await make_person(ground.tenant, name=n) for n in ("A", "B", "C", "D", "S")
    ]
    target, source = await new_idea(ground, a, "Badebrygge"), await new_idea(ground, b, "Badeplass")
    async with ground.open() as place:
        for idea, person, vote in (
            (target, both, 1),
            (source, both, 1),
            (source, only_source, 1),
            (source, a, -1),
        ):
            await react(place=place, contribution_id=idea, person=person, value=vote)
        await comment(place=place, root_id=target, author=a, text="Mitt")
        theirs = await comment(place=place, root_id=source, author=b, text="Ditt")
        await comment(place=place, root_id=source, author=a, text="Svar", parent_id=theirs)
        await follow(contribution_id=source, activity_id=ground.activity_id, person=only_source, on=True)
        await merge(place=place, source_id=source, target_id=target, by=staff)
    async with ground.open() as place:
        found = await load(contribution_id=target, activity_id=ground.activity_id, viewer=only_source)
        gone = await load(contribution_id=source, activity_id=ground.activity_id)
        assert found is not None
        assert gone is not None
        # both, only_source, and the source's author; the target's author keeps being against
        assert (found.counts.support, found.counts.oppose, found.counts.comments) == (3, 1, 3)
        assert found.following
        assert (gone.state, gone.merged_into) == ("merged", target)
        assert await value("SELECT count(*) FROM reaction WHERE contribution = $1", source) == 0
        assert await value("SELECT count(*) FROM reaction WHERE contribution = $1", target) == 4
        assert await authors_of(contribution_id=target) == [a.id, b.id]
        assert len((await comments_of(root_id=target)).comments) == 2
        items = (await listing(activity_id=ground.activity_id, kind=IDEA, wish=Wish())).items
        assert [item.id for item in items] == [target]
        with pytest.raises(Gone):
            await react(place=place, contribution_id=source, person=both, value=1)
    assert "answer" in await told(ground, b)
    assert "answer" in await told(ground, only_source)


async def test_merge_follows_a_chain_to_its_end(ground: Ground, make_person: MakePerson) -> None:
    kari = await make_person(ground.tenant)
    one, two, three = [await new_idea(ground, kari, f"Idé {n}") for n in range(3)]
    async with ground.open() as place:
        await merge(place=place, source_id=one, target_id=two, by=kari)
        await merge(place=place, source_id=two, target_id=three, by=kari)
        found = await load(contribution_id=one, activity_id=ground.activity_id)
        assert found is not None
        assert found.merged_into == three


async def test_merge_refuses_itself_another_activity_and_what_is_merged(
    ground: Ground, make_person: MakePerson
) -> None:
    kari = await make_person(ground.tenant, role=Role.ADMIN)
    one, two, draft = (
        await new_idea(ground, kari),
        await new_idea(ground, kari),
        await new_idea(ground, kari, draft=True),
    )
    other = await new_idea(await new_ground(ground.tenant), kari)
    async with ground.open() as place:
        for source, target in (
            (one, one),
            (one, other),
            (other, one),
            (one, draft),
            (draft, one),
            (one, 999_999),
        ):
            with pytest.raises(CannotMerge):
                await merge(place=place, source_id=source, target_id=target, by=kari)
        await merge(place=place, source_id=one, target_id=two, by=kari)
        for source, target in ((one, two), (two, one)):
            with pytest.raises(CannotMerge):
                await merge(place=place, source_id=source, target_id=target, by=kari)
