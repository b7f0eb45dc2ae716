"""Figures that follow what happens: who may listen, what the page asks for when it hears a word."""

import re

import pytest

from core.people import Role
from core.sdk import FIGURES
from tests.conftest import Client, MakePerson
from tests.contributions.ground import Ground, new_idea
from tests.support.towns import Towns

LIVE = "/manage/dashboards/live"


def _version(text: str) -> int:
    found = re.search(r'data-live-now="(\d+)"', text)
    assert found is not None
    return int(found[1])


async def test_only_staff_may_listen(towns: Towns, client: Client) -> None:
    assert (await (await client(towns.a)).get(LIVE)).status_code == 401
    assert (await (await client(towns.a, role=Role.PARTICIPANT)).get(LIVE)).status_code == 403
    said = await (await client(towns.a, role=Role.MODERATOR)).get(LIVE)
    assert said.headers["content-type"].startswith("text/event-stream")
    assert "data: now " in said.text
    assert FIGURES not in said.text


async def test_what_a_word_leads_to_is_the_part_with_new_figures(
    towns: Towns, ground: Ground, client: Client, make_person: MakePerson
) -> None:
    staff = await client(towns.a, role=Role.ADMIN)
    address = f"/manage/dashboards?project={ground.project_id}"
    before = (await staff.get(address, headers={"hx-request": "true"})).text
    await new_idea(ground, await make_person(towns.a))
    after = (await staff.get(address, headers={"hx-request": "true"})).text
    assert _version(after) > _version(before)
    assert "<html" not in after
    assert re.search(r'id="section-people" data-live-key="[0-9a-f]{16}"', after)
    whole = (await staff.get(address)).text
    assert f'data-live-version="{_version(after)}"' in whole
    assert f'data-live-src="{address}"' in whole


@pytest.mark.parametrize("query", ["?from=2020-01-01&to=2020-02-01"])
async def test_what_is_past_does_not_follow(towns: Towns, client: Client, query: str) -> None:
    staff = await client(towns.a, role=Role.ADMIN)
    assert "data-live=" not in (await staff.get(f"/manage/dashboards{query}")).text
