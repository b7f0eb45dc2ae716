"""How soon the municipality answers, how far word reached, how far visitors went: each against what was done by hand."""

from datetime import UTC, date, datetime
from typing import Any

from core.contributions import set_status
from core.db import execute, value
from core.messages import notify
from core.people import Role
from core.sdk import Block
from core.tenancy import Tenant, scope
from plugins.dashboards.asked import asked_of
from plugins.dashboards.cards.answers import how_soon
from plugins.dashboards.cards.mails import how_far_word_reached
from plugins.dashboards.cards.visits import how_far, who_came
from tests.conftest import MakePerson
from tests.contributions.ground import Ground, new_ground, new_idea
from tests.support.towns import Towns


async def _cards(
    tenant: Tenant, card: Any, *, project_id: int | None = None, **query: str
) -> dict[str, Block]:
    asked = asked_of(query, now=datetime.now(UTC), project_id=project_id, activity_id=None)
    async with scope(tenant, read_only=True):
        return {block.id: block for block in await card(asked)}


async def _written_days_ago(ground: Ground, idea: int, days: int) -> None:
    async with scope(ground.tenant):
        await execute(
            "UPDATE contribution SET published_at = now() - make_interval(days => $2) WHERE id = $1",
            idea,
            days,
        )


async def test_days_until_the_first_answer_and_who_waits(
    towns: Towns, ground: Ground, make_person: MakePerson
) -> None:
    boss = await make_person(towns.a, role=Role.MANAGER)
    kari = await make_person(towns.a)
    ideas = [await new_idea(ground, kari, f"Idé {n}") for n in range(4)]
    for idea, days in zip(ideas, (2, 4, 10, 30), strict=True):
        await _written_days_ago(ground, idea, days)
    async with ground.open() as place:
        status = await value("SELECT id FROM status ORDER BY position LIMIT 1")
        for idea in ideas[:3]:
            for answer in ("<p>Takk, vi ser på det.</p>", "<p>Vi har sett på det.</p>"):
                await set_status(place=place, contribution_id=idea, status_id=status, by=boss, answer=answer)
    found = await _cards(towns.a, how_soon, project_id=ground.project_id)
    assert (found["answers.days"].value, found["answers.days"].n) == (4.0, 3)
    assert (found["answers.waiting"].value, found["answers.oldest"].value) == (1, 30)
    recent = await _cards(towns.a, how_soon, project_id=ground.project_id, period="week")
    assert recent["answers.days"].n == 2
    assert "answers.oldest" not in recent
    assert await _cards(towns.a, how_soon, project_id=ground.project_id, topic="finnes-ikke") == {}
    assert await _cards(towns.b, how_soon) == {}


async def test_word_is_counted_as_it_was_told_read_and_mailed(towns: Towns, make_person: MakePerson) -> None:
    ground, other = await new_ground(towns.a), await new_ground(towns.a)
    people = [await make_person(towns.a) for _each in range(3)]
    async with scope(towns.a):
        await execute("DELETE FROM notice")
        for where in (ground.url, f"{ground.url}/7", other.url):
            await notify(person_ids=[each.id for each in people], kind="answer", title="Svar", url=where)
        await execute("UPDATE notification SET mail = 'never'")
        await execute(
            "UPDATE notification SET mail = 'sent', read_at = now() WHERE person = $1", people[0].id
        )
        await execute("INSERT INTO mail_failure (person) VALUES ($1)", people[0].id)
    found = await _cards(towns.a, how_far_word_reached, project_id=ground.project_id)
    assert [number for _label, number in found["mails.reach"].rows] == [6, 2, 2, 0, 4]
    assert (found["mails.reach"].n, found["mails.refused"].value) == (3, 1)
    assert "not tracked" in str(found["mails.reach"].description)
    whole = await _cards(towns.a, how_far_word_reached)
    assert whole["mails.reach"].rows[0][1] == 9
    assert await _cards(towns.b, how_far_word_reached) == {}


async def test_funnel_goes_from_visit_by_reading_to_writing(
    towns: Towns, ground: Ground, make_person: MakePerson
) -> None:
    await new_idea(ground, await make_person(towns.a))
    async with scope(towns.a):
        sql = "INSERT INTO visit_day (day, project, activity, visits, views) VALUES ($1, $2, $3, $4, $4)"
        await execute(sql, date(2026, 5, 1), ground.project_id, 0, 40)
        await execute(sql, date(2026, 5, 1), ground.project_id, ground.activity_id, 12)
    found = await _cards(towns.a, how_far, project_id=ground.project_id)
    assert [number for _label, number in found["visits.funnel"].rows] == [40, 12, 1, 1]


async def test_visits_over_time_add_up_to_all_of_them(towns: Towns) -> None:
    ground = await new_ground(towns.a)
    async with scope(towns.a):
        sql = "INSERT INTO visit_day (day, project, activity, visits, views) VALUES ($1, $2, 0, $3, $3)"
        for month, visits in ((1, 4), (1, 5), (3, 7)):
            await execute(sql, date(2026, month, visits), ground.project_id, visits)
    found = await _cards(towns.a, who_came, project_id=ground.project_id)
    assert [number for _label, number in found["visits.days"].rows] == [9, 7]
    weeks = await _cards(towns.a, who_came, project_id=ground.project_id, step="day")
    assert [number for _label, number in weeks["visits.days"].rows] == [4, 5, 7]
