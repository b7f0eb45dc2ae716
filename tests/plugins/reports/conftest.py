"""A project with ideas that people support, and a manager who writes a report about it."""

from dataclasses import dataclass

import httpx
import pytest

from core.people import Person, Role
from core.sdk import Content, html_from_plain, react, submit
from core.sdk.testing import Client, Stand, Towns, new_activity, new_person

TITLES = ("Badebrygge ved torget", "Flere benker", "Lys i parken")


@dataclass(frozen=True)
class Ground:
    """Where a test stands, and who works there."""

    stand: Stand
    boss: Person
    resident: Person
    desk: httpx.AsyncClient

    @property
    def project_url(self) -> str:
        return self.stand.url.rpartition("/")[0]


@pytest.fixture
async def ground(two_towns: Towns, client: Client) -> Ground:
    stand = await new_activity(two_towns.a, "ideas")
    boss = await new_person(two_towns.a, name="Turid Leder", role=Role.MANAGER)
    resident = await new_person(two_towns.a, name="Kari Nordvik")
    async with stand.open() as place:
        for n, title in enumerate(TITLES):
            content = Content(title=title, body=html_from_plain(f"Vi ønsker oss {title.lower()}."))
            idea_id = await submit(place=place, kind="idea", author=resident, content=content)
            for _each in range(n):
                fan = await _fan(n, _each, place)
                await react(place=place, contribution_id=idea_id, person=fan, value=1)
    return Ground(stand, boss, resident, await client(two_towns.a, boss))


async def _fan(n: int, each: int, place: object) -> Person:
    from core.db import value
    from core.people import Person

    del place
    name = f"Ola {n}-{each}"
    person_id = await value("INSERT INTO person (name, role) VALUES ($1, 'participant') RETURNING id", name)
    return Person(id=person_id, name=name, email="", role=Role.PARTICIPANT, postcode="")


async def new_report(ground: Ground, preset: str = "project", language: str = "nb") -> int:
    """Made by the form that staff use; its id."""
    data = {"preset": preset, "language": language}
    answer = await ground.desk.post(f"/manage/reports/new?project={ground.stand.project_id}", data=data)
    assert answer.status_code == 303, answer.text[:2000]
    return int(answer.headers["location"].rpartition("/")[2])
