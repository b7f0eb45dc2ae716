"""A smaller version of the bench (50,000 responses to 40 questions): 4,000, with limits that a slow machine keeps."""

import time

from core.people import Role
from plugins.survey.cli import import_file
from tests.conftest import Client
from tests.plugins.survey.asking import new_survey
from tests.plugins.survey.many import fill, forty
from tests.support.towns import Towns

COUNT = 4_000


async def test_results_export_and_import_of_many_responses_are_quick(
    two_towns: Towns, client: Client
) -> None:
    stand = await new_survey(two_towns.a, form=forty(), results="live")
    await fill(stand, COUNT)
    staff = await client(two_towns.a, role=Role.ADMIN)
    for path in ("results", "manage/results", "manage/results?by=q1"):
        at = time.perf_counter()
        page = await staff.get(f"{stand.url}/{path}")
        assert page.status_code == 200
        assert time.perf_counter() - at < 2, path
    file = (await staff.get(f"{stand.url}/manage/export/answers.csv")).content
    second = await new_survey(two_towns.a, form=forty())
    at = time.perf_counter()
    async with second.open() as place:
        planned = await import_file(place=place, filename="svar.csv", data=file)
    assert (len(planned.responses), planned.wrong) == (COUNT, 0)
    assert time.perf_counter() - at < 24  # 300 seconds for 50,000
