"""Answering: begin, stop, go on, send once; and what stands in the database afterwards."""

import asyncio
import re

import pytest

from core.db import execute, row, rows, value
from core.participation import participants
from core.people import Role
from core.sdk.testing.activities import Stand
from core.tenancy import scope
from plugins.survey.answering.mixing import mix
from plugins.survey.answering.quotas import recount
from plugins.survey.versions import all_versions
from tests.conftest import Client, MakePerson
from tests.plugins.survey.asking import (
    FORM,
    PAGE_1,
    PAGE_2,
    WHOLE,
    add,
    answer,
    new_survey,
    new_version,
    with_quota,
)
from tests.support.towns import Towns


@pytest.fixture(scope="module")
async def survey(two_towns: Towns) -> Stand:
    return await new_survey(two_towns.a)


async def test_answer_is_kept_page_by_page_and_sent(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    stand = await new_survey(two_towns.a)
    kari = await client(two_towns.a, await make_person(two_towns.a))
    front = await kari.get(stand.url)
    assert "11 spørsmål" in front.text or "11 questions" in front.text
    done = await answer(kari, stand)
    assert done.status_code == 200
    assert "Takk for hjelpen!" in done.text
    assert re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", done.text)
    async with stand.open():
        found = await row(
            "SELECT answers, channel FROM survey_response WHERE activity = $1", stand.activity_id
        )
        assert found is not None
        assert found["answers"] == {"q1": True, "q2": "o1", "q4": 4, "q5": 41, "q8": "Det er mørkt ved brua"}
        assert await value("SELECT count(*) FROM survey_draft WHERE activity = $1", stand.activity_id) == 0
        assert await participants(activity_id=stand.activity_id) == 1


async def test_answer_is_resumed_where_it_stopped(
    survey: Stand, client: Client, make_person: MakePerson
) -> None:
    kari = await client(survey.tenant, await make_person(survey.tenant))
    await kari.post(f"{survey.url}/start")
    await kari.post(f"{survey.url}/answer", data=PAGE_1)
    await kari.post(f"{survey.url}/answer", data=PAGE_2 | {"step": "later"})
    assert f"{survey.url}/answer" in (await kari.get(survey.url)).text
    page = (await kari.get(f"{survey.url}/answer")).text
    assert "Om stien" in page
    assert "Det er mørkt ved brua" in page


async def test_answer_without_what_is_required_is_refused_with_what_was_typed(
    survey: Stand, client: Client, make_person: MakePerson
) -> None:
    kari = await client(survey.tenant, await make_person(survey.tenant))
    await kari.post(f"{survey.url}/start")
    refused = await kari.post(f"{survey.url}/answer", data={**PAGE_1, "a.q1": ""})
    assert refused.status_code == 422
    assert 'value="41"' in refused.text


async def test_answer_sent_past_a_required_page_is_refused(
    survey: Stand, client: Client, make_person: MakePerson
) -> None:
    kari = await client(survey.tenant, await make_person(survey.tenant))
    await kari.post(f"{survey.url}/start")
    sent = await kari.post(f"{survey.url}/answer", data=PAGE_2)
    assert sent.headers["location"].endswith("/answer")
    async with survey.open():
        assert await value("SELECT count(*) FROM survey_taker WHERE activity = $1", survey.activity_id) == 0


async def test_answer_sent_twice_at_once_is_one(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    stand = await new_survey(two_towns.a)
    kari = await client(two_towns.a, await make_person(two_towns.a))
    await kari.post(f"{stand.url}/start")
    await kari.post(f"{stand.url}/answer", data=PAGE_1)
    both = await asyncio.gather(*(kari.post(f"{stand.url}/answer", data=PAGE_2) for _n in range(2)))
    assert [each.status_code for each in both] == [303, 303]
    async with stand.open():
        assert await value("SELECT count(*) FROM survey_response WHERE activity = $1", stand.activity_id) == 1


async def test_second_answer_of_a_person_is_refused(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    stand = await new_survey(two_towns.a)
    person = await make_person(two_towns.a)
    await answer(await client(two_towns.a, person), stand)
    again = await client(two_towns.a, person)
    assert (await again.post(f"{stand.url}/start")).headers["location"].endswith(stand.url)
    async with stand.open():
        assert await value("SELECT count(*) FROM survey_response WHERE activity = $1", stand.activity_id) == 1


async def test_visitor_may_answer_where_it_is_open_to_all(two_towns: Towns, client: Client) -> None:
    stand = await new_survey(two_towns.a)
    visitor = await client(two_towns.a)
    assert (await visitor.post(f"{stand.url}/start")).status_code == 401
    async with scope(two_towns.a):
        await execute(
            "UPDATE activity SET rules = $2 WHERE id = $1",
            stand.activity_id,
            {"survey.answer": {"who": "everyone"}},
        )
    assert "Takk for hjelpen!" in (await answer(visitor, stand)).text
    async with stand.open():
        assert await participants(activity_id=stand.activity_id) == 1


async def test_quota_holds_when_many_send_at_once(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    stand = await new_survey(two_towns.a, form=with_quota(FORM, "q2", "o1", 2))
    people = [await client(two_towns.a, await make_person(two_towns.a)) for _n in range(4)]
    for each in people:
        await each.post(f"{stand.url}/start")
        await each.post(f"{stand.url}/answer", data=PAGE_1)
    await asyncio.gather(*(each.post(f"{stand.url}/answer", data=PAGE_2) for each in people))
    async with stand.open():
        assert await value("SELECT count(*) FROM survey_response WHERE activity = $1", stand.activity_id) == 2
        assert await value("SELECT count(*) FROM survey_draft WHERE activity = $1", stand.activity_id) == 2
        counted = await rows("SELECT option, taken FROM survey_quota WHERE activity = $1", stand.activity_id)
        assert [(each["option"], each["taken"]) for each in counted] == [("o1", 2)]


async def test_survey_closes_when_as_many_as_wanted_have_answered(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    stand = await new_survey(two_towns.a, most=1)
    for _n in range(2):
        await answer(await client(two_towns.a, await make_person(two_towns.a)), stand)
    async with stand.open():
        assert await value("SELECT count(*) FROM survey_response WHERE activity = $1", stand.activity_id) == 1


async def test_receipt_finds_and_deletes_the_answer(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    stand = await new_survey(two_towns.a)
    kari = await client(two_towns.a, await make_person(two_towns.a))
    done = await answer(kari, stand)
    found = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", done.text)
    assert found is not None
    async with stand.open() as place:
        await mix(place=place, fewest=1)
    anyone = await client(two_towns.a)
    assert (await anyone.post(f"{stand.url}/receipt", data={"code": "AAAA-BBBB-CCCC"})).status_code == 422
    assert (await anyone.post(f"{stand.url}/receipt", data={"code": found[0].lower()})).status_code == 200
    await anyone.post(f"{stand.url}/receipt/withdraw", data={"code": found[0]})
    async with stand.open():
        assert await value("SELECT count(*) FROM survey_response WHERE activity = $1", stand.activity_id) == 0
        assert await value("SELECT count(*) FROM contribution WHERE activity = $1", stand.activity_id) == 0
        assert await participants(activity_id=stand.activity_id) == 1


async def test_survey_of_another_town_is_not_found(survey: Stand, two_towns: Towns, client: Client) -> None:
    other = await client(two_towns.b, role=Role.ADMIN)
    for path in ("", "/answer", "/results", "/manage/results", "/receipt", "/done"):
        assert (await other.get(f"{survey.url}{path}")).status_code == 404


async def test_quota_that_came_later_counts_those_who_answered_before(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    stand = await new_survey(two_towns.a)
    await add(stand, [WHOLE, WHOLE | {"q2": "o2"}])
    await new_version(stand, with_quota(FORM, "q2", "o1", 2))
    await answer(await client(two_towns.a, await make_person(two_towns.a)), stand)
    late = await client(two_towns.a, await make_person(two_towns.a))
    await late.post(f"{stand.url}/start")
    assert (await late.post(f"{stand.url}/answer", data=PAGE_1)).status_code == 422
    async with stand.open():
        assert await value("SELECT count(*) FROM survey_response WHERE activity = $1", stand.activity_id) == 3
        forms = {v.id: v.questionnaire for v in await all_versions(activity_id=stand.activity_id)}
        before = await rows("SELECT option, taken FROM survey_quota WHERE activity = $1", stand.activity_id)
        await recount(activity_id=stand.activity_id, forms={key: max(forms.items())[1] for key in forms})
        assert before == await rows(
            "SELECT option, taken FROM survey_quota WHERE activity = $1", stand.activity_id
        )
