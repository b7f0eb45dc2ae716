"""Results: every kind of question counted, over versions, divided, hidden; and the packed columns equal the answers."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from core.db import execute, rows
from core.people import Role
from core.sdk.testing.activities import Stand
from plugins.survey.model import Questionnaire
from plugins.survey.results.layout import layout_of, pack
from plugins.survey.results.reading import answered
from plugins.survey.results.shown import Result, Results, results_of
from tests.conftest import Client
from tests.plugins.survey.asking import FORM, WHOLE, add, new_survey, new_version, option
from tests.plugins.survey.many import fill, forty
from tests.support.towns import Towns


async def results(stand: Stand, by: str = "") -> Results:
    async with stand.open():
        return results_of(await answered(activity_id=stand.activity_id), by=by)


def result(found: Results, key: str) -> Result:
    return next(each for each in found.questions if each.asked.question.key == key)


def counts(found: Results, key: str, group: int = 0) -> list[int | None]:
    return [line[group] for line in result(found, key).tables[0].counts]


def answers(count: int, **change: Any) -> list[dict[str, Any]]:
    return [WHOLE | change for _n in range(count)]


async def test_every_kind_of_question_is_counted(two_towns: Towns) -> None:
    stand = await new_survey(two_towns.a)
    await add(
        stand,
        [
            *answers(6),
            *answers(5, q1=False, q2={"other": "Bort"}, q3={"keys": ["o5"]}, q4=5, q7=["o8", "o9"]),
        ],
    )
    found = await results(stand)
    assert found.total == 11
    assert counts(found, "q1") == [6, 5]
    assert counts(found, "q2") == [6, 0, 0, 5]
    assert counts(found, "q3") == [6, 5, 6]
    assert counts(found, "q4") == [0, 0, 0, 6, 5]
    assert result(found, "q4").average == 4.5
    assert result(found, "q5").measured is not None
    assert [table.counts for table in result(found, "q6").tables] == [((11,), (0,)), ((0,), (11,))]
    assert counts(found, "q7") == [5, 6]
    assert result(found, "q8").n == 11
    assert counts(found, "q9") == [0, 11, 0, 0, 0]
    assert result(found, "q11").n == 11


async def test_results_are_added_over_versions_by_the_keys_of_questions(two_towns: Towns) -> None:
    stand = await new_survey(two_towns.a)
    await add(stand, answers(6))
    await new_version(stand, _changed(FORM))
    await add(stand, [{"q1": True, "q2": "o30"} for _n in range(7)])
    found = await results(stand)
    assert found.versions == 2
    assert counts(found, "q1") == [13, 0]
    lives = result(found, "q2")
    assert [str(label) for label in lives.tables[0].labels] == ["Midtbyen", "Nes", "Vika", "Fjellet", "Other"]
    assert counts(found, "q2") == [6, 0, 7, 0, 0]
    assert result(found, "q4").asked.numbers == (1,)


async def test_question_that_changed_its_kind_is_another_question(two_towns: Towns) -> None:
    stand = await new_survey(two_towns.a)
    await add(stand, answers(6))
    yes_no = msgspec.structs.replace(FORM.pages[0].questions[0], key="q4")
    await new_version(
        stand, Questionnaire(pages=(msgspec.structs.replace(FORM.pages[0], questions=(yes_no,)),))
    )
    await add(stand, [{"q4": True} for _n in range(5)])
    found = await results(stand)
    assert [each.n for each in found.questions if each.asked.question.key == "q4"] == [5, 6]


async def test_answers_are_divided_by_another_question(two_towns: Towns) -> None:
    stand = await new_survey(two_towns.a)
    await add(stand, [*answers(8), *answers(9, q2="o2", q1=False)])
    found = await results(stand, by="q2")
    assert [str(group) for group in found.groups][:2] == ["Sentrum", "Nes"]
    assert (counts(found, "q1"), counts(found, "q1", 1)) == ([8, 0], [0, 9])
    assert result(found, "q5").measured is not None


async def test_fewer_than_five_are_not_shown(two_towns: Towns, client: Client) -> None:
    stand = await new_survey(two_towns.a)
    await add(stand, [*answers(30), *answers(3, q2="o2"), *answers(12, q2="o3")])
    assert counts(await results(stand), "q2") == [30, None, None, 0]
    staff = await client(two_towns.a, role=Role.ADMIN)
    assert "hidden" in (await staff.get(f"{stand.url}/manage/results")).text
    few = await new_survey(two_towns.a)
    await add(few, answers(4))
    assert all(each.n is None for each in (await results(few)).questions)


async def test_packed_answers_equal_a_recount_of_the_answers(two_towns: Towns) -> None:
    stand = await new_survey(two_towns.a, form=forty())
    await fill(stand, 400)
    async with stand.open():
        kept = await rows(
            "SELECT answers, codes, numbers FROM survey_response WHERE activity = $1", stand.activity_id
        )
        layout = layout_of(forty())
        assert all(pack(layout, each["answers"]) == (each["codes"], each["numbers"]) for each in kept)
    found = await results(stand)
    by_hand = Counter(each["answers"]["q3"] for each in kept)
    assert counts(found, "q3") == [by_hand[o.key] for o in result(found, "q3").asked.question.options]
    several = Counter(key for each in kept for key in each["answers"]["q18"]["keys"])
    assert counts(found, "q18") == [several[o.key] for o in result(found, "q18").asked.question.options]


@pytest.mark.parametrize(
    ("chosen", "closed", "status"),
    [("live", False, 200), ("closed", False, 404), ("closed", True, 200), ("staff", True, 404)],
)
async def test_results_are_for_those_whom_the_settings_say(
    two_towns: Towns, client: Client, chosen: str, closed: bool, status: int
) -> None:
    stand = await new_survey(two_towns.a, results=chosen)
    await add(stand, answers(6))
    if closed:
        async with stand.open():
            at = datetime.now(UTC) - timedelta(hours=1)
            await execute("UPDATE activity SET closes_at = $2 WHERE id = $1", stand.activity_id, at)
    anyone, staff = await client(two_towns.a), await client(two_towns.a, role=Role.MODERATOR)
    assert (await anyone.get(f"{stand.url}/results")).status_code == status
    assert (await staff.get(f"{stand.url}/manage/results?by=q2")).status_code == 200
    assert (await anyone.get(f"{stand.url}/manage/results")).status_code == 401


async def test_what_people_wrote_is_shown_only_where_the_settings_say(
    two_towns: Towns, client: Client
) -> None:
    quiet, loud = (
        await new_survey(two_towns.a, results="live"),
        await new_survey(two_towns.a, results="live", open_answers=True),
    )
    for stand in (quiet, loud):
        await add(stand, answers(6, q8="Mørkt <script>alert(1)</script> ved brua"))
    anyone, staff = await client(two_towns.a), await client(two_towns.a, role=Role.MODERATOR)
    assert "ved brua" not in (await anyone.get(f"{quiet.url}/results")).text
    shown = (await anyone.get(f"{loud.url}/results")).text
    assert "Mørkt &lt;script&gt;" in shown
    assert "ved brua" in (await staff.get(f"{quiet.url}/manage/written/q8")).text
    async with loud.open():
        await execute("UPDATE contribution SET state = 'hidden' WHERE activity = $1", loud.activity_id)
    assert "ved brua" not in (await anyone.get(f"{loud.url}/results")).text


def _changed(form: Questionnaire) -> Questionnaire:
    """Another name for one answer, a new answer, and only two questions left."""
    goes, lives = form.pages[0].questions[:2]
    options = (option("o1", "Midtbyen"), option("o2", "Nes"), option("o30", "Vika"))
    page = msgspec.structs.replace(
        form.pages[0], questions=(goes, msgspec.structs.replace(lives, options=options))
    )
    return Questionnaire(pages=(page,), made=40)


async def test_few_texts_do_not_tell_what_is_hidden(two_towns: Towns, client: Client) -> None:
    stand = await new_survey(two_towns.a, results="live", open_answers=True)
    await add(
        stand,
        [*answers(30, q3={"keys": ["o4"]}), *answers(3, q2={"other": "Hyttefolk"}, q3={"keys": ["o4"]})],
    )
    shown = (await (await client(two_towns.a)).get(f"{stand.url}/results")).text
    assert "Hyttefolk" not in shown
    assert ">3 texts" not in shown
    staff = await client(two_towns.a, role=Role.MODERATOR)
    assert "Hyttefolk" in (await staff.get(f"{stand.url}/manage/written/q2")).text
