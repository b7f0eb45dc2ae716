"""The platform host is a place like the others: support experts sign in there, nobody registers there."""

from core.outside.mail import FolderMailer
from core.people import Role
from core.tenancy import PLATFORM
from tests.account.steps import is_signed_in, last_mail, new_address, sign_in
from tests.conftest import Client, MakePerson
from tests.support.towns import Towns


async def test_support_expert_signs_in_at_the_platform_and_nowhere_else(
    two_towns: Towns, make_person: MakePerson, client: Client, mails: FolderMailer
) -> None:
    expert = await make_person(PLATFORM, role=Role.SUPPORT, name="Siri Support", email=new_address())
    visitor = await client(PLATFORM)
    assert (await sign_in(visitor, PLATFORM, mails, expert.email)).status_code == 303
    assert await is_signed_in(visitor)
    at_town = await client(two_towns.a)
    await at_town.post("/sign-in", data={"email": expert.email})
    assert "/register" in await last_mail(two_towns.a, mails, expert.email)


async def test_nobody_registers_at_the_platform(client: Client, mails: FolderMailer) -> None:
    visitor, email = await client(PLATFORM), new_address()
    assert (await visitor.get("/register")).status_code == 404
    assert "Register" not in (await visitor.get("/sign-in")).text
    await visitor.post("/sign-in", data={"email": email})
    assert "only people who are invited" in await last_mail(PLATFORM, mails, email)
