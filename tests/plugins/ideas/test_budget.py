"""What a page for an anonymous visitor may cost."""

from tests.conftest import Client, MakePerson
from tests.contributions.ground import Ground, new_idea
from tests.support.queries import count_queries


async def test_list_and_idea_cost_six_queries_whatever_they_hold(
    ground: Ground, client: Client, make_person: MakePerson
) -> None:
    kari = await make_person(ground.tenant)
    visitor = await client(ground.tenant)
    idea = await new_idea(ground, kari)
    await visitor.get(ground.url)  # who the town is, and its settings, are read once
    costs = []
    for n in range(2):
        for path in (ground.url, f"{ground.url}?sort=supported&view=list", f"{ground.url}/{idea}"):
            with count_queries() as seen:
                assert (await visitor.get(f"{path}{'&' if '?' in path else '?'}again={n}")).status_code == 200
            costs.append(len(seen))
        for more in range(5):
            await new_idea(ground, kari, f"Enda en {n} {more}")
    assert max(costs) <= 6, costs
    assert costs[:3] == costs[3:]
