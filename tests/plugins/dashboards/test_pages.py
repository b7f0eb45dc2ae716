"""The dashboard of staff: what it shows, to whom."""

from core.people import Role
from tests.conftest import Client, MakePerson
from tests.contributions.ground import Ground, new_ground, new_idea
from tests.support.towns import Towns


async def test_dashboard_shows_the_place_a_project_and_an_activity(
    towns: Towns, ground: Ground, client: Client, make_person: MakePerson
) -> None:
    await new_idea(ground, await make_person(towns.a))
    staff = await client(towns.a, role=Role.ADMIN)
    for query in ("", f"?project={ground.project_id}", f"?activity={ground.activity_id}&period=year"):
        answer = await staff.get(f"/manage/dashboards{query}")
        assert answer.status_code == 200
        assert "Participants" in answer.text


async def test_other_town_sees_nothing_of_it(towns: Towns, client: Client, make_person: MakePerson) -> None:
    far = await new_ground(towns.b)
    await new_idea(far, await make_person(towns.b), "Bare i den andre byen")
    staff = await client(towns.a, role=Role.ADMIN)
    assert (await staff.get(f"/manage/dashboards?project={far.project_id + 1000}")).status_code == 404
