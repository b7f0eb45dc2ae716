"""Passwords: chosen after a proof, used to sign in, changed, taken away."""

import pytest

from core.db import execute, value
from core.outside.mail import FolderMailer
from core.people import Person
from core.people.passwords import hash_password
from core.tenancy import Tenant, save_site, scope
from tests.account.steps import code_sent, grow_stale, is_signed_in, last_mail, new_address
from tests.conftest import Client, MakePerson
from tests.support.people import session_for
from tests.support.towns import Towns, new_town

GOOD = "en lang setning om torsk"


async def _with_password(make_person: MakePerson, tenant: Tenant, password: str = GOOD) -> Person:
    person = await make_person(tenant)
    async with scope(tenant):
        await execute(
            "UPDATE person SET password_hash = $2 WHERE id = $1", person.id, await hash_password(password)
        )
    return person


async def test_password_signs_in(two_towns: Towns, make_person: MakePerson, client: Client) -> None:
    kari = await _with_password(make_person, two_towns.a)
    visitor = await client(two_towns.a)
    asked = await visitor.post("/sign-in", data={"email": kari.email, "how": "password", "next": "/about"})
    assert asked.headers["location"] == "/sign-in/password"
    assert f'value="{kari.email}"' in (await visitor.get("/sign-in/password")).text
    answer = await visitor.post("/sign-in/password", data={"email": kari.email, "password": GOOD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/about")
    assert await is_signed_in(visitor)


async def test_wrong_password_unknown_address_and_no_password_are_one_answer(
    two_towns: Towns, make_person: MakePerson, client: Client
) -> None:
    kari, without = await _with_password(make_person, two_towns.a), await make_person(two_towns.a)
    nobody, visitor = new_address(), await client(two_towns.a)
    shown = []
    for email in (kari.email, without.email, nobody):
        sent = {"email": email, "password": "not the right one"}
        answer = await visitor.post("/sign-in/password", data=sent)
        shown.append((answer.status_code, answer.text.replace(email, "X")))
    assert shown[0][0] == 422
    assert shown[1:] == shown[:1] * 2
    assert "not the right one" not in shown[0][1]


async def test_password_of_one_town_is_nothing_in_another(
    two_towns: Towns, make_person: MakePerson, client: Client
) -> None:
    kari = await _with_password(make_person, two_towns.a)
    await make_person(two_towns.b, email=kari.email)
    answer = await (await client(two_towns.b)).post(
        "/sign-in/password", data={"email": kari.email, "password": GOOD}
    )
    assert answer.status_code == 422


async def test_ten_wrong_passwords_close_the_door_for_a_while(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari, visitor = await _with_password(make_person, two_towns.a), await client(two_towns.a)
    sent = {"email": kari.email, "password": "wrong wrong wrong"}
    answers = [await visitor.post("/sign-in/password", data=sent) for _n in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    right = await visitor.post("/sign-in/password", data={"email": kari.email, "password": GOOD})
    assert right.status_code == 429
    await visitor.post("/sign-in", data={"email": kari.email})  # the other way in stays open
    code = await code_sent(two_towns.a, mails, kari.email)
    assert (await visitor.post("/sign-in/code", data={"code": code})).status_code == 303


async def test_choosing_a_password_ends_other_sessions_and_tells_the_person(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari = await make_person(two_towns.a)
    here, elsewhere = await client(two_towns.a, kari), await client(two_towns.a, kari)
    assert (await here.get("/account/password")).status_code == 200
    answer = await here.post("/account/password", data={"password": GOOD})
    assert answer.headers["location"] == "/account/sessions"
    assert await is_signed_in(here)
    assert not await is_signed_in(elsewhere)
    assert "password" in await last_mail(two_towns.a, mails, kari.email)
    async with scope(two_towns.a, read_only=True):
        stored = await value("SELECT password_hash FROM person WHERE id = $1", kari.id)
    assert stored.startswith("$argon2id$")
    assert GOOD not in stored


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("kort", "Use at least 10 characters"),
        ("1234567890", "Many people use this password"),
        ("Sommer2024!", "Many people use this password"),
        ("aaaaaaaaaaaa", "Many people use this password"),
        ("KariNordvik", "Do not use your name"),
        ("x" * 300, "at most 200 characters"),
    ],
)
async def test_weak_password_is_refused_with_the_reason(
    two_towns: Towns, make_person: MakePerson, client: Client, password: str, says: str
) -> None:
    visitor = await client(two_towns.a, await make_person(two_towns.a, name="Kari Nordvik"))
    answer = await visitor.post("/account/password", data={"password": password})
    assert answer.status_code == 422
    assert says in answer.text
    assert password not in answer.text


async def test_stale_session_must_prove_itself_by_a_code(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari = await make_person(two_towns.a)
    visitor = await client(two_towns.a, kari)
    await grow_stale(two_towns.a)
    for method in ("GET", "POST"):
        answer = await visitor.request(method, "/account/password")
        assert answer.headers["location"] == "/account/prove?next=/account/password"
    await visitor.post("/account/prove/code", data={"next": "/account/password"})
    assert "We have sent a code" in (await visitor.get("/account/prove")).text
    code = await code_sent(two_towns.a, mails, kari.email)
    answer = await visitor.post("/account/prove", data={"code": code, "next": "/account/password"})
    assert answer.headers["location"] == "/account/password"
    assert (await visitor.get("/account/password")).status_code == 200


async def test_stale_session_may_prove_itself_by_the_password(
    two_towns: Towns, make_person: MakePerson, client: Client
) -> None:
    kari = await _with_password(make_person, two_towns.a)
    visitor = await client(two_towns.a, kari)
    await grow_stale(two_towns.a)
    wrong = await visitor.post("/account/prove", data={"password": "wrong wrong", "next": "/account/close"})
    assert wrong.status_code == 422
    assert "This is not your password." in wrong.text
    right = await visitor.post("/account/prove", data={"password": GOOD, "next": "/account/close"})
    assert right.headers["location"] == "/account/close"


async def test_proof_of_another_person_counts_for_nothing(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    mallory, kari = await make_person(two_towns.a), await make_person(two_towns.a)
    at_mallory, at_kari = await client(two_towns.a, mallory), await client(two_towns.a)
    await at_mallory.post("/account/prove/code", data={"next": "/account"})
    code = await code_sent(two_towns.a, mails, mallory.email)
    at_kari.cookies.update(at_mallory.cookies)
    host = two_towns.a.hosts[0]
    at_kari.cookies.set("session", await session_for(two_towns.a, kari), domain=host)
    await grow_stale(two_towns.a)
    answer = await at_kari.post("/account/prove", data={"code": code, "next": "/account/close"})
    assert answer.status_code == 422


async def test_password_can_be_taken_away(two_towns: Towns, make_person: MakePerson, client: Client) -> None:
    kari = await _with_password(make_person, two_towns.a)
    visitor = await client(two_towns.a, kari)
    assert (await visitor.post("/account/password/remove")).status_code == 303
    answer = await visitor.post("/sign-in/password", data={"email": kari.email, "password": GOOD})
    assert answer.status_code == 422


async def test_place_without_passwords_has_no_password_pages(client: Client, make_person: MakePerson) -> None:
    town = await new_town("Kodeby")
    async with scope(town):
        await save_site(sign_in_methods=["code"])
    kari = await _with_password(make_person, town)
    visitor = await client(town)
    assert "Use my password" not in (await visitor.get("/sign-in")).text
    assert (await visitor.get("/sign-in/password")).status_code == 404
    signed = await visitor.post("/sign-in/password", data={"email": kari.email, "password": GOOD})
    assert signed.status_code == 404
    assert not await is_signed_in(visitor)
    own = await client(town, kari)
    assert (await own.get("/account/password")).status_code == 404
    assert (await own.post("/account/password", data={"password": GOOD})).status_code == 404
    proved = await own.post("/account/prove", data={"password": GOOD, "next": "/account"})
    assert proved.status_code == 404
