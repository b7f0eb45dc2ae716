"""What an author does: write, keep as a draft, change, take back."""

import pytest

from core.contributions import (
    Content,
    State,
    Wish,
    edit,
    listing,
    load,
    publish_draft,
    seed_defaults,
    statuses,
    submit,
    topics,
    withdraw,
)
from core.contributions.reading import versions_of
from core.contributions.refusals import Gone, NothingWritten, NotYours, TooLong
from core.db import rows, value
from core.forms import StaleForm
from core.participation import participants
from core.tenancy import scope
from tests.conftest import MakePerson
from tests.contributions.ground import IDEA, Ground, new_ground, new_idea
from tests.support.towns import Towns


async def test_submit_publishes_cleans_and_logs(ground: Ground, make_person: MakePerson) -> None:
    kari = await make_person(ground.tenant)
    async with ground.open() as place:
        await seed_defaults()
        topic = (await topics())[0]
        new_id = await submit(
            place=place,
            kind=IDEA,
            author=kari,
            content=Content(
                title="  Trygg \u202eskolevei ",
                body="<p>Jeg vil ha <b>fortau</b>, ikke grøft<script>alert(1)</script></p>",
                topics=(topic.id, 999_999),
                location=(67.1, 14.2),
                address="Strandgata 3",
                answers={"cost": 3},
            ),
        )
        found = await load(contribution_id=new_id, activity_id=ground.activity_id)
        assert found is not None
        assert (found.title, found.body) == (
            "Trygg skolevei",
            "<p>Jeg vil ha <strong>fortau</strong>, ikke grøft</p>",
        )
        assert found.text == "Jeg vil ha fortau, ikke grøft"
        assert [each.key for each in found.topics] == [topic.key]
        assert found.status is not None
        assert found.status.key == "received"
        assert (found.latitude, found.longitude, found.answers) == (67.1, 14.2, {"cost": 3})
        assert (found.language, found.author_name, found.state) == ("nb", "Kari Nordvik", State.PUBLISHED)
        assert found.url == f"{ground.url}/{new_id}"
        assert (
            await value("SELECT action FROM participation WHERE contribution_id = $1", new_id)
            == "ideas.submit"
        )
        assert await participants(activity_id=ground.activity_id) == 1


async def test_submit_refuses_nothing_and_too_much(ground: Ground, make_person: MakePerson) -> None:
    kari = await make_person(ground.tenant)
    with pytest.raises(NothingWritten):
        await new_idea(ground, kari, "  ", body="<p> </p>")
    with pytest.raises(TooLong):
        await new_idea(ground, kari, "a" * 201)


async def test_draft_is_the_authors_alone_until_published(ground: Ground, make_person: MakePerson) -> None:
    kari, ola = await make_person(ground.tenant), await make_person(ground.tenant, name="Ola")
    draft = await new_idea(ground, kari, draft=True)
    async with ground.open() as place:
        assert await load(contribution_id=draft, activity_id=ground.activity_id, viewer=ola) is None
        assert await load(contribution_id=draft, activity_id=ground.activity_id) is None
        assert await load(contribution_id=draft, activity_id=ground.activity_id, viewer=kari) is not None
        with pytest.raises(NotYours):
            await publish_draft(place=place, contribution_id=draft, author=ola)
    async with ground.open() as place:
        assert await publish_draft(place=place, contribution_id=draft, author=kari) is State.PUBLISHED
        assert await load(contribution_id=draft, activity_id=ground.activity_id) is not None
        with pytest.raises(Gone):
            await publish_draft(place=place, contribution_id=draft, author=kari)


async def test_edit_keeps_what_it_said_and_refuses_a_stale_form(
    ground: Ground, make_person: MakePerson
) -> None:
    kari, ola = await make_person(ground.tenant), await make_person(ground.tenant, name="Ola")
    idea = await new_idea(ground, kari)
    async with ground.open() as place:
        changed = Content(title="Badebrygge og stupetårn", body="<p>Høyt.</p>")
        assert await edit(place=place, contribution_id=idea, author=kari, content=changed, version=1) == 2
        assert [v.title for v in await versions_of(contribution_id=idea)] == ["Badebrygge ved fergekaia"]
        with pytest.raises(StaleForm):
            await edit(place=place, contribution_id=idea, author=kari, content=changed, version=1)
        with pytest.raises(NotYours):
            await edit(place=place, contribution_id=idea, author=ola, content=changed, version=2)


async def test_withdraw_takes_it_out_of_lists(ground: Ground, make_person: MakePerson) -> None:
    kari = await make_person(ground.tenant)
    idea = await new_idea(ground, kari)
    async with ground.open() as place:
        await withdraw(place=place, contribution_id=idea, author=kari)
        assert (await listing(activity_id=ground.activity_id, kind=IDEA, wish=Wish())).items == ()
        assert await load(contribution_id=idea, activity_id=ground.activity_id) is None


async def test_an_id_of_another_activity_or_town_finds_nothing(
    two_towns: Towns, ground: Ground, make_person: MakePerson
) -> None:
    kari = await make_person(ground.tenant)
    idea = await new_idea(ground, kari)
    elsewhere = await new_ground(ground.tenant)
    async with elsewhere.open() as place:
        assert await load(contribution_id=idea, activity_id=elsewhere.activity_id) is None
        with pytest.raises(Gone):
            await withdraw(place=place, contribution_id=idea, author=kari)
    async with scope(two_towns.b):
        assert await load(contribution_id=idea, activity_id=ground.activity_id) is None
        assert await rows("SELECT id FROM contribution") == []


async def test_seed_defaults_twice_changes_nothing(two_towns: Towns) -> None:
    async with scope(two_towns.b):
        await seed_defaults()
        await seed_defaults()
        assert [status.key for status in await statuses()] == [
            "received",
            "considered",
            "planned",
            "done",
            "not_now",
        ]
        assert all(not status.name.missing(["nb", "nn", "en"]) for status in await statuses())
        assert len(await topics()) == 8
