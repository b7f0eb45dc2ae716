"""What the municipality itself puts before people: published at once, changed by any colleague, and nobody takes part by it."""

import pytest

from core.contributions import Content, edit_official, load, submit_official, withdraw_official
from core.contributions.model import State
from core.contributions.refusals import Gone
from core.db import value
from core.forms import StaleForm
from core.people import Role
from tests.conftest import MakePerson
from tests.contributions.ground import Ground, new_idea

OPTION = Content(title="Badebrygge", body="<p>Ved kaia</p><script>alert(1)</script>")


async def test_official_text_is_published_clean_and_records_no_participant(
    ground: Ground, make_person: MakePerson
) -> None:
    ada = await make_person(ground.tenant, role=Role.MANAGER)
    async with ground.open() as place:
        new_id = await submit_official(place=place, kind="idea", by=ada, content=OPTION)
        found = await load(contribution_id=new_id, activity_id=place.here.id, viewer=None)
        lines = await value("SELECT count(*) FROM participation WHERE contribution_id = $1", new_id)
    assert found is not None
    assert (found.state, found.official, found.version, found.body) == (
        State.PUBLISHED,
        True,
        1,
        "<p>Ved kaia</p>",
    )
    assert lines == 0


async def test_official_text_is_changed_by_a_colleague_with_its_version_kept(
    ground: Ground, make_person: MakePerson
) -> None:
    ada = await make_person(ground.tenant, role=Role.MANAGER)
    ole = await make_person(ground.tenant, role=Role.MANAGER)
    async with ground.open() as place:
        new_id = await submit_official(place=place, kind="idea", by=ada, content=OPTION)
        changed = Content(title="Badebrygge med stige", body="<p>Ved kaia</p>")
        version = await edit_official(
            place=place, contribution_id=new_id, by=ole, content=changed, version="1"
        )
        kept = await value("SELECT title FROM contribution_version WHERE contribution = $1", new_id)
        with pytest.raises(StaleForm):
            await edit_official(place=place, contribution_id=new_id, by=ada, content=OPTION, version="1")
    assert (version, kept) == (2, "Badebrygge")


async def test_residents_texts_are_not_changed_by_this_door(ground: Ground, make_person: MakePerson) -> None:
    kari = await make_person(ground.tenant)
    ada = await make_person(ground.tenant, role=Role.ADMIN)
    idea = await new_idea(ground, kari)
    async with ground.open() as place:
        with pytest.raises(Gone):
            await edit_official(place=place, contribution_id=idea, by=ada, content=OPTION, version="1")
        with pytest.raises(Gone):
            await withdraw_official(place=place, contribution_id=idea, by=ada)


async def test_official_text_that_was_withdrawn_is_seen_by_nobody(
    ground: Ground, make_person: MakePerson
) -> None:
    ada = await make_person(ground.tenant, role=Role.MANAGER)
    async with ground.open() as place:
        new_id = await submit_official(place=place, kind="idea", by=ada, content=OPTION)
        await withdraw_official(place=place, contribution_id=new_id, by=ada)
        assert await load(contribution_id=new_id, activity_id=place.here.id, viewer=None) is None
