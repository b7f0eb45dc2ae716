"""A study searched and over time."""

from core.db import execute
from core.jobs.testing import run_due_jobs
from core.people import Role
from core.tenancy import scope
from tests.conftest import Client, MakePerson
from tests.contributions.ground import new_ground, new_idea
from tests.plugins.insights.test_themes import Desk, _study, desk
from tests.support.people import new_person
from tests.support.towns import Towns

__all__ = ["desk"]


async def test_search_finds_the_word_and_what_means_the_same(desk: Desk) -> None:
    url = await _study(desk)
    by_word = (await desk.staff.get(f"{url}/search", params={"q": "stupetårn"})).text
    assert "Bygg et nytt svømmeanlegg med stupetårn" in by_word
    assert "The word stands in it" in by_word
    by_meaning = (
        await desk.staff.get(f"{url}/search", params={"q": "bicycle parking at the train station"})
    ).text
    hits = by_meaning.split('<li class="al-reads__one')
    assert "Flere sykkelstativ ved stasjonen" in hits[1]
    assert "Means something like it" in hits[1]


async def test_search_takes_whatever_is_typed(desk: Desk) -> None:
    url = await _study(desk)
    for typed in (
        "<script>alert(1)</script>",
        "'; DROP TABLE person; --",
        "%_\\",
        "\x00",
        "å" * 5_000,
        "!!! & | (",
        "",
    ):
        answer = await desk.staff.get(f"{url}/search", params={"q": typed})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text


async def test_search_finds_nothing_of_another_project_or_town(desk: Desk, two_towns: Towns) -> None:
    for tenant in (two_towns.a, two_towns.b):
        other = await new_ground(tenant)
        await new_idea(
            other, await new_person(tenant), title="Hemmelig sykkelvei på Haugen", body="<p>Sykkelvei.</p>"
        )
        await run_due_jobs(tenant)
    url = await _study(desk)
    assert "Haugen" not in (await desk.staff.get(f"{url}/search", params={"q": "sykkelvei"})).text


async def test_figures_count_what_lies_in_the_themes(desk: Desk) -> None:
    url = await _study(desk)
    async with scope(desk.tenant):
        await execute(
            "UPDATE contribution SET published_at = published_at - interval '40 days' WHERE title LIKE 'Svøm%'"
        )
    shown = (await desk.staff.get(f"{url}/time")).text
    assert "What is talked about most and least" in shown
    assert "Themes over time" in shown
    assert "What rises" not in shown  # twelve contributions are too few to say so


async def test_moderator_of_another_project_sees_none(
    desk: Desk, two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    url = await _study(desk)
    other = await new_ground(two_towns.a)
    moderator = await make_person(two_towns.a)
    async with scope(two_towns.a):
        await execute(
            "INSERT INTO project_role (person, project_id, role) VALUES ($1, $2, $3)",
            moderator.id,
            other.project_id,
            Role.MODERATOR,
        )
    visitor = await client(two_towns.a, moderator)
    assert (await visitor.get("/manage/insights")).status_code == 200
    assert "Hva sies" not in (await visitor.get("/manage/insights")).text
    for path in ("", "/time", "/search?q=sykkel", "/themes/0"):
        assert (await visitor.get(f"{url}{path}")).status_code == 403
