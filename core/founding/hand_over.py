"""The first way in, from the platform's host to the new place's: a signed link, good once.

The code in it is one of `core.people.codes`, so the row that makes it good once stands in the place itself.
"""

from core.http.signed import sign, unsign
from core.people.codes import MINUTES, CodeGone, issue_code, spend_code
from core.people.service import Account, account_at
from core.tenancy import Tenant, current_tenant, within
from core.tenancy.registry import address_of

PURPOSE = "hand_over"
PATH = "/enter"


async def hand_over(*, tenant: Tenant, email: str) -> str:
    """From the platform's scope: the token that lets this person in there."""
    async with within(tenant):
        issued = await issue_code(purpose=PURPOSE, email=email)
    return sign(f"{tenant.id}:{issued.id}:{issued.code}", purpose=PURPOSE, seconds=MINUTES * 60)


def entrance(tenant: Tenant, token: str) -> str:
    """The address that the link leads to."""
    return address_of(tenant, f"{PATH}?token={token}")


def is_good(token: str, tenant: Tenant) -> bool:
    """Signed by us, for this place, not too old. Whether it was used, only `come_in` tells."""
    text = unsign(token, purpose=PURPOSE)
    return text is not None and text.startswith(f"{tenant.id}:")


async def come_in(token: str) -> Account:
    """In the scope of the new place: who comes in. Raises CodeGone; then the link is worth nothing."""
    if not is_good(token, current_tenant()):
        raise CodeGone
    _tenant, code_id, code = (unsign(token, purpose=PURPOSE) or "::").split(":")
    proven = await spend_code(code_id=int(code_id), purpose=PURPOSE, code=code)
    account = await account_at(email=proven.email)
    if account is None or account.blocked:
        raise CodeGone
    return account
