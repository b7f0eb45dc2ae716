"""Signing in by code, as residents and as those who should not come in."""

import httpx
import pytest

from core.db import execute
from core.outside.mail import FolderMailer
from core.tenancy import scope
from tests.account.steps import (
    ask_for_code,
    code_sent,
    count_of,
    is_signed_in,
    last_mail,
    new_address,
    other_than,
    plant,
    sign_in,
)
from tests.conftest import Client, MakePerson
from tests.support.people import session_for
from tests.support.towns import Towns


async def test_code_signs_in_and_leads_back(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari = await make_person(two_towns.a)
    visitor = await client(two_towns.a)
    answer = await sign_in(visitor, two_towns.a, mails, kari.email, next="/projects?x=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/projects?x=1")
    assert await is_signed_in(visitor)
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("session="))
    assert "httponly" in cookie.lower()
    assert "samesite=lax" in cookie.lower()


async def test_unknown_address_gets_the_same_answer(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari, nobody = await make_person(two_towns.a), new_address()
    pages = []
    for email in (kari.email, nobody):
        visitor = await client(two_towns.a)
        asked = await ask_for_code(visitor, email)
        shown = await visitor.get("/sign-in/code")
        wrong = await visitor.post("/sign-in/code", data={"code": "000000"})
        pages.append(
            (asked.status_code, asked.headers["location"], shown.text, wrong.status_code, wrong.text)
        )
    assert [part if isinstance(part, int) else part.replace(nobody, kari.email) for part in pages[1]] == list(
        pages[0]
    )
    assert "/register" in await last_mail(two_towns.a, mails, nobody)


async def test_code_of_an_unknown_address_lets_nobody_in(two_towns: Towns, client: Client) -> None:
    before = await count_of(two_towns.a, "person")
    visitor = await client(two_towns.a)
    await ask_for_code(visitor, new_address())
    assert (await visitor.post("/sign-in/code", data={"code": "123456"})).status_code == 422
    assert await count_of(two_towns.a, "person") == before


async def test_wrong_code_five_times_ends_the_code(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari = await make_person(two_towns.a)
    visitor = await client(two_towns.a)
    await ask_for_code(visitor, kari.email)
    code = await code_sent(two_towns.a, mails, kari.email)
    said = [(await visitor.post("/sign-in/code", data={"code": other_than(code)})).text for _n in range(5)]
    assert "You have 4 tries left" in said[0]
    assert "You have 1 try left" in said[3]
    assert "can no longer be used" in said[4]
    answer = await visitor.post("/sign-in/code", data={"code": code})
    assert answer.status_code == 422
    assert not await is_signed_in(visitor)


async def test_expired_code_is_refused(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari = await make_person(two_towns.a)
    visitor = await client(two_towns.a)
    await ask_for_code(visitor, kari.email)
    code = await code_sent(two_towns.a, mails, kari.email)
    async with scope(two_towns.a):
        await execute("UPDATE sign_in_code SET expires_at = now() - interval '1 second'")
    answer = await visitor.post("/sign-in/code", data={"code": code})
    assert answer.status_code == 422
    assert "can no longer be used" in answer.text


async def test_code_works_once(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari = await make_person(two_towns.a)
    visitor = await client(two_towns.a)
    await ask_for_code(visitor, kari.email)
    code = await code_sent(two_towns.a, mails, kari.email)
    waiting = visitor.cookies["code"]
    assert (await visitor.post("/sign-in/code", data={"code": code})).status_code == 303
    thief = await client(two_towns.a)
    plant(thief, "code", waiting)
    assert (await thief.post("/sign-in/code", data={"code": code})).status_code == 422


async def test_code_is_bound_to_the_browser_that_asked(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari = await make_person(two_towns.a)
    await ask_for_code(await client(two_towns.a), kari.email)
    code = await code_sent(two_towns.a, mails, kari.email)
    other = await client(two_towns.a)
    answer = await other.post("/sign-in/code", data={"code": code})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert not await is_signed_in(other)


async def test_new_code_can_be_had_until_the_limit(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari = await make_person(two_towns.a)
    visitor = await client(two_towns.a)
    await ask_for_code(visitor, kari.email)
    again = [await visitor.post("/sign-in/code/again") for _n in range(5)]
    assert [answer.status_code for answer in again] == [303, 303, 303, 303, 429]
    assert "Too many tries" in again[-1].text
    code = await code_sent(two_towns.a, mails, kari.email)
    assert (await visitor.post("/sign-in/code", data={"code": code})).status_code == 303


async def test_limit_is_the_same_for_an_unknown_address(two_towns: Towns, client: Client) -> None:
    visitor, nobody = await client(two_towns.a), new_address()
    answers = [await ask_for_code(visitor, nobody) for _n in range(6)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429]


async def test_planted_session_is_worth_nothing_after_sign_in(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    mallory, kari = await make_person(two_towns.a), await make_person(two_towns.a)
    planted = await session_for(two_towns.a, mallory)
    for token in (planted, "a-token-of-my-own-choice"):
        visitor = await client(two_towns.a)
        plant(visitor, "session", token)
        answer = await sign_in(visitor, two_towns.a, mails, kari.email)
        assert answer.status_code == 303
        new = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("session="))
        assert token not in new
        spy = await client(two_towns.a)
        plant(spy, "session", token)
        assert not await is_signed_in(spy)


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)"],
)
async def test_next_leads_to_own_pages_only(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer, wanted: str
) -> None:
    kari = await make_person(two_towns.a)
    answer = await sign_in(await client(two_towns.a), two_towns.a, mails, kari.email, next=wanted)
    assert answer.headers["location"] == "/"
    signed_in = await client(two_towns.a, kari)
    assert (await signed_in.get("/sign-in", params={"next": wanted})).headers["location"] == "/account"


async def test_same_address_in_two_towns_is_two_people(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    email = new_address()
    here = await make_person(two_towns.a, email=email, name="Kari Her")
    await make_person(two_towns.b, email=email, name="Kari Der")
    at_b = await client(two_towns.b)
    await sign_in(at_b, two_towns.b, mails, email)
    page = (await at_b.get("/account")).text
    assert "Kari Der" in page
    assert "Kari Her" not in page
    stray = await client(two_towns.b)
    plant(stray, "session", await session_for(two_towns.a, here))
    assert not await is_signed_in(stray)


async def test_code_and_cookie_of_one_town_are_nothing_in_another(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    email = new_address()
    await make_person(two_towns.a, email=email)
    await make_person(two_towns.b, email=email)
    at_a, at_b = await client(two_towns.a), await client(two_towns.b)
    await ask_for_code(at_a, email)
    code = await code_sent(two_towns.a, mails, email)
    plant(at_b, "code", at_a.cookies["code"])
    answer = await at_b.post("/sign-in/code", data={"code": code})
    assert answer.headers.get("location") == "/sign-in"
    assert not await is_signed_in(at_b)


async def test_blocked_person_gets_a_mail_and_no_code(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari = await make_person(two_towns.a)
    async with scope(two_towns.a):
        await execute("UPDATE person SET blocked_at = now() WHERE id = $1", kari.id)
    visitor = await client(two_towns.a)
    assert (await ask_for_code(visitor, kari.email)).status_code == 303
    assert "blocked" in await last_mail(two_towns.a, mails, kari.email)
    assert not await is_signed_in(await client(two_towns.a, kari))


@pytest.mark.parametrize("typed", ["", "not an address", "a@b", "<script>alert(1)</script>@x.no", "x" * 5000])
async def test_address_that_is_none_is_said_beside_the_field(
    two_towns: Towns, client: Client, typed: str
) -> None:
    answer = await ask_for_code(await client(two_towns.a), typed)
    assert answer.status_code == 422
    assert 'id="field-email-error"' in answer.text
    assert "<script>alert" not in answer.text


async def test_huge_body_is_refused(two_towns: Towns, client: Client) -> None:
    visitor = await client(two_towns.a)
    answer = await visitor.post("/sign-in", content=b"email=" + b"x" * 2_000_000, headers=FORM)
    assert answer.status_code == 413


async def test_forged_cookies_lead_to_the_beginning(two_towns: Towns, client: Client) -> None:
    for forged in ("x", "x.y", "a" * 4000, "e30.e30"):
        visitor = await client(two_towns.a)
        plant(visitor, "code", forged)
        assert (await visitor.get("/sign-in/code")).headers["location"] == "/sign-in"


async def test_sign_out_ends_the_session_for_every_copy_of_the_cookie(
    two_towns: Towns, make_person: MakePerson, client: Client
) -> None:
    kari = await make_person(two_towns.a)
    visitor = await client(two_towns.a, kari)
    token = visitor.cookies["session"]
    answer = await visitor.post("/sign-out")
    assert answer.headers["location"] == "/"
    assert "session" not in visitor.cookies
    copy = await client(two_towns.a)
    plant(copy, "session", token)
    assert not await is_signed_in(copy)


async def test_visitor_gets_no_session(two_towns: Towns, client: Client) -> None:
    before = await count_of(two_towns.a, "session")
    visitor: httpx.AsyncClient = await client(two_towns.a)
    answer = await visitor.get("/sign-in")
    assert "set-cookie" not in answer.headers
    assert await count_of(two_towns.a, "session") == before


FORM = {"content-type": "application/x-www-form-urlencoded"}
