"""Demonstrations only: a link that signs in one of the invented people. Not there in any other mode."""

from core.account.app_codes import open_sessions_of
from core.account.letting_in import let_in
from core.http import Answer, NotFound, Visit, get, page, post
from core.http.signed import sign, unsign
from core.people.service import Account, account_of
from core.settings import settings
from core.tenancy import Tenant
from core.tenancy.registry import address_of

_YEAR = 31_536_000


def demo_link(tenant: Tenant, person_id: int) -> str:
    """A whole address. It is good for this person in this place only, and as long as the installation's key."""
    key = sign(f"{tenant.id}:{person_id}", purpose="demo", seconds=_YEAR)
    return address_of(tenant, f"/demo/sign-in/{key}")


@get("/demo/sign-in/{key:str}", action="demo.enter", both=True)
async def ask(visit: Visit, key: str) -> Answer:
    """What a link opens changes nothing, so one button is left to press."""
    account = await _whose(visit, key)
    return page("account/demo.html", name=account.person.name, role=account.strongest_role, key=key)


@post("/demo/sign-in/{key:str}", action="demo.enter", both=True)
async def take(visit: Visit, key: str) -> Answer:
    account = await _whose(visit, key)
    answer = await let_in(visit, account, next_page="/manage" if account.person.is_staff else "/")
    await open_sessions_of(person_id=account.person.id)
    return answer


async def _whose(visit: Visit, key: str) -> Account:
    if not settings().demonstration:
        raise NotFound
    tenant_id, _colon, person_id = (unsign(key, purpose="demo") or "").partition(":")
    if tenant_id != visit.tenant.id:
        raise NotFound
    account = await account_of(person_id=int(person_id))
    if account is None:
        raise NotFound
    return account
