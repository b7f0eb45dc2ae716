"""A project with what people wrote in it, by way of two methods, and a manager who answers."""

from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from core.people import Person, Role
from core.sdk import Content, html_from_plain, react, submit
from core.sdk.testing import Client, Stand, Towns, new_activity, new_person


@dataclass(frozen=True)
class Ground:
    """Where a test stands, who wrote, who supports, and who works there."""

    stand: Stand
    boss: Person
    author: Person
    fan: Person
    desk: httpx.AsyncClient
    idea: int

    @property
    def project(self) -> str:
        return self.stand.url.rpartition("/")[0]

    @property
    def manage(self) -> str:
        return f"/manage/followup/{self.stand.project_id}"


@pytest.fixture
async def ground(two_towns: Towns, client: Client) -> Ground:
    return await new_ground(two_towns.a, client)


async def new_ground(tenant: Any, client: Client) -> Ground:
    stand = await new_activity(tenant, "ideas")
    boss = await new_person(tenant, name="Turid Leder", role=Role.MANAGER)
    author = await new_person(tenant, name="Kari Nordvik")
    fan = await new_person(tenant, name="Ola Vik")
    async with stand.open() as place:
        content = Content(title="Badebrygge ved torget", body=html_from_plain("Vi ønsker oss en badebrygge."))
        idea = await submit(place=place, kind="idea", author=author, content=content)
        await react(place=place, contribution_id=idea, person=fan, value=1)
    return Ground(stand, boss, author, fan, await client(tenant, boss), idea)


async def new_outcome(ground: Ground, *, link: bool = True, publish: bool = True, **more: str) -> int:
    """Written, linked and published through the forms that staff use; its id."""
    data = {
        "kind": "decision",
        "title": "Brygga får rampe i mai",
        "body": "<p>Vedtatt i utvalget.</p>",
    } | more
    made = await ground.desk.post(f"{ground.manage}/new", data=data)
    assert made.status_code == 303, made.text[:3000]
    outcome_id = int(made.headers["location"].rpartition("/")[2])
    url = f"/manage/followup/outcomes/{outcome_id}"
    if link:
        await ground.desk.post(f"{url}/links", data={"contribution": str(ground.idea)})
    if publish:
        await ground.desk.post(f"{url}/publish")
    return outcome_id
