"""Every address of the plugin, asked by those who should not, and sent what should not be sent."""

import pytest

from core.db import rows, value
from core.host.hookspecs import Seeding
from core.http import Route
from core.http.routes import routes_of
from core.people import Role
from core.sdk.testing.activities import Stand
from core.tenancy import scope
from plugins.deliberation.groups import pages as result_pages
from plugins.deliberation.options import manage as options_manage
from plugins.deliberation.options import pages as options_pages
from plugins.deliberation.outcome import manage as outcome_manage
from plugins.deliberation.outcome import pages as outcome_pages
from plugins.deliberation.seeding import seed
from plugins.deliberation.statements import adding, manage, pages
from tests.conftest import Client, MakePerson
from tests.plugins.deliberation.conftest import NewStand
from tests.support.towns import Towns

ROUTES = routes_of(
    pages, adding, manage, result_pages, options_pages, options_manage, outcome_pages, outcome_manage
)
STAFF = [route for route in ROUTES if "/manage" in route.path]
HOSTILE = (
    "'; DROP TABLE deliberation_vote; --",
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}",
    "\u202e\u0000😀",
    "9" * 40,
    "-1",
    "x" * 5_000,
)


@pytest.fixture(scope="module")
def kept() -> list[Stand]:
    return []


@pytest.fixture
async def stands(
    towns: Towns, new_stand: NewStand, make_person: MakePerson, kept: list[Stand]
) -> tuple[Stand, Stand]:
    """Statements and options, each with everything in it. Made once."""
    if kept:
        return kept[0], kept[1]
    people = tuple([await make_person(towns.a) for _ in range(4)])
    staff = (await make_person(towns.a, role=Role.ADMIN),)
    for shape in ("statements", "options"):
        stand = await new_stand(towns.a, shape=shape, seeds=(), results="always")
        async with stand.open() as place:
            seeding = Seeding(
                place=place, stage="finished", theme="youth", language="nn", residents=people, staff=staff
            )
            await seed(seeding)
        kept.append(stand)
    return kept[0], kept[1]


def address(stand: Stand, route: Route, number: int = 1) -> str:
    path = route.path
    for name in ("contribution_id", "option_id", "statement_id"):
        path = path.replace(f"{{{name}:int}}", str(number))
    return f"{stand.url}{path}".rstrip("/")


def everything(text: str) -> dict[str, str]:
    names = ("statement", "said", "back", "text", "texts", "side", "names.nb", "facts.nb", "title", "body")
    more = ("version", "status", "answer", "publish", "endorse", "step", "score-1", "words-1", "names")
    return dict.fromkeys((*names, *more), text)


@pytest.mark.parametrize("role", [None, Role.PARTICIPANT])
async def test_staff_addresses_are_closed_to_others(
    stands: tuple[Stand, Stand], client: Client, role: Role | None
) -> None:
    visitor = await client(stands[0].tenant, role=role) if role else await client(stands[0].tenant)
    for stand in stands:
        for route in STAFF:
            answer = await visitor.request(route.method, address(stand, route))
            assert answer.status_code == (403 if role else 401), route.path


async def test_moderator_may_not_publish(stands: tuple[Stand, Stand], client: Client) -> None:
    moderator = await client(stands[0].tenant, role=Role.MODERATOR)
    for path in (
        "/manage/outcome/publish",
        "/manage/outcome/answer",
        "/manage/criteria",
        "/manage/options/new",
    ):
        assert (await moderator.post(stands[0].url + path)).status_code == 403, path


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_breaks_nothing(stands: tuple[Stand, Stand], client: Client, text: str) -> None:
    visitors = [await client(stands[0].tenant), await client(stands[0].tenant, role=Role.ADMIN)]
    for visitor in visitors:
        for stand in stands:
            for route in ROUTES:
                url = address(stand, route)
                if route.method == "POST":
                    answer = await visitor.post(url, data=everything(text))
                else:
                    answer = await visitor.get(url, params={"more": text, "mine": text, "comments": text})
                assert answer.status_code < 500, (route.path, answer.text[-2_000:])
                if "text/html" in answer.headers.get("content-type", ""):
                    assert "<img src=x" not in answer.text
    async with scope(stands[0].tenant, read_only=True):
        assert await value("SELECT count(*) FROM deliberation_vote") > 0


async def test_huge_numbers_huge_bodies_and_forged_origins_are_refused(
    stands: tuple[Stand, Stand], client: Client
) -> None:
    admin = await client(stands[0].tenant, role=Role.ADMIN)
    before = await _kept(stands[0])
    for stand in stands:
        for route in ROUTES:
            if "int}" in route.path:
                for number in (10**18, 10**30):
                    answer = await admin.request(route.method, address(stand, route, number))
                    assert answer.status_code in (303, 404), (route.path, number)
            if route.method == "POST":
                forged = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
                answer = await admin.post(address(stand, route), data=everything("x"), headers=forged)
                assert answer.status_code == 403, route.path
                answer = await admin.post(address(stand, route), data={"text": "x" * 1_200_000})
                assert answer.status_code == 413, route.path
    assert await _kept(stands[0]) == before


async def test_other_town_has_nothing_of_it(
    stands: tuple[Stand, Stand], towns: Towns, client: Client
) -> None:
    admin = await client(towns.b, role=Role.ADMIN)
    for stand in stands:
        for route in ROUTES:
            answer = await admin.request(route.method, address(stand, route))
            assert answer.status_code == 404, route.path


async def test_statements_take_no_comments_and_no_reactions(
    stands: tuple[Stand, Stand], client: Client, make_person: MakePerson
) -> None:
    """Core's own pages act on any contribution: a statement is answered, never supported or discussed."""
    kari = await client(stands[0].tenant, await make_person(stands[0].tenant))
    async with scope(stands[0].tenant, read_only=True):
        statement = await value(
            "SELECT min(contribution) FROM deliberation_statement WHERE activity = $1", stands[0].activity_id
        )
    for path, sent in (("comment", {"text": "Hei"}), ("react", {"reaction": "oppose"})):
        answer = await kari.post(f"/contributions/{statement}/{path}", data=sent)
        assert answer.status_code in (403, 404), (path, answer.status_code)
    await kari.post(f"/contributions/{statement}/react", data={"reaction": "support"})
    async with scope(stands[0].tenant, read_only=True):
        assert await rows("SELECT 1 FROM reaction WHERE contribution = $1", statement) == []


async def _kept(stand: Stand) -> list[object]:
    async with scope(stand.tenant, read_only=True):
        return [
            await value(f"SELECT count(*) FROM {table}")
            for table in ("deliberation_vote", "deliberation_option", "deliberation_argument", "contribution")
        ]
