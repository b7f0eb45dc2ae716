"""Texts for staff and sense-making only: never shown, not even after a moderator has looked."""

from datetime import date

from core.contributions import Said, keep_internal, load
from core.db import row, value
from core.moderation.queue import Sought, cases
from core.moderation.service import Decision, decide
from core.participation import participants
from core.people import Role
from core.tenancy import scope
from tests.conftest import Client, MakePerson
from tests.contributions.ground import Ground
from tests.moderation.test_moderation import rules

DAY = date(2027, 3, 1)


async def kept(ground: Ground, *texts: str) -> list[int]:
    async with ground.open() as place:
        return await keep_internal(place=place, kind="answer", items=[Said(text=t, on=DAY) for t in texts])


async def test_internal_text_is_seen_by_staff_only(ground: Ground, make_person: MakePerson) -> None:
    (text,) = await kept(ground, "Mer lys <b>ved</b> skolen")
    staff, other = await make_person(ground.tenant, role=Role.ADMIN), await make_person(ground.tenant)
    async with scope(ground.tenant):
        seen = await load(contribution_id=text, activity_id=ground.activity_id, viewer=staff)
        assert seen is not None
        assert seen.text == "Mer lys <b>ved</b> skolen"
        assert await load(contribution_id=text, activity_id=ground.activity_id, viewer=other) is None
        assert await load(contribution_id=text, activity_id=ground.activity_id, viewer=None) is None


async def test_internal_text_has_a_day_and_no_author(ground: Ground) -> None:
    (text,) = await kept(ground, "Mer lys")
    async with scope(ground.tenant):
        found = await row("SELECT author, created_at, published_at FROM contribution WHERE id = $1", text)
        assert found is not None
        assert (found["author"], found["created_at"].date(), found["published_at"]) == (None, DAY, None)
        assert found["created_at"].hour == 12
        assert await participants(activity_id=ground.activity_id) == 0


async def test_internal_text_that_is_restored_is_internal_again(
    ground: Ground, make_person: MakePerson
) -> None:
    (text,) = await kept(ground, "Navn på en nabo")
    staff = await make_person(ground.tenant, role=Role.ADMIN)
    async with ground.open() as place:
        for decision in (Decision.HIDE, Decision.RESTORE):
            await decide(place=place, contribution_id=text, decision=decision, by=staff, reason="private")
    async with scope(ground.tenant):
        assert await value("SELECT state FROM contribution WHERE id = $1", text) == "internal"


async def test_internal_text_with_listed_words_is_in_the_queue(
    ground: Ground, make_person: MakePerson
) -> None:
    await rules(ground.tenant, words=["idiot*"])
    fine, bad = await kept(ground, "Takk for sist", "Dere er noen idioter")
    staff = await make_person(ground.tenant, role=Role.ADMIN)
    async with scope(ground.tenant):
        waiting = {case.id for case in (await cases(moderator=staff, sought=Sought()))[0]}
    assert bad in waiting
    assert fine not in waiting


async def test_internal_text_is_not_on_the_front_page(ground: Ground, client: Client) -> None:
    await kept(ground, "Hemmelig setning om havna")
    assert "Hemmelig setning" not in (await (await client(ground.tenant)).get("/")).text
