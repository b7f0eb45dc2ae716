"""Statuses and official answers: who hears of them; who looks after what; topics and statuses as staff edit them."""

import pytest

from core.contributions import (
    Wish,
    assign,
    colleagues,
    follow,
    listing,
    load,
    react,
    seed_defaults,
    set_status,
    statuses,
    topics,
)
from core.contributions.labels import (
    add_status,
    add_topic,
    change_status,
    change_topic,
    order_statuses,
    remove_status,
    remove_topic,
)
from core.contributions.refusals import Gone, NameTaken, StillUsed
from core.db import value
from core.people import Role
from core.tenancy import scope
from tests.conftest import MakePerson
from tests.contributions.ground import IDEA, Ground, new_ground, new_idea
from tests.contributions.test_comments import told
from tests.support.towns import Towns


async def test_answer_is_shown_and_told_to_author_followers_and_supporters(
    ground: Ground, make_person: MakePerson
) -> None:
    author, supporter, follower, against, staff = [
        await make_person(ground.tenant, name=name, role=Role.ADMIN if name == "S" else Role.PARTICIPANT)
        for name in ("A", "B", "C", "D", "S")
    ]
    idea = await new_idea(ground, author)
    async with ground.open() as place:
        await seed_defaults()
        await react(place=place, contribution_id=idea, person=supporter, value=1)
        await react(place=place, contribution_id=idea, person=against, value=-1)
        await follow(contribution_id=idea, activity_id=ground.activity_id, person=follower, on=True)
        planned = next(status for status in await statuses() if status.key == "planned")
        answer = "<p>Vi bygger den <b>til våren</b>.<script>1</script></p>"
        sent = await set_status(
            place=place, contribution_id=idea, status_id=planned.id, by=staff, answer=answer
        )
        assert sent == 3
        again = await set_status(
            place=place, contribution_id=idea, status_id=planned.id, by=staff, answer=answer
        )
        assert again == 0
        found = await load(contribution_id=idea, activity_id=ground.activity_id)
        assert found is not None
        assert found.status == planned
        assert [(a.html, a.by, a.status) for a in found.official_answers] == [
            ("<p>Vi bygger den <strong>til våren</strong>.</p>", "S", planned)
        ]
        name = "contribution.answered"
        assert await value("SELECT count(*) FROM event WHERE name = $1 AND subject_id = $2", name, idea) == 1
    for person, heard in ((author, 1), (supporter, 1), (follower, 1), (against, 0), (staff, 0)):
        assert await told(ground, person) == ["answer"] * heard


async def test_status_of_another_place_or_none_is_refused(
    two_towns: Towns, ground: Ground, make_person: MakePerson
) -> None:
    staff = await make_person(ground.tenant, role=Role.ADMIN)
    idea = await new_idea(ground, staff)
    elsewhere = await new_ground(ground.tenant)
    async with elsewhere.open() as place:
        with pytest.raises(Gone):
            await set_status(place=place, contribution_id=idea, status_id=None, by=staff)
    async with ground.open() as place:
        with pytest.raises(Gone):
            await set_status(place=place, contribution_id=idea, status_id=999_999, by=staff)


async def test_assign_takes_staff_of_the_project_only(ground: Ground, make_person: MakePerson) -> None:
    staff = await make_person(ground.tenant, role=Role.ADMIN)
    colleague = await make_person(ground.tenant, name="Medarbeider", role=Role.MODERATOR)
    resident = await make_person(ground.tenant, name="Beboer")
    idea = await new_idea(ground, resident)
    async with ground.open() as place:
        assert colleague.id in {each["id"] for each in await colleagues(place=place)}
        with pytest.raises(Gone):
            await assign(place=place, contribution_id=idea, person_id=resident.id, by=staff)
        await assign(place=place, contribution_id=idea, person_id=colleague.id, by=staff)
        seen = await load(contribution_id=idea, activity_id=ground.activity_id, viewer=staff)
        public = await load(contribution_id=idea, activity_id=ground.activity_id, viewer=resident)
        assert seen is not None
        assert public is not None
        assert (seen.assignee_name, public.assignee_id, public.assignee_name) == ("Medarbeider", None, "")
        assert (
            len(
                (
                    await listing(activity_id=ground.activity_id, kind=IDEA, wish=Wish(assignee=colleague.id))
                ).items
            )
            == 1
        )
    assert await told(ground, colleague) == ["assigned"]


async def test_statuses_and_topics_can_be_edited(two_towns: Towns, make_person: MakePerson) -> None:
    far = await new_ground(two_towns.b)
    kari = await make_person(two_towns.b)
    async with scope(two_towns.b):
        await seed_defaults()
        new_id = await add_status(names={"nb": "Sendt videre"}, kind="nonsense", colour="purple")
        with pytest.raises(NameTaken):
            await add_status(names={"nb": "Sendt videre"})
        await change_status(
            status_id=new_id, names={"nb": "Sendt til fylket"}, kind="declined", colour="info"
        )
        await order_statuses(ids=[new_id])
        first = next(status for status in await statuses() if status.id == new_id)
        assert (first.key, str(first.name), first.kind, first.colour) == (
            "sendt-videre",
            "Sendt til fylket",
            "declined",
            "info",
        )
        topic = await add_topic(names={"nb": "Havn"})
        await change_topic(topic_id=topic, names={"nb": "Havna"}, descriptions={}, icon="pin")
        assert [t.name.text() for t in await topics() if t.id == topic] == ["Havna"]
    idea = await new_idea(far, kari, topics=(topic,))
    async with far.open():
        found = await load(contribution_id=idea, activity_id=far.activity_id)
        assert found is not None
        assert found.status is not None
        with pytest.raises(StillUsed):
            await remove_status(status_id=found.status.id)
        await remove_topic(topic_id=topic)
        found = await load(contribution_id=idea, activity_id=far.activity_id)
        assert found is not None
        assert found.topics == ()
        unused = await add_status(names={"nb": "Ubrukt"})
        await remove_status(status_id=unused)
        with pytest.raises(Gone):
            await remove_status(status_id=unused)
