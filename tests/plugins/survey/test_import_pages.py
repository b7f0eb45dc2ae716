"""A form from elsewhere is brought in on its page: what came, what did not, and never over answers."""

import re
from pathlib import Path

import httpx
import pytest

from core.people import Role
from core.sdk import Place
from core.sdk.testing.activities import Stand, new_activity
from core.sdk.testing.towns import Towns
from plugins.survey.starters import starter
from plugins.survey.versions import begin, newest_version, version_in_use
from tests.conftest import Client
from tests.plugins.survey.asking import add
from tests.plugins.survey.forms_elsewhere import LSS

REAL = Path("/work/shared/data/surveys")


async def _meeting(place: Place) -> None:
    await begin(activity_id=place.here.id, questionnaire=starter("meeting"), by=None)


@pytest.fixture
async def stand(two_towns: Towns) -> Stand:
    return await new_activity(two_towns.a, "survey", prepare=_meeting)


@pytest.fixture
async def staff(stand: Stand, client: Client) -> httpx.AsyncClient:
    return await client(stand.tenant, role=Role.ADMIN)


async def bring(staff: httpx.AsyncClient, stand: Stand, name: str, data: bytes) -> httpx.Response:
    return await staff.post(
        f"{stand.url}/manage/import-form", files={"file": (name, data, "application/xml")}
    )


async def test_form_that_is_brought_in_over_answers_is_a_new_version_with_keys_of_its_own(
    stand: Stand, staff: httpx.AsyncClient
) -> None:
    async with stand.open():
        before = await version_in_use(activity_id=stand.activity_id)
    assert before is not None
    await add(stand, [{question.key: {"value": 4}} for question in list(before.questionnaire.asked)[:1]])
    answer = await bring(staff, stand, "buss.lss", LSS.encode())
    assert answer.status_code == 200
    assert f"{stand.url}/manage/questions" in answer.text
    async with stand.open():
        newest = await newest_version(activity_id=stand.activity_id)
        in_use = await version_in_use(activity_id=stand.activity_id)
    assert newest is not None
    assert in_use == before or (in_use is not None and in_use.number == 1)
    assert newest.number == 2
    old = {question.key for question in before.questionnaire.questions}
    assert not old & {question.key for question in newest.questionnaire.questions}
    table = next(question for question in newest.questionnaire.questions if question.show_if)
    assert table.show_if is not None
    assert newest.questionnaire.question(table.show_if.tests[0].question) is not None


async def test_file_that_is_no_form_comes_back_with_a_sentence(
    stand: Stand, staff: httpx.AsyncClient
) -> None:
    for data in (b"", b"hei", b"<document/>", b'{"items": 3, "info": {}}'):
        assert (await bring(staff, stand, "x.lss", data)).status_code == 422
    huge = await bring(staff, stand, "x.lss", b"<document>" + b"x" * 6_000_000)
    assert huge.status_code in (413, 422)


async def test_import_is_for_managers(stand: Stand, client: Client) -> None:
    for role in (Role.PARTICIPANT, Role.MODERATOR):
        one = await client(stand.tenant, role=role)
        assert (await bring(one, stand, "buss.lss", LSS.encode())).status_code == 403


@pytest.mark.skipif(not REAL.is_dir(), reason="the real data is not here")
@pytest.mark.parametrize(
    "name",
    ["lime_ls205_array_filter_tests.lss", "lime_questionnaire_accessibilite_v2.lss", "lime_colors.lss"],
)
async def test_real_form_is_drawn_in_the_builder_and_the_preview(
    stand: Stand, staff: httpx.AsyncClient, name: str
) -> None:
    assert (await bring(staff, stand, name, (REAL / name).read_bytes())).status_code == 200
    built = await staff.get(f"{stand.url}/manage/questions")
    assert built.status_code == 200
    assert len(re.findall(r'id="q\d+"', built.text)) > 0
    assert (await staff.get(f"{stand.url}/manage/preview")).status_code == 200
