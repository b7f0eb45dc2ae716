"""Leaving: what was written stays without a name or goes, as the person chooses; nothing else is left."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from core.contributions import comment, react
from core.db import row, rows, value
from core.host import House
from core.host.declaration import Plugin
from core.host.house import Lodger
from core.i18n import _
from core.outside.mail import FolderMailer
from core.people import Role
from core.people.tables import Consent
from core.projects.follow import follow
from core.tenancy import scope
from tests.account.steps import (
    code_sent,
    grow_stale,
    is_signed_in,
    last_mail,
    new_address,
    register,
)
from tests.conftest import Client, MakePerson
from tests.contributions.ground import new_ground, new_idea
from tests.support.towns import Towns, new_town

STAY = {"contributions": "stay", "sure": "on"}
GO = {"contributions": "go", "sure": "on"}


async def test_account_closes_and_texts_stay_without_the_name(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari = await make_person(two_towns.a, name="Kari Sjelden", postcode="8123")
    await make_person(two_towns.b, email=kari.email, name="Kari Sjelden")
    ground = await new_ground(two_towns.a)
    idea = await new_idea(ground, kari)
    visitor = await client(two_towns.a, kari)
    answer = await visitor.post("/account/close", data=STAY)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert not await is_signed_in(visitor)
    assert "is closed" in await last_mail(two_towns.a, mails, kari.email)
    async with scope(two_towns.a, read_only=True):
        left = await row("SELECT * FROM person WHERE id = $1", kari.id)
        assert await value("SELECT title FROM contribution WHERE id = $1", idea) != ""
    assert left is not None
    assert (left["name"], left["email"], left["postcode"], left["password_hash"]) == ("", None, "", None)
    async with scope(two_towns.b, read_only=True):
        assert await value("SELECT name FROM person WHERE email = $1", kari.email) == "Kari Sjelden"


async def test_texts_go_when_the_person_wants_it(
    two_towns: Towns, make_person: MakePerson, client: Client
) -> None:
    kari, ola = await make_person(two_towns.a), await make_person(two_towns.a)
    ground = await new_ground(two_towns.a)
    own, other = await new_idea(ground, kari, "Min egen idé"), await new_idea(ground, ola, "Olas idé")
    async with ground.open() as place:
        await comment(place=place, root_id=other, parent_id=None, author=kari, text="Dette sa jeg.")
        await react(place=place, contribution_id=other, person=kari, value=1)
    visitor = await client(two_towns.a, kari)
    assert (await visitor.post("/account/close", data=GO)).status_code == 303
    async with scope(two_towns.a, read_only=True):
        texts = await rows("SELECT title, body, text FROM contribution WHERE author = $1", kari.id)
        found = await row("SELECT title, support_count FROM contribution WHERE id = $1", other)
        assert await value("SELECT state FROM contribution WHERE id = $1", own) == "withdrawn"
    assert {text for each in texts for text in each.values()} == {""}
    assert found == {"title": "Olas idé", "support_count": 1}


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"sure": "on"}, "Choose whether"),
        ({"contributions": "stay"}, "Tick"),
        ({"contributions": "all", "sure": "on"}, "Choose one of the answers"),
    ],
)
async def test_nothing_closes_without_a_clear_choice(
    two_towns: Towns, make_person: MakePerson, client: Client, sent: dict[str, str], says: str
) -> None:
    visitor = await client(two_towns.a, await make_person(two_towns.a))
    answer = await visitor.post("/account/close", data=sent)
    assert answer.status_code == 422
    assert says in answer.text
    assert await is_signed_in(visitor)


async def test_stale_session_cannot_close(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari = await make_person(two_towns.a)
    visitor = await client(two_towns.a, kari)
    await grow_stale(two_towns.a)
    answer = await visitor.post("/account/close", data=STAY)
    assert answer.headers["location"] == "/account/prove?next=/account/close"
    await visitor.post("/account/prove/code", data={"next": "/account/close"})
    code = await code_sent(two_towns.a, mails, kari.email)
    await visitor.post("/account/prove", data={"code": code, "next": "/account/close"})
    assert (await visitor.post("/account/close", data=STAY)).headers["location"] == "/"


async def test_only_administrator_must_stay(client: Client, make_person: MakePerson) -> None:
    town = await new_town("Enbo")
    admin = await make_person(town, role=Role.ADMIN)
    visitor = await client(town, admin)
    answer = await visitor.post("/account/close", data=STAY)
    assert answer.status_code == 422
    assert "only administrator" in answer.text
    await make_person(town, role=Role.ADMIN)
    assert (await visitor.post("/account/close", data=STAY)).status_code == 303


async def test_closed_account_cannot_sign_in_and_the_address_is_free_again(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari = await make_person(two_towns.a)
    await (await client(two_towns.a, kari)).post("/account/close", data=STAY)
    visitor = await client(two_towns.a)
    await visitor.post("/sign-in", data={"email": kari.email})
    assert "/register" in await last_mail(two_towns.a, mails, kari.email)
    assert (await register(visitor, two_towns.a, mails, kari.email)).status_code == 303
    async with scope(two_towns.a, read_only=True):
        assert await value("SELECT id FROM person WHERE email = $1", kari.email) != kari.id


async def test_code_asked_for_before_closing_is_worth_nothing_after(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari = await make_person(two_towns.a)
    other_device = await client(two_towns.a)
    await other_device.post("/sign-in", data={"email": kari.email})
    code = await code_sent(two_towns.a, mails, kari.email)
    await (await client(two_towns.a, kari)).post("/account/close", data=STAY)
    assert (await other_device.post("/sign-in/code", data={"code": code})).status_code == 422


@pytest.fixture
def leaky(house: House) -> Iterator[None]:
    """A plugin that cannot forget just now, with tables in every place."""

    async def forget_person(person_id: int) -> None:
        raise RuntimeError(person_id)

    about = Plugin(id="leaky", name=_("Leaky"), version="1", sdk="1", summary=_("Leaks"), tables=(Consent,))
    house.lodgers["leaky"] = Lodger(about, SimpleNamespace(forget_person=forget_person), Path())
    yield
    del house.lodgers["leaky"]


async def test_plugin_that_cannot_forget_keeps_the_account_whole(
    two_towns: Towns, make_person: MakePerson, client: Client, leaky: None
) -> None:
    kari = await make_person(two_towns.a, email=new_address())
    idea = await new_idea(await new_ground(two_towns.a), kari)
    visitor = await client(two_towns.a, kari)
    answer = await visitor.post("/account/close", data=GO)
    assert answer.status_code == 422
    assert "nothing is changed" in answer.text
    assert await is_signed_in(visitor)
    async with scope(two_towns.a, read_only=True):
        assert await value("SELECT state FROM contribution WHERE id = $1", idea) == "published"


async def test_copy_of_data_is_whole_and_only_ones_own(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    visitor, email = await client(two_towns.a), new_address()
    await register(visitor, two_towns.a, mails, email, postcode="8123")
    ola = await make_person(two_towns.a, name="Ola Annen")
    ground = await new_ground(two_towns.a)
    async with scope(two_towns.a, read_only=True):
        kari_id = await value("SELECT id FROM person WHERE email = $1", email)
    kari = await make_person(two_towns.b, email=email, name="Kari Nabo")
    await new_idea(await new_ground(two_towns.b), kari, "Naboens idé")
    own = await new_idea(ground, type(ola)(id=kari_id, name="Kari Nordvik", email=email), "Min idé")
    others = await new_idea(ground, ola, "Olas hemmelige idé")
    async with ground.open() as place:
        me = type(ola)(id=kari_id, name="Kari Nordvik", email=email)
        await react(place=place, contribution_id=others, person=me, value=1)
        await follow(person_id=kari_id, subject="contribution", subject_id=others)
    answer = await visitor.get("/account/data.json")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["cache-control"] == "private, no-store"
    data = answer.json()
    assert (data["person"]["email"], data["person"]["postcode"]) == (email, "8123")
    assert [each["id"] for each in data["written"]] == [own]
    assert [each["contribution"] for each in data["reactions"]] == [others]
    assert [each["subject_id"] for each in data["follows"]] == [others]
    assert data["agreed_to"][0]["subject"] == "privacy"
    assert data["incomplete"] == []
    for secret in ("Ola Annen", "hemmelige", "Naboens", "token_hash", "password_hash", "code_hash"):
        assert secret not in answer.text


async def test_my_page_shows_what_i_wrote_and_follow(
    two_towns: Towns, make_person: MakePerson, client: Client
) -> None:
    kari, ola = await make_person(two_towns.a), await make_person(two_towns.a)
    ground = await new_ground(two_towns.a)
    own, others = await new_idea(ground, kari, "Min egen idé"), await new_idea(ground, ola, "Olas idé")
    await new_idea(ground, ola, "Den jeg ikke følger")
    async with scope(two_towns.a):
        await follow(person_id=kari.id, subject="contribution", subject_id=others)
    page = (await (await client(two_towns.a, kari)).get("/account")).text
    assert f'href="{ground.url}/{own}"' in page
    assert "Olas idé" in page
    assert "Den jeg ikke følger" not in page
