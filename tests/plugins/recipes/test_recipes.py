"""A new project from a template, as staff make one."""

import itertools

import pytest

from core.db import rows
from core.people import Role
from core.projects.recipes import methods_of
from core.sdk.testing import Client, MakePerson, Towns
from core.tenancy import scope
from plugins.recipes import recipes

NEW = {"title.nb": "Ny badeplass", "summary.nb": "Hva skal den ha?", "first_day": "2027-03-01"}


@pytest.mark.parametrize("recipe", recipes(), ids=lambda recipe: recipe.id)
async def test_project_is_made_from_a_recipe_with_phases_that_follow_one_another(
    two_towns: Towns, client: Client, make_person: MakePerson, recipe: object
) -> None:
    boss = await client(two_towns.a, await make_person(two_towns.a, role=Role.ADMIN))
    made = await boss.post("/manage/projects/new", data={**NEW, "recipe": recipe.id})  # type: ignore[attr-defined]
    assert made.status_code == 303, made.text
    async with scope(two_towns.a, read_only=True):
        phases = await rows(
            "SELECT starts_at, ends_at FROM phase WHERE project = $1 ORDER BY position",
            int(made.headers["location"].rsplit("/", 1)[1]),
        )
        activities = await rows(
            "SELECT method, names FROM activity WHERE project = $1",
            int(made.headers["location"].rsplit("/", 1)[1]),
        )
    assert len(phases) == len(recipe.phases)  # type: ignore[attr-defined]
    assert all(before["ends_at"] == after["starts_at"] for before, after in itertools.pairwise(phases))
    assert {each["method"] for each in activities} == methods_of(recipe)  # type: ignore[arg-type]
    assert all({"nb", "nn", "en"} <= set(each["names"]) for each in activities)


async def test_every_recipe_ends_with_a_phase_that_reports_back() -> None:
    assert [recipe.phases[-1].activities[0].method for recipe in recipes()] == ["information"] * 6


async def test_recipe_whose_method_is_off_is_not_offered(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    boss = await client(two_towns.b, await make_person(two_towns.b, role=Role.ADMIN))
    assert 'value="idea_collection"' in (await boss.get("/manage/projects/new")).text
    await boss.post("/manage/plugins/ideas/off")
    offered = (await boss.get("/manage/projects/new")).text
    assert 'value="idea_collection"' not in offered
    assert 'value="survey_feedback"' in offered


async def test_unknown_recipe_is_refused_beside_the_field(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    boss = await client(two_towns.a, await make_person(two_towns.a, role=Role.ADMIN))
    answer = await boss.post("/manage/projects/new", data={**NEW, "recipe": "<script>"})
    assert answer.status_code == 422
    assert "<script>" not in answer.text.split("<main", 1)[1]
