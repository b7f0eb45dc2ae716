"""Paper and tablets: printed, typed in once, answered by many; all counted, each by its channel."""

import io
import re

import pikepdf
import pytest

from core.db import execute, rows, value
from core.participation import participants
from core.people import Role
from core.sdk.testing.activities import Stand
from tests.conftest import Client
from tests.plugins.survey.asking import PAGE_1, PAGE_2, new_survey
from tests.support.towns import Towns


@pytest.fixture
async def survey(two_towns: Towns) -> Stand:
    return await new_survey(two_towns.a)


async def channels(stand: Stand) -> dict[str, int]:
    async with stand.open():
        found = await rows(
            "SELECT channel, count(*) AS n FROM survey_response WHERE activity = $1 GROUP BY 1",
            stand.activity_id,
        )
    return {each["channel"]: each["n"] for each in found}


async def tablet_of(stand: Stand, client: Client) -> str:
    page = (await (await client(stand.tenant, role=Role.MODERATOR)).get(f"{stand.url}/manage/paper")).text
    found = re.search(rf"{stand.url}/tablet/[\w.-]+", page)
    assert found is not None
    return found[0]


async def test_survey_is_printed(survey: Stand, client: Client) -> None:
    staff = await client(survey.tenant, role=Role.MODERATOR)
    sent = await staff.get(f"{survey.url}/manage/paper.pdf?lang=nb")
    assert sent.headers["content-type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(sent.content)) as book:
        assert len(book.pages) >= 1
        assert book.Root.MarkInfo.Marked


async def test_sheet_is_typed_in_once_though_it_is_sent_twice(survey: Stand, client: Client) -> None:
    staff = await client(survey.tenant, role=Role.MODERATOR)
    page = (await staff.get(f"{survey.url}/manage/paper/enter")).text
    once = re.search(r'name="once" value="(\w+)"', page)
    assert once is not None
    sheet = {"once": once[1], "a.q2": "o2", "a.q8": "Skrevet med blyant"}
    for _n in range(2):
        assert (await staff.post(f"{survey.url}/manage/paper/enter", data=sheet)).status_code == 303
    await staff.post(f"{survey.url}/manage/paper/enter", data=sheet | {"once": "NEXTSHEET"})
    assert await channels(survey) == {"paper": 2}
    async with survey.open():
        assert await value("SELECT count(*) FROM contribution WHERE activity = $1", survey.activity_id) == 2
        logged = await rows(
            "SELECT DISTINCT channel FROM participation WHERE activity_id = $1", survey.activity_id
        )
        assert [each["channel"] for each in logged] == ["paper"]
        assert await participants(activity_id=survey.activity_id) == 2


async def test_empty_sheet_is_refused(survey: Stand, client: Client) -> None:
    staff = await client(survey.tenant, role=Role.MODERATOR)
    assert (await staff.post(f"{survey.url}/manage/paper/enter", data={"once": "X"})).status_code == 422
    assert await channels(survey) == {}


async def test_tablet_begins_again_for_each_person(survey: Stand, client: Client) -> None:
    link = await tablet_of(survey, client)
    tablet = await client(survey.tenant)
    for _n in range(2):
        began = await tablet.post(link, follow_redirects=True)
        assert "180; url=" in began.headers["refresh"]
        assert 'value="41"' not in began.text
        await tablet.post(f"{survey.url}/answer", data=PAGE_1)
        thanks = await tablet.post(f"{survey.url}/answer", data=PAGE_2, follow_redirects=True)
        assert thanks.url.path == link
    assert await channels(survey) == {"kiosk": 2}
    async with survey.open():
        assert await participants(activity_id=survey.activity_id) == 2


async def test_tablet_forgets_what_the_person_before_left(survey: Stand, client: Client) -> None:
    link = await tablet_of(survey, client)
    tablet = await client(survey.tenant)
    await tablet.post(link)
    await tablet.post(f"{survey.url}/answer", data=PAGE_1 | {"step": "back"})
    assert 'value="41"' in (await tablet.get(f"{survey.url}/answer")).text
    assert 'value="41"' not in (await tablet.post(link, follow_redirects=True)).text


async def test_tablet_is_shut_when_the_survey_has_closed(survey: Stand, client: Client) -> None:
    link = await tablet_of(survey, client)
    tablet = await client(survey.tenant)
    await tablet.post(link)
    async with survey.open():
        await execute(
            "UPDATE activity SET closes_at = now() - interval '1 hour' WHERE id = $1", survey.activity_id
        )
    assert (await tablet.post(link)).status_code == 403
    assert (await tablet.post(f"{survey.url}/answer", data=PAGE_1)).status_code == 403


async def test_forged_tablet_link_is_not_found(survey: Stand, two_towns: Towns, client: Client) -> None:
    other = await new_survey(two_towns.a)
    link = await tablet_of(other, client)
    tablet = await client(survey.tenant)
    assert (await tablet.get(f"{survey.url}/tablet/{link.rpartition('/')[2]}")).status_code == 404
    assert (await tablet.post(f"{survey.url}/tablet/x.y")).status_code == 404


async def test_paper_is_for_staff(survey: Stand, client: Client) -> None:
    for path in ("/manage/paper", "/manage/paper.pdf", "/manage/paper/enter"):
        assert (await (await client(survey.tenant)).get(survey.url + path)).status_code == 401
        assert (
            await (await client(survey.tenant, role=Role.PARTICIPANT)).get(survey.url + path)
        ).status_code == 403
