"""Two things that people write about, and a colleague who reads them."""

from dataclasses import dataclass

import httpx

from core.db import rows
from core.jobs.testing import run_due_jobs
from core.people import Person, Role
from core.tenancy import Tenant, scope
from tests.conftest import Client, MakePerson
from tests.contributions.ground import Ground, new_ground, new_idea
from tests.support.people import new_person

CYCLING = [
    "Vi trenger en trygg sykkelvei til skolen for alle barna",
    "Bygg sykkelfelt i hovedgata, det er farlig å sykle der",
    "Sykkelstien langs elva må brøytes om vinteren",
    "Det trengs flere sykkelstativ ved stasjonen i sentrum",
    "Egen sykkelvei fra sentrum til skolen hadde vært bra",
    "Jeg er imot sykkelfelt i hovedgata, det er bortkastet",
]
POOL = [
    "Svømmehallen må ha åpent i helgene for familier",
    "Billigere inngang i svømmehallen for barn og unge",
    "Svømmebassenget trenger varmere vann for de eldre",
    "Bygg et nytt svømmeanlegg med stupetårn for alle",
    "Svømmeopplæring for alle barn i svømmehallen i byen",
    "La svømmehallen holde åpent om kvelden for voksne",
]


@dataclass
class Workbench:
    tenant: Tenant
    ground: Ground
    staff: httpx.AsyncClient
    url: str
    said: dict[str, int]  # text -> contribution
    authors: dict[str, Person]

    @property
    def study(self) -> int:
        return int(self.url.rpartition("/")[2])

    async def do(self, path: str, **data: str | list[str]) -> httpx.Response:
        answer = await self.staff.post(f"{self.url}{path}", data=data)
        await run_due_jobs(self.tenant)
        return answer

    async def see(self, path: str) -> str:
        answer = await self.staff.get(f"{self.url}{path}")
        assert answer.status_code == 200, answer.text
        return answer.text

    async def ask(self, sql: str, *arguments: object) -> list[dict[str, object]]:
        async with scope(self.tenant, read_only=True):
            return await rows(sql, *arguments)

    async def theme_ids(self) -> list[str]:
        return [str(each["id"]) for each in await self.ask("SELECT id FROM insights_theme ORDER BY id")]


async def new_workbench(
    tenant: Tenant, client: Client, make_person: MakePerson, texts: list[str] | None = None
) -> Workbench:
    ground = await new_ground(tenant)
    said: dict[str, int] = {}
    authors: dict[str, Person] = {}
    for text in texts if texts is not None else [*CYCLING, *POOL]:
        authors[text] = await new_person(tenant)
        said[text] = await new_idea(ground, authors[text], title=text[:60], body=f"<p>{text}.</p>")
    staff = await client(tenant, await make_person(tenant, role=Role.MANAGER))
    answer = await staff.post(
        f"/manage/insights/new?project={ground.project_id}",
        data={"title": "Hva sies", "activity": "0", "language": "nb"},
    )
    assert answer.status_code == 303, answer.text
    await run_due_jobs(tenant)
    return Workbench(tenant, ground, staff, str(answer.headers["location"]), said, authors)
