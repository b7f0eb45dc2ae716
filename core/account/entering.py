"""Coming in by a code or a password. The same answer and the same work whether an address is known or not."""

from typing import Any

from core.account.mail import mail_code, mail_notice
from core.http import Visit
from core.i18n import _
from core.people import Role
from core.people.codes import REGISTER, SIGN_IN, CodeGone, Issued, Proven, issue_code
from core.people.invitations import may_register, take_invitation
from core.people.passwords import hash_password, needs_rehash, password_matches
from core.people.roles import set_role
from core.people.service import Account, account_at, account_of, consent, create_person, set_password_hash
from core.text.errors import Refused


class WrongPassword(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("The address or the password is not right. Try again, or have a code sent instead.")
        )


class NotLetIn(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("This account is blocked here. Write to the municipality if you think that is wrong.")
        )


async def send_sign_in_code(visit: Visit, *, email: str) -> Issued:
    """Nobody has the address: a code is made all the same, and the mail says how to register."""
    account = await account_at(email=email)
    issued = await issue_code(purpose=SIGN_IN, email=email)
    if account is None:
        may = await may_register(email=email)
        await mail_notice(visit, "no_account" if may else "not_invited", to=email)
    elif account.blocked:
        await mail_notice(visit, "account_blocked", to=email)
    else:
        await mail_code(visit, "sign_in_code", to=email, code=issued.code)
    return issued


async def send_register_code(visit: Visit, *, email: str, data: dict[str, Any]) -> Issued:
    """Somebody has the address already: then the code signs them in, and the mail says so."""
    account = await account_at(email=email)
    issued = await issue_code(purpose=REGISTER, email=email, data=data)
    if account is None and not await may_register(email=email):
        await mail_notice(visit, "not_invited", to=email)
    elif account is not None and account.blocked:
        await mail_notice(visit, "account_blocked", to=email)
    else:
        known = "known_address_code" if account else "register_code"
        await mail_code(visit, known, to=email, code=issued.code)
    return issued


async def enter_by_code(proven: Proven, *, purpose: str) -> Account:
    """Who comes in. Raises NotLetIn, or CodeGone where the account was closed since."""
    account = await account_at(email=proven.email)
    if account is None and purpose == REGISTER:
        account = await _register(proven)
    if account is None:
        raise CodeGone
    if account.blocked:
        raise NotLetIn
    return account


async def enter_by_password(*, email: str, password: str) -> Account:
    """Raises WrongPassword, and NotLetIn to those who know the password."""
    account = await account_at(email=email)
    matches = await password_matches(account.password_hash if account else None, password)
    if account is None or account.password_hash is None or not matches or account.person.role is Role.SUPPORT:
        raise WrongPassword
    if account.blocked:
        raise NotLetIn
    if needs_rehash(account.password_hash):
        await set_password_hash(person_id=account.id, password_hash=await hash_password(password))
    return account


async def _register(proven: Proven) -> Account | None:
    if not await may_register(email=proven.email):
        raise CodeGone  # the invitation was taken back while the code was on its way
    role = await take_invitation(email=proven.email) or Role.PARTICIPANT
    person_id = await create_person(
        name=proven.data["name"],
        email=proven.email,
        locale=proven.data["locale"],
        postcode=proven.data["postcode"],
    )
    await consent(person_id=person_id, subject="privacy", version=proven.data["privacy"])
    if role is not Role.PARTICIPANT:
        await set_role(person_id=person_id, role=role)
    return await account_of(person_id=person_id)
