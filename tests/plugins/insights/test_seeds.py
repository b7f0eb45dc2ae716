"""The demonstration: one project is read, summed up and signed, in its town's own language, by the worker."""

from core.db import rows
from core.host.hookspecs import Seeding
from core.jobs.testing import run_due_jobs
from core.people import Role
from core.projects.place import place_of_activity
from core.tenancy import scope, site
from plugins.insights.seeding import seed
from tests.conftest import Client, MakePerson
from tests.contributions.ground import new_ground, new_idea
from tests.plugins.insights.desk import CYCLING, POOL
from tests.support.people import new_person
from tests.support.towns import Towns


async def test_demonstration_has_a_signed_summary_and_recommendations(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    ground = await new_ground(two_towns.a)
    for text in [*CYCLING, *POOL, *[f"{text} snart" for text in CYCLING]]:
        await new_idea(ground, await new_person(two_towns.a), title=text[:60], body=f"<p>{text}.</p>")
    staff = await make_person(two_towns.a, role=Role.MANAGER)
    for _again in range(2):
        async with scope(two_towns.a):
            place = await place_of_activity(await site(), ground.activity_id)
            await seed(
                Seeding(place=place, stage="running", theme="", language="nn", residents=(), staff=(staff,))
            )
        await run_due_jobs(two_towns.a)
    async with scope(two_towns.a, read_only=True):
        summaries = await rows("SELECT state, published, language FROM insights_summary")
        recommendations = await rows(
            "SELECT state, signed_at IS NOT NULL AS signed FROM insights_recommendation"
        )
    assert summaries == [{"state": "signed", "published": True, "language": "nn"}]
    assert len(recommendations) >= 2
    assert {(each["state"], each["signed"]) for each in recommendations} == {("accepted", True)}
    project = ground.url.rpartition("/")[0]
    assert f"{project}/summaries/" in (await (await client(two_towns.a)).get(project)).text
