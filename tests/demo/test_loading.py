"""The demonstration is loaded into a real database, and what pages count equals the rows."""

import secrets
from dataclasses import dataclass

import pytest

from core.db import row, rows, value
from core.host import House
from core.participation import deeds_in, participants
from core.participation.rollups import roll_up
from core.participation.verify import differences
from core.tenancy import Tenant, scope
from core.tenancy.registry import all_tenants, tenant_at
from core.visits import visits
from plugins.representation.measuring import pictures
from tenants.demo.load import entrances, load_all
from tenants.demo.town import Town, read_town
from tests.conftest import Client
from tests.demo.test_content import ideas_of, remarks_of


@dataclass(frozen=True)
class Loaded:
    town: Town
    tenant: Tenant
    under: str


@pytest.fixture(scope="module")
async def loaded(house: House) -> Loaded:
    """Two towns, loaded once for this module."""
    under = f"{secrets.token_hex(3)}.test"
    assert await load_all(slugs=("kvitdal", "bjorkmoen"), under=under, say=lambda _line: None) == 2
    tenant = await tenant_at(f"kvitdal.{under}")
    assert tenant is not None
    return Loaded(read_town("kvitdal"), tenant, under)


async def test_everything_that_was_written_is_there(loaded: Loaded) -> None:
    ideas = list(ideas_of(loaded.town))
    async with scope(loaded.tenant, read_only=True):
        assert await value("SELECT count(*) FROM person") == len(loaded.town.people)
        assert await value("SELECT count(*) FROM project") == len(loaded.town.projects)
        assert await value("SELECT count(*) FROM contribution WHERE kind = 'idea'") == len(ideas)
        written = sum(len(list(remarks_of(idea))) for idea in ideas)
        assert await value("SELECT count(*) FROM contribution WHERE kind = 'comment'") == written
        answers = sum(idea.answer is not None for idea in ideas)
        answered = (
            "SELECT count(*) FROM status_change s JOIN contribution c ON c.id = s.contribution "
            "WHERE s.answer <> '' AND c.kind = 'idea'"
        )
        assert await value(answered) == answers
        pictures = sum(idea.image is not None for idea in ideas)
        shown = "SELECT count(*) FROM contribution WHERE files <> '[]' AND kind = 'idea'"
        assert await value(shown) == pictures
        assert await value("SELECT count(*) FROM contribution_flag WHERE settled_at IS NULL") == 1


async def test_counts_equal_a_recount(loaded: Loaded) -> None:
    wanted = {idea.key: idea for idea in ideas_of(loaded.town)}
    async with scope(loaded.tenant, read_only=True):
        for found in await rows(
            "SELECT c.external_id, c.support_count, c.oppose_count, c.comment_count, "
            "(SELECT count(*) FROM reaction r WHERE r.contribution = c.id AND r.value = 1) AS supports, "
            "(SELECT count(*) FROM reaction r WHERE r.contribution = c.id AND r.value = -1) AS opposes, "
            "(SELECT count(*) FROM contribution k WHERE k.root = c.id) AS comments "
            "FROM contribution c WHERE c.root IS NULL"
        ):
            assert found["support_count"] == found["supports"]
            assert found["oppose_count"] == found["opposes"]
            assert found["comment_count"] == found["comments"]
            if found["external_id"] == "":  # written by the seeds of another method
                continue
            idea = wanted.pop(found["external_id"])
            assert found["supports"] == idea.supports
            assert found["opposes"] == idea.opposes
            assert found["comments"] == len(list(remarks_of(idea)))
    assert not wanted


async def test_participants_are_those_who_did_something(loaded: Loaded) -> None:
    async with scope(loaded.tenant, read_only=True):
        for project in await rows(
            "SELECT id, EXISTS (SELECT 1 FROM activity a WHERE a.project = p.id AND a.method <> 'ideas') AS mixed FROM project p"
        ):
            in_log = await value(
                "SELECT count(DISTINCT who) FROM participation WHERE project_id = $1", project["id"]
            )
            assert await participants(project_id=project["id"]) == in_log
            if project["mixed"]:  # other methods know of people who wrote nothing
                continue
            active = await value(
                "WITH here AS (SELECT c.id, c.author FROM contribution c JOIN activity a ON a.id = c.activity "
                "WHERE a.project = $1) SELECT count(DISTINCT person) FROM (SELECT author AS person FROM here "
                "UNION SELECT r.person FROM reaction r JOIN here ON here.id = r.contribution) everyone",
                project["id"],
            )
            assert in_log == active


async def test_nothing_happened_in_the_future_or_before_its_cause(loaded: Loaded) -> None:
    async with scope(loaded.tenant, read_only=True):
        late = await row(
            "SELECT (SELECT count(*) FROM contribution WHERE published_at > now()) AS written, "
            "(SELECT count(*) FROM reaction WHERE created_at > now()) AS votes, "
            "(SELECT count(*) FROM status_change s JOIN contribution c ON c.id = s.contribution "
            "WHERE s.at < c.published_at OR s.at > now()) AS answers, "
            "(SELECT count(*) FROM contribution c JOIN contribution r ON r.id = coalesce(c.parent, c.root) "
            "WHERE c.published_at <= r.published_at) AS comments"
        )
        assert late == {"written": 0, "votes": 0, "answers": 0, "comments": 0}


async def test_loading_twice_is_loading_once(loaded: Loaded) -> None:
    before = len(await all_tenants())
    assert await load_all(slugs=("kvitdal", "bjorkmoen"), under=loaded.under, say=lambda _line: None) == 0
    assert len(await all_tenants()) == before


async def test_every_entrance_signs_in_at_its_own_place(loaded: Loaded, client: Client) -> None:
    ways = await entrances(slugs=("kvitdal", "bjorkmoen"), under=loaded.under)
    assert len(ways) == 7
    for way in ways[:3]:
        visitor = await client(loaded.tenant)
        answer = await visitor.post(way.link.split("test", 1)[1], headers={"sec-fetch-site": "same-origin"})
        assert answer.status_code == 303, answer.text
        home = await visitor.get("/account")
        assert way.name in home.text
    other = await tenant_at(f"bjorkmoen.{loaded.under}")
    assert other is not None
    stranger = await client(other)
    answer = await stranger.post(ways[0].link.split("test", 1)[1], headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code == 404


async def test_pages_show_the_town_in_its_language(loaded: Loaded, client: Client) -> None:
    visitor = await client(loaded.tenant)
    for address, words in (
        ("/", "Elva etter flaumen"),
        ("/projects/elva-etter-flaumen", "118 millimeter regn"),
        ("/projects/elva-etter-flaumen/flaumidear", "Flaummerket bak fjøset"),
        ("/projects/meieriet", "1 900 timar"),
    ):
        answer = await visitor.get(address, headers={"accept-language": "nn"})
        assert answer.status_code == 200, address
        assert words in answer.text.replace("\xa0", " "), address


async def test_a_year_of_figures_equals_the_log(loaded: Loaded) -> None:
    """Charts of the demonstration: months of deeds and visits, and nothing that a recount would say otherwise."""
    async with scope(loaded.tenant):
        while await roll_up():
            pass
        assert await differences() == []
        months = await deeds_in(step="month")
        days = await visits()
        project_id = await value(
            "SELECT id FROM project ORDER BY (SELECT sum(n) FROM participant_count c "
            "WHERE c.project_id = project.id AND c.activity_id = 0) DESC NULLS LAST LIMIT 1"
        )
        pictured = {each.kind: each for each in await pictures(project_id=project_id)}
    assert len(months) >= 6, [(each.at, each.n) for each in months]
    assert len(days) == 365
    assert sum(each.visits for each in days) > sum(each.n for each in months) / 10
    assert pictured["age"].known >= 30
    assert any(group.missing for group in pictured["age"].groups)
    assert any(group.hidden for group in pictured["age"].groups)
