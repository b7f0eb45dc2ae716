"""My page, and the language of the pages."""

import pytest

from core.contributions import seed_defaults
from core.db import execute, row
from core.tenancy import scope
from tests.account.steps import new_address
from tests.conftest import Client, MakePerson
from tests.contributions.ground import new_ground, new_idea
from tests.support.towns import Towns


async def test_change_is_kept_for_this_person_only(
    two_towns: Towns, make_person: MakePerson, client: Client
) -> None:
    email = new_address()
    kari = await make_person(two_towns.a, email=email)
    await make_person(two_towns.b, email=email)
    visitor = await client(two_towns.a, kari)
    sent = {"name": "Kari N. Berg", "postcode": "NO-8123", "locale": "nn"}
    answer = await visitor.post("/account", data=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    page = (await visitor.get("/account")).text
    assert 'lang="nn"' in page
    assert "Kari N. Berg" in page
    sql = "SELECT name, postcode, locale FROM person WHERE email = $1"
    async with scope(two_towns.a, read_only=True):
        assert await row(sql, email) == {"name": "Kari N. Berg", "postcode": "8123", "locale": "nn"}
    async with scope(two_towns.b, read_only=True):
        assert await row(sql, email) == {"name": "Kari Nordvik", "postcode": "", "locale": ""}


async def test_mistake_keeps_what_was_typed(
    two_towns: Towns, make_person: MakePerson, client: Client
) -> None:
    visitor = await client(two_towns.a, await make_person(two_towns.a))
    sent = {"name": "Ny <b>Name</b>", "postcode": "12", "locale": "klingon"}
    answer = await visitor.post("/account", data=sent)
    assert answer.status_code == 422
    assert "Ny &lt;b&gt;Name&lt;/b&gt;" in answer.text


async def test_role_cannot_be_taken_through_the_form(
    two_towns: Towns, make_person: MakePerson, client: Client
) -> None:
    kari = await make_person(two_towns.a)
    visitor = await client(two_towns.a, kari)
    await visitor.post("/account", data={"name": "Kari", "locale": "nb", "role": "admin", "id": "1"})
    async with scope(two_towns.a, read_only=True):
        assert await row("SELECT role, name FROM person WHERE id = $1", kari.id) == {
            "role": "participant",
            "name": "Kari",
        }


@pytest.mark.parametrize(
    "path",
    ["", "/email", "/email/code", "/password", "/sessions", "/data", "/data.json", "/close", "/prove"],
)
async def test_visitor_is_asked_to_sign_in(two_towns: Towns, client: Client, path: str) -> None:
    answer = await (await client(two_towns.a)).get(f"/account{path}")
    assert answer.status_code == 401
    assert f"/sign-in?next=/account{path}" in answer.text.replace("%2F", "/")


async def test_visitor_chooses_a_language(two_towns: Towns, client: Client) -> None:
    visitor = await client(two_towns.a)
    answer = await visitor.post("/language", data={"locale": "nn", "next": "/sign-in"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert 'lang="nn"' in (await visitor.get("/sign-in")).text


@pytest.mark.parametrize("wanted", ["https://evil.example", "//evil.example/x", "/\\evil", ""])
async def test_language_leads_back_to_own_pages_only(two_towns: Towns, client: Client, wanted: str) -> None:
    visitor = await client(two_towns.a)
    answer = await visitor.post("/language", data={"locale": "nn", "next": wanted})
    assert answer.headers["location"] == "/"


async def test_language_that_is_not_spoken_here_changes_nothing(two_towns: Towns, client: Client) -> None:
    visitor = await client(two_towns.a)
    answer = await visitor.post("/language", data={"locale": "fr", "next": "/"})
    assert "set-cookie" not in answer.headers
    assert (await visitor.post("/language", data={})).status_code == 303


async def test_language_stays_with_the_person(
    two_towns: Towns, make_person: MakePerson, client: Client
) -> None:
    kari = await make_person(two_towns.a)
    await (await client(two_towns.a, kari)).post("/language", data={"locale": "nn", "next": "/"})
    another_device = await client(two_towns.a, kari)
    assert 'lang="nn"' in (await another_device.get("/account")).text


async def test_what_i_wrote_stands_latest_first_whatever_came_in_first(
    two_towns: Towns, make_person: MakePerson, client: Client
) -> None:
    for town in two_towns:
        async with scope(town):
            await seed_defaults()
    kari, other = await make_person(two_towns.a), await make_person(two_towns.b)
    here, there = await new_ground(two_towns.a), await new_ground(two_towns.b)
    newer, older = await new_idea(here, kari), await new_idea(here, kari)
    await new_idea(there, other)
    async with scope(two_towns.a):
        await execute("UPDATE contribution SET published_at = '2020-01-01' WHERE id = $1", older)
    text = (await (await client(two_towns.a, kari)).get("/account")).text
    assert text.index(f'href="{here.url}/{newer}"') < text.index(f'href="{here.url}/{older}"')
    assert there.url not in text
