"""Comments: two deep, counted, told to those they concern."""

import pytest

from core.contributions import comment, comments_of, edit_comment, load, react, withdraw_comment
from core.contributions.refusals import Gone, NothingWritten, NotYours, TooLong
from core.db import rows
from core.forms import StaleForm
from core.people import Person
from tests.conftest import MakePerson
from tests.contributions.ground import Ground, new_ground, new_idea


async def write(
    ground: Ground, idea: int, author: Person, text: str, parent: int | None = None, **more: object
) -> int:
    async with ground.open() as place:
        return await comment(place=place, root_id=idea, author=author, text=text, parent_id=parent, **more)  # type: ignore[arg-type]


async def told(ground: Ground, person: Person) -> list[str]:
    async with ground.open():
        found = await rows(
            "SELECT n.kind FROM notification o JOIN notice n ON n.id = o.notice WHERE o.person = $1 ORDER BY n.id",
            person.id,
        )
        return [each["kind"] for each in found]


async def test_comments_stand_two_deep_and_are_counted(ground: Ground, make_person: MakePerson) -> None:
    kari, ola = await make_person(ground.tenant), await make_person(ground.tenant, name="Ola")
    idea = await new_idea(ground, kari)
    first = await write(ground, idea, ola, "Fint!\n\nSe https://example.org <script>")
    answer = await write(ground, idea, kari, "Takk", first)
    deeper = await write(ground, idea, ola, "Bare hyggelig", answer)
    async with ground.open():
        thread = await comments_of(root_id=idea, viewer=ola)
        (top,) = thread.comments
        assert (top.id, [reply.id for reply in top.replies]) == (first, [answer, deeper])
        assert (top.mine, top.replies[0].mine) == (True, False)
        assert "<script" not in top.body
        assert 'href="https://example.org"' in top.body
        found = await load(contribution_id=idea, activity_id=ground.activity_id)
        assert found is not None
        assert found.counts.comments == 3


async def test_comments_are_paged_by_the_first_level(ground: Ground, make_person: MakePerson) -> None:
    kari = await make_person(ground.tenant)
    idea = await new_idea(ground, kari)
    tops = [await write(ground, idea, kari, f"Nr. {n}") for n in range(7)]
    await write(ground, idea, kari, "Svar", tops[1])
    seen: list[int] = []
    cursor: str | None = ""
    async with ground.open():
        while cursor is not None:
            thread = await comments_of(root_id=idea, cursor=cursor, size=3)
            seen += [each.id for each in thread.comments]
            cursor = thread.older
        assert seen == tops
        assert len((await comments_of(root_id=idea, cursor="rubbish", size=3)).comments) == 3


async def test_comment_refuses_nothing_too_much_and_the_wrong_place(
    ground: Ground, make_person: MakePerson
) -> None:
    kari = await make_person(ground.tenant)
    idea, draft = await new_idea(ground, kari), await new_idea(ground, kari, draft=True)
    elsewhere = await new_ground(ground.tenant)
    other = await new_idea(elsewhere, kari)
    strange = await write(elsewhere, other, kari, "Et annet sted")
    with pytest.raises(NothingWritten):
        await write(ground, idea, kari, " \n\u200b ")
    with pytest.raises(TooLong):
        await write(ground, idea, kari, "a" * 5_001)
    for root, parent in (
        (draft, None),
        (999_999, None),
        (other, None),
        (idea, strange),
        (idea, 999_999),
        (strange, None),
    ):
        with pytest.raises(Gone):
            await write(ground, root, kari, "Hei", parent)


async def test_edit_and_withdraw_are_the_authors_alone(ground: Ground, make_person: MakePerson) -> None:
    kari, ola = await make_person(ground.tenant), await make_person(ground.tenant, name="Ola")
    idea = await new_idea(ground, kari)
    first = await write(ground, idea, ola, "Førsst")
    await write(ground, idea, kari, "Svar", first)
    async with ground.open() as place:
        with pytest.raises(NotYours):
            await edit_comment(place=place, comment_id=first, author=kari, text="Nei", version=1)
        await edit_comment(place=place, comment_id=first, author=ola, text="Først", version="1")
        with pytest.raises(StaleForm):
            await edit_comment(place=place, comment_id=first, author=ola, text="Igjen", version="1")
        with pytest.raises(NotYours):
            await withdraw_comment(place=place, comment_id=first, author=kari)
        assert await withdraw_comment(place=place, comment_id=first, author=ola) == idea
        (top,) = (await comments_of(root_id=idea)).comments
        assert (top.body, top.text, top.state, len(top.replies)) == ("", "", "withdrawn", 1)
        found = await load(contribution_id=idea, activity_id=ground.activity_id)
        assert found is not None
        assert found.counts.comments == 1


async def test_comment_is_told_to_those_it_concerns_and_never_to_oneself(
    ground: Ground, make_person: MakePerson
) -> None:
    kari = await make_person(ground.tenant, name="Kari Nordvik")
    ola = await make_person(ground.tenant, name="Ola Å")
    eva = await make_person(ground.tenant, name="Eva Strand")
    idea = await new_idea(ground, kari)
    first = await write(
        ground, idea, ola, "Godt tenkt, @Eva Strand"
    )  # Eva is not in this thread: nobody can be called in
    assert (await told(ground, kari), await told(ground, ola), await told(ground, eva)) == (
        ["comment"],
        [],
        [],
    )
    await write(ground, idea, eva, "Enig med @ola å!", first)
    assert (await told(ground, kari), await told(ground, ola)) == (["comment"] * 2, ["mention"])
    await write(ground, idea, kari, "Takk, @Kari Nordvik")
    assert await told(ground, kari) == ["comment"] * 2


async def test_comments_can_be_agreed_with(ground: Ground, make_person: MakePerson) -> None:
    kari, ola = await make_person(ground.tenant), await make_person(ground.tenant, name="Ola")
    idea = await new_idea(ground, kari)
    first = await write(ground, idea, ola, "Ja")
    async with ground.open() as place:
        await react(place=place, contribution_id=first, person=kari, value=1)
        (top,) = (await comments_of(root_id=idea, viewer=kari)).comments
        assert (top.support, top.my_reaction) == (1, 1)
