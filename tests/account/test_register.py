"""Registering: who may, what is kept, and what a stranger can find out (nothing)."""

import pytest
from markupsafe import escape

from core.db import execute, row, rows
from core.outside.mail import FolderMailer
from core.people import Role
from core.people.invitations import invite
from core.tenancy import Status, save_site, scope
from core.text import clean_line
from tests.account.steps import (
    code_sent,
    count_of,
    is_signed_in,
    last_mail,
    new_address,
    register,
)
from tests.conftest import Client, MakePerson
from tests.support.towns import Towns, new_town


async def test_registering_makes_a_person_with_consent(
    two_towns: Towns, client: Client, mails: FolderMailer
) -> None:
    visitor, email = await client(two_towns.a), new_address()
    before = await count_of(two_towns.b, "person")
    answer = await register(visitor, two_towns.a, mails, email, postcode="8123", next="/about")
    assert (answer.status_code, answer.headers["location"]) == (303, "/about")
    assert await is_signed_in(visitor)
    async with scope(two_towns.a, read_only=True):
        made = await row("SELECT name, postcode, locale, role FROM person WHERE email = $1", email)
        agreed = await rows(
            "SELECT subject, version FROM consent c JOIN person p ON p.id = c.person WHERE email = $1", email
        )
    assert made == {"name": "Kari Nordvik", "postcode": "8123", "locale": "en", "role": "participant"}
    assert agreed == [{"subject": "privacy", "version": "standard-1"}]
    assert await count_of(two_towns.b, "person") == before


async def test_version_of_the_privacy_text_follows_its_words(
    client: Client, mails: FolderMailer, two_towns: Towns
) -> None:
    town = await new_town("Ordvik")
    versions = []
    for text in ("We keep little.", "We keep even less."):
        async with scope(town):
            await save_site(privacy={"nb": text, "en": text})
        email = new_address()
        await register(await client(town), town, mails, email)
        async with scope(town, read_only=True):
            found = await row("SELECT version FROM consent ORDER BY id DESC LIMIT 1")
        versions.append(found and found["version"])
    assert len(set(versions)) == 2
    assert "standard-1" not in versions


async def test_nobody_is_made_before_the_code(two_towns: Towns, client: Client, mails: FolderMailer) -> None:
    visitor, email = await client(two_towns.a), new_address()
    await visitor.post("/register", data={"name": "Kari", "email": email, "agree": "on"})
    async with scope(two_towns.a, read_only=True):
        assert await row("SELECT 1 FROM person WHERE email = $1", email) is None
    assert "Kari" not in await last_mail(two_towns.a, mails, email)  # a stranger may have typed that name


async def test_known_address_is_signed_in_and_the_page_does_not_tell(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    ola = await make_person(two_towns.a, name="Ola Svabo")
    known, unknown = await client(two_towns.a), await client(two_towns.a)
    shown = []
    for visitor, email in ((known, ola.email), (unknown, new_address())):
        sent = {"name": "Mallory", "email": email, "agree": "on"}
        answer = await visitor.post("/register", data=sent)
        page = await visitor.get("/sign-in/code")
        shown.append((answer.status_code, answer.headers["location"], page.text.replace(email, "X")))
    assert shown[0] == shown[1]
    code = await code_sent(two_towns.a, mails, ola.email)
    await known.post("/sign-in/code", data={"code": code})
    page = (await known.get("/account")).text
    assert "Ola Svabo" in page
    assert "Mallory" not in page


async def test_new_code_keeps_what_was_typed(two_towns: Towns, client: Client, mails: FolderMailer) -> None:
    visitor, email = await client(two_towns.a), new_address()
    await visitor.post("/register", data={"name": "Åse Fjell", "email": email, "agree": "on"})
    assert (await visitor.post("/sign-in/code/again")).status_code == 303
    code = await code_sent(two_towns.a, mails, email)
    await visitor.post("/sign-in/code", data={"code": code})
    assert "Åse Fjell" in (await visitor.get("/account")).text


async def test_unconfirmed_place_takes_invited_people_only(client: Client, mails: FolderMailer) -> None:
    town = await new_town("Ubekreftet", status=Status.UNCONFIRMED)
    guest, stranger = new_address(), new_address()
    async with scope(town):
        await invite(email=guest, role=Role.MODERATOR)
    for email in (guest, stranger):
        visitor = await client(town)
        answer = await visitor.post("/register", data={"name": "Kari", "email": email, "agree": "on"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in/code")
    assert "only people who are invited" in await last_mail(town, mails, stranger)
    visitor = await client(town)
    assert (await register(visitor, town, mails, guest)).status_code == 303
    async with scope(town, read_only=True):
        made = await row("SELECT role FROM person WHERE email = $1", guest)
        assert await rows("SELECT 1 FROM invitation") == []
    assert made == {"role": "moderator"}


async def test_closed_registration_takes_nobody(client: Client, mails: FolderMailer) -> None:
    town, email = await new_town("Lukket"), new_address()
    async with scope(town):
        await save_site(registration_open=False)
    visitor = await client(town)
    await visitor.post("/register", data={"name": "Kari", "email": email, "agree": "on"})
    assert "invited" in await last_mail(town, mails, email)
    assert await count_of(town, "person") == 0


async def test_invitation_taken_back_while_the_code_was_on_its_way(
    client: Client, mails: FolderMailer
) -> None:
    town, email = await new_town("Angrefjord", status=Status.UNCONFIRMED), new_address()
    async with scope(town):
        await invite(email=email)
    visitor = await client(town)
    await visitor.post("/register", data={"name": "Kari", "email": email, "agree": "on"})
    code = await code_sent(town, mails, email)
    async with scope(town):
        await execute("DELETE FROM invitation")
    assert (await visitor.post("/sign-in/code", data={"code": code})).status_code == 422
    assert await count_of(town, "person") == 0


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "Kari \u202eakcal\u202c",
        "👩‍👩‍👧‍👦 Familien Berg",
        "{{ 7*7 }} {name}",
        "'; DROP TABLE person; --",
    ],
)
async def test_hostile_name_is_only_a_name(
    two_towns: Towns, client: Client, mails: FolderMailer, name: str
) -> None:
    visitor, email = await client(two_towns.a), new_address()
    answer = await register(visitor, two_towns.a, mails, email, name=name)
    assert answer.status_code == 303
    page = (await visitor.get("/account")).text
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert str(escape(clean_line(name))) in page


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("name", "", "Write your name."),
        ("name", "Buy at https://evil.example", "Write a name, not an address."),
        ("name", "x" * 81, "at most 80 characters"),
        ("email", "kari", "Write an e-mail address like"),
        ("postcode", "99", "four digits"),
        ("agree", "", "Tick"),
    ],
)
async def test_mistake_is_said_and_the_rest_is_kept(
    two_towns: Towns, client: Client, field: str, typed: str, says: str
) -> None:
    visitor = await client(two_towns.a)
    sent = {"name": "Kari Nordvik", "email": "kari@example.org", "postcode": "8123", "agree": "on"}
    answer = await visitor.post("/register", data=sent | {field: typed})
    assert answer.status_code == 422
    assert says in answer.text
    kept = next(value for name, value in sent.items() if name not in (field, "agree"))
    assert f'value="{kept}"' in answer.text


async def test_signed_in_person_is_led_on(two_towns: Towns, make_person: MakePerson, client: Client) -> None:
    visitor = await client(two_towns.a, await make_person(two_towns.a))
    assert (await visitor.get("/register?next=/about")).headers["location"] == "/about"
