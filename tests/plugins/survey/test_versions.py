"""A form with answers changes only by a new version; what answers hang on stays."""

import httpx
import pytest

from core.db import execute, value
from core.projects.publishing import NotReady
from core.sdk.testing.activities import Stand, new_activity
from core.sdk.testing.towns import Towns
from plugins.survey.missing import problems_of
from plugins.survey.model import QuestionKind
from plugins.survey.versions import copy_newest, newest_version, version_in_use
from tests.plugins.survey.asking import add
from tests.plugins.survey.building import base, make, now, question, state, survey_in

K = QuestionKind


async def test_form_with_answers_changes_only_by_a_new_version(
    stand: Stand, staff: httpx.AsyncClient
) -> None:
    used = (await now(stand)).pages[0].questions[0].key
    await add(stand, [{used: True}])
    await make(staff, stand, K.SHORT_TEXT)
    async with stand.open():
        old, new = (
            await version_in_use(activity_id=stand.activity_id),
            await newest_version(activity_id=stand.activity_id),
        )
    assert old is not None
    assert new is not None
    assert (old.number, new.number, new.in_use) == (1, 2, False)
    assert old.questionnaire.question(used) == new.questionnaire.question(used)
    assert not any(q.label == {"nb": "short_text"} for q in old.questionnaire.questions)
    assert (await staff.post(f"{base(stand)}/use")).status_code == 303
    async with stand.open():
        used_now = await version_in_use(activity_id=stand.activity_id)
    assert used_now is not None
    assert used_now.number == 2
    shown = (await staff.get(f"{stand.url}/manage/versions")).text
    assert shown.count("/manage/preview?version=") == 2


async def test_scale_whose_ends_move_after_answers_is_a_question_of_its_own(
    stand: Stand, staff: httpx.AsyncClient
) -> None:
    easy = await question(stand, "få hjelp")
    await add(stand, [{easy.key: 4}])
    address = f"{base(stand)}/{easy.key}"
    sent = {
        "label.nb": "Hvor lett var det å få hjelp?",
        "least": "1",
        "most": "10",
        "version": await state(staff, address),
    }
    assert (await staff.post(address, data=sent)).status_code == 303
    assert (await question(stand, "få hjelp")).key != easy.key


async def test_new_version_with_flaws_is_not_taken_in_use(stand: Stand, staff: httpx.AsyncClient) -> None:
    used = (await now(stand)).pages[0].questions[0].key
    await add(stand, [{used: True}])
    await staff.post(f"{base(stand)}/{used}/remove")  # conditions hang on it
    assert "not asked before it" in (await staff.get(base(stand), headers={"accept-language": "en"})).text
    await staff.post(f"{base(stand)}/use")
    async with stand.open():
        found = await version_in_use(activity_id=stand.activity_id)
    assert found is not None
    assert found.number == 1
    assert (await staff.post(f"{base(stand)}/drop")).status_code == 303
    assert (await now(stand)).question(used) is not None


async def test_second_of_two_editors_is_told(stand: Stand, staff: httpx.AsyncClient) -> None:
    address = f"{base(stand)}/{(await question(stand, 'gjøre bedre')).key}"
    seen = await state(staff, address)
    await make(staff, stand, K.DATE)
    late = await staff.post(
        address, data={"label.nb": "Min", "version": seen}, headers={"accept-language": "en"}
    )
    assert late.status_code == 422
    assert "Someone else changed this" in late.text


async def test_survey_without_questions_or_with_flaws_is_not_published(two_towns: Towns) -> None:
    stand = await survey_in(two_towns.a)
    async with stand.open() as place:
        assert not [problem for problem in await problems_of(place.here) if problem.blocking]
        empty = await newest_version(activity_id=place.here.id)
        assert empty is not None
    with pytest.raises(NotReady):
        await new_activity(two_towns.b, "survey")


async def test_duplicated_activity_has_the_questions_and_no_answers(two_towns: Towns) -> None:
    source, target = await survey_in(two_towns.a), await survey_in(two_towns.a)
    used = (await now(source)).pages[0].questions[0].key
    await add(source, [{used: True}])
    async with source.open():
        await execute("DELETE FROM survey_version WHERE activity = $1", target.activity_id)
        await copy_newest(source_id=source.activity_id, target_id=target.activity_id)
        assert (
            await value("SELECT count(*) FROM survey_response WHERE activity = $1", target.activity_id) == 0
        )
    assert await now(target) == await now(source)
