"""Changing the address: a code to the new one, a notice to the old one."""

from core.db import value
from core.outside.mail import FolderMailer
from core.people import Person
from core.tenancy import Tenant, scope
from tests.account.steps import code_sent, is_signed_in, last_mail, new_address, other_than
from tests.conftest import Client, MakePerson
from tests.support.towns import Towns


async def _address_of(tenant: Tenant, person: Person) -> str:
    async with scope(tenant, read_only=True):
        return str(await value("SELECT email FROM person WHERE id = $1", person.id))


async def test_code_to_the_new_address_changes_it(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari, new = await make_person(two_towns.a), new_address()
    visitor, elsewhere = await client(two_towns.a, kari), await client(two_towns.a, kari)
    await visitor.post("/account/email", data={"email": new})
    code = await code_sent(two_towns.a, mails, new)
    wrong = await visitor.post("/account/email/code", data={"code": other_than(code)})
    assert (wrong.status_code, await _address_of(two_towns.a, kari)) == (422, kari.email)
    assert (await visitor.post("/account/email/code", data={"code": code})).status_code == 303
    assert await _address_of(two_towns.a, kari) == new
    assert "no longer signs you in" in await last_mail(two_towns.a, mails, kari.email)
    assert await is_signed_in(visitor)
    assert not await is_signed_in(elsewhere)


async def test_taken_address_gets_a_mail_and_the_page_does_not_tell(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari, ola, free = await make_person(two_towns.a), await make_person(two_towns.a), new_address()
    visitor = await client(two_towns.a, kari)
    shown = []
    for new in (ola.email, free):
        answer = await visitor.post("/account/email", data={"email": new})
        page = (await visitor.get("/account/email/code")).text.replace(new, "X")
        shown.append((answer.status_code, answer.headers["location"], page))
    assert shown[0] == shown[1]
    assert "Another account has it already" in await last_mail(two_towns.a, mails, ola.email)
    assert await _address_of(two_towns.a, kari) == kari.email


async def test_address_of_somebody_in_another_town_is_free(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari, there = await make_person(two_towns.a), await make_person(two_towns.b)
    visitor = await client(two_towns.a, kari)
    await visitor.post("/account/email", data={"email": there.email})
    code = await code_sent(two_towns.a, mails, there.email)
    assert (await visitor.post("/account/email/code", data={"code": code})).status_code == 303
    assert await _address_of(two_towns.b, there) == there.email


async def test_address_taken_while_the_code_was_on_its_way(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    kari, new = await make_person(two_towns.a), new_address()
    visitor = await client(two_towns.a, kari)
    await visitor.post("/account/email", data={"email": new})
    code = await code_sent(two_towns.a, mails, new)
    await make_person(two_towns.a, email=new)
    answer = await visitor.post("/account/email/code", data={"code": code})
    assert answer.status_code == 422
    assert "has this address already" in answer.text
