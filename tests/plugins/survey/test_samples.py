"""Those who chose to answer and those who were drawn are told apart, and a few answers make no per cent."""

import pytest

from core.people import Role
from core.sdk import ENOUGH, Block
from core.sdk.testing.activities import Stand
from plugins.survey.figures import figures
from tests.conftest import Client
from tests.plugins.survey.asking import WHOLE, add, new_survey
from tests.support.towns import Towns


async def _questions(stand: Stand) -> list[Block]:
    async with stand.open():
        found = await figures(project_id=None, activity_id=stand.activity_id, since=None, until=None)
    return [each for each in found if each.id.startswith("survey.q")]


@pytest.mark.parametrize(
    ("chosen", "words"), [({}, "not a drawn sample"), ({"sample": "drawn"}, "A drawn sample")]
)
async def test_figures_and_pages_say_how_people_were_found(
    two_towns: Towns, client: Client, chosen: dict[str, str], words: str
) -> None:
    stand = await new_survey(two_towns.a, **chosen)
    await add(stand, [WHOLE for _each in range(6)])
    assert {each.sample for each in await _questions(stand)} == {chosen.get("sample", "open")}
    staff = await client(two_towns.a, role=Role.MANAGER)
    assert words in (await staff.get(f"{stand.url}/manage/results")).text
    assert words in (await staff.get(f"/manage/dashboards?activity={stand.activity_id}")).text


async def test_few_answers_make_no_per_cent(two_towns: Towns) -> None:
    stand = await new_survey(two_towns.a)
    await add(stand, [WHOLE for _each in range(ENOUGH - 1)])
    for block in await _questions(stand):
        assert len(block.columns) == 2
        assert {len(row) for row in block.rows} == {2}
    await add(stand, [WHOLE])
    assert any(len(block.columns) == 3 for block in await _questions(stand))
