"""Signed recommendations of insights as what an answer answers, and the page of the whole place."""

import pytest

from core.db import execute, value
from core.jobs.testing import run_due_jobs
from core.outside.mail import FolderMailer
from core.sdk import Conclusion, ask_conclusions
from core.sdk.testing import Client, Towns
from core.tenancy import scope
from tests.plugins.followup.conftest import Ground, new_ground, new_outcome


async def new_recommendation(
    ground: Ground, *, signed: bool = True, project: bool = True, title: str = "Bygg en rampe"
) -> int:
    async with scope(ground.stand.tenant):
        study = await value(
            "INSERT INTO insights_study (project, title) VALUES ($1, 'Lesing') RETURNING id",
            ground.stand.project_id if project else None,
        )
        made: int = await value(
            "INSERT INTO insights_recommendation (study, title, state, signed_at) "
            "VALUES ($1, $2, 'accepted', CASE WHEN $3 THEN now() END) RETURNING id",
            study,
            title,
            signed,
        )
        await execute(
            "INSERT INTO insights_backing (recommendation, contribution) VALUES ($1, $2)", made, ground.idea
        )
    return made


async def concluded(ground: Ground) -> list[Conclusion]:
    async with scope(ground.stand.tenant, read_only=True):
        return await ask_conclusions(project_id=ground.stand.project_id)


async def test_signed_recommendation_is_chosen_and_its_people_are_told(
    ground: Ground, client: Client, mails: FolderMailer
) -> None:
    number = await new_recommendation(ground)
    outcome_id = await new_outcome(ground, link=False, publish=False)
    url = f"/manage/followup/outcomes/{outcome_id}"
    assert "Bygg en rampe" in (await ground.desk.get(url)).text
    chosen = {"conclusion": f"insights.recommendation.{number}"}
    assert (await ground.desk.post(f"{url}/conclusions", data=chosen)).status_code == 303
    shown = (await ground.desk.get(url)).text
    assert f'value="insights.recommendation.{number}"' not in shown  # linked: no longer offered
    assert "rests on 1 contribution" in shown
    assert (await ground.desk.post(f"{url}/publish")).status_code == 303
    await run_due_jobs(ground.stand.tenant)
    assert mails.sent(str(ground.author.email))
    author = await client(ground.stand.tenant, ground.author)
    assert "Brygga får rampe i mai" in (await author.get("/account/outcomes")).text
    public = (await author.get(f"{ground.project}/outcomes")).text
    assert "Bygg en rampe" in public
    assert "Brygga får rampe i mai" in (await author.get(f"{ground.stand.url}/{ground.idea}")).text


async def test_removing_a_recommendation_takes_what_it_brought_but_not_what_was_chosen(
    ground: Ground,
) -> None:
    number = await new_recommendation(ground)
    for chosen_too, left in ((False, 0), (True, 1)):
        outcome_id = await new_outcome(ground, link=False, publish=False)
        url = f"/manage/followup/outcomes/{outcome_id}"
        await ground.desk.post(f"{url}/conclusions", data={"conclusion": f"insights.recommendation.{number}"})
        if chosen_too:
            await ground.desk.post(f"{url}/links", data={"contribution": str(ground.idea)})
        async with scope(ground.stand.tenant):
            link = await value(
                "SELECT id FROM followup_link WHERE outcome = $1 AND reference <> ''", outcome_id
            )
        await ground.desk.post(f"{url}/unlink", data={"link": str(link)})
        async with scope(ground.stand.tenant):
            assert await value("SELECT count(*) FROM followup_link WHERE outcome = $1", outcome_id) == left


@pytest.mark.parametrize(
    ("signed", "project", "there"), [(False, True, 0), (True, False, 1), (True, True, 1)]
)
async def test_only_what_is_signed_is_offered_also_from_a_study_of_the_whole_place(
    ground: Ground, signed: bool, project: bool, there: int
) -> None:
    await new_recommendation(ground, signed=signed, project=project)
    assert len(await concluded(ground)) == there


async def test_recommendation_of_another_project_or_town_cannot_be_linked(
    ground: Ground, two_towns: Towns, client: Client
) -> None:
    other, neighbour = await new_ground(two_towns.a, client), await new_ground(two_towns.b, client)
    numbers = [await new_recommendation(each, title="Fremmed") for each in (other, neighbour)]
    outcome_id = await new_outcome(ground, link=False, publish=False)
    url = f"/manage/followup/outcomes/{outcome_id}"
    for number in numbers:
        await ground.desk.post(f"{url}/conclusions", data={"conclusion": f"insights.recommendation.{number}"})
    assert "Fremmed" not in (await ground.desk.get(url)).text
    async with scope(ground.stand.tenant):
        assert await value("SELECT count(*) FROM followup_link WHERE outcome = $1", outcome_id) == 0


async def test_page_of_the_whole_place_shows_answers_and_what_is_late(
    ground: Ground, two_towns: Towns, client: Client
) -> None:
    neighbour = await new_ground(two_towns.b, client)
    await new_outcome(ground, title="Svar i A")
    await new_outcome(ground, title="Utkast i A", publish=False)
    await new_outcome(neighbour, title="Svar i B")
    data = {"text": "Svar innen våren", "due_on": "2020-05-01"}
    assert (await ground.desk.post(f"{ground.manage}/promises", data=data)).status_code == 303
    visitor = await client(ground.stand.tenant)
    shown = (await visitor.get("/outcomes")).text
    assert "Svar i A" in shown
    assert "Svar innen våren" in shown
    assert "Svar i B" not in shown
    assert "Utkast i A" not in shown
    assert "Svar innen våren" in (await visitor.get("/")).text
    async with scope(ground.stand.tenant):
        await execute("UPDATE project SET visibility = 'link' WHERE id = $1", ground.stand.project_id)
    hidden = (await visitor.get("/outcomes")).text
    assert "Svar i A" not in hidden
    assert "Svar innen våren" not in hidden
