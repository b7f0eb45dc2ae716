"""Demonstration content: three themes in both languages, three stages, counted like everything else."""

import pytest

from core.db import rows, value
from core.host.hookspecs import Seeding
from core.participation import participants
from core.sdk.testing.people import new_person
from plugins.survey import seeds
from plugins.survey.results.reading import answered
from plugins.survey.results.shown import results_of
from plugins.survey.seeds import THEMES
from tests.plugins.survey.asking import new_survey
from tests.support.towns import Towns


@pytest.mark.parametrize(
    ("theme", "stage", "language", "count"),
    [
        ("travel", "open", "nb", 0),
        ("school", "running", "nn", 164),
        ("pool", "finished", "nb", 412),
        ("unknown", "running", "nb", 164),
    ],
)
async def test_seeds_write_answers_that_are_counted(
    two_towns: Towns, theme: str, stage: str, language: str, count: int
) -> None:
    stand = await new_survey(two_towns.a)
    people = tuple([await new_person(two_towns.a) for _n in range(4)])
    async with stand.open() as place:
        await value("DELETE FROM survey_version WHERE activity = $1", stand.activity_id)
        await seeds(
            Seeding(
                place=place, stage=stage, theme=theme, language=language, residents=people, staff=people[:1]
            )
        )
        found = results_of(await answered(activity_id=stand.activity_id))
        assert found.total == await participants(activity_id=stand.activity_id) == count
        assert len(found.questions) >= 6
        kept = await rows("SELECT submitted_on FROM survey_response WHERE activity = $1", stand.activity_id)
        assert all(place.here.opens_at.date() <= each["submitted_on"] for each in kept)  # type: ignore[union-attr]
        texts = await rows("SELECT DISTINCT text FROM contribution WHERE activity = $1", stand.activity_id)
        assert bool(texts) is bool(count)


async def test_seeds_leave_a_survey_with_its_own_questions_alone(two_towns: Towns) -> None:
    stand = await new_survey(two_towns.a)
    async with stand.open() as place:
        await seeds(
            Seeding(place=place, stage="running", theme="pool", language="nb", residents=(), staff=())
        )
        assert results_of(await answered(activity_id=stand.activity_id)).total == 0


def test_themes_are_those_that_the_demonstration_names() -> None:
    assert THEMES == ("pool", "school", "travel")
