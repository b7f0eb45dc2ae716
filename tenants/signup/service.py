"""The steps of a sign-up: who, proof of the address, the place. Each can be taken again, in any order, without harm."""

from dataclasses import dataclass
from typing import NamedTuple

from core.account.tries import count_code_sent
from core.db import row
from core.files import Upload
from core.founding import Founder, found_place, hand_over
from core.host.provision import HostTaken, OrganisationTaken
from core.i18n import _
from core.messages import send_mail
from core.people.codes import MINUTES, CodeGone, issue_code, spend_code
from core.people.limits import Limit, address_key, count
from core.tenancy import Status, Tenant
from core.tenancy.registry import address_of, tenant_in_scope
from core.text import Refused
from tenants.desk.domains import speaks_for
from tenants.desk.standing import note_confirmed
from tenants.facts.norway import POPULATION_YEAR
from tenants.signup.address import AddressRefused, check_address
from tenants.signup.state import Chosen, SignUp, finish, prove, tell

PURPOSE = "sign_up"
PLACES_OF_ADDRESS = Limit("sign-up-address", 5, 86_400)
PLACES_FROM_SENDER = Limit("sign-up-sender", 50, 86_400)


class HasPlace(Refused):
    """Somebody was before them. `field` is where the first step says it."""

    field = "register"

    def __init__(self, name: str, host: str) -> None:
        super().__init__(
            _(
                "{name} has a site here already: {host}. Ask the colleague who made it to invite you. "
                "If nobody of yours did, write to us."
            ).format(name=name, host=host)
        )


class NotProven(Refused):
    def __init__(self) -> None:
        super().__init__(_("Confirm your e-mail address first."))


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The answers of the last step."""

    address: str
    languages: tuple[str, ...]
    colour: str
    logo: Upload | None = None


class Opened(NamedTuple):
    tenant: Tenant
    token: str  # lets the first administrator in, once


async def check_free(chosen: Chosen) -> None:
    """Raises HasPlace. The same is asked again by the database itself when the place is made."""
    for name, number in chosen.numbers.items():
        found = await row(
            "SELECT t.name, (SELECT host FROM tenant_host h WHERE h.tenant = t.id ORDER BY main DESC LIMIT 1) AS host "
            "FROM tenant t WHERE t.organisation->>$1 = $2",
            name,
            number,
        )
        if found is not None:
            raise HasPlace(found["name"], found["host"] or "–")


async def introduce(sign_up: SignUp, *, name: str, email: str, locale: str, ip_key: str) -> None:
    """Who they are; a code goes to the address unless it is proven already. Raises TooOften."""
    proven = sign_up.proven_at is not None and sign_up.email == email
    code_id = 0 if proven else await _send_code(email, locale, ip_key)
    await tell(sign_up, name=name, email=email, code_id=code_id)


async def send_again(sign_up: SignUp, *, locale: str, ip_key: str) -> None:
    """Another code to the same address. Raises TooOften."""
    await introduce(sign_up, name=sign_up.name, email=sign_up.email, locale=locale, ip_key=ip_key)


async def prove_address(sign_up: SignUp, *, code: str) -> None:
    """Raises WrongCode, CodeGone."""
    proven = await spend_code(code_id=sign_up.code_id, purpose=PURPOSE, code=code)
    if proven.email != sign_up.email:
        raise CodeGone
    await prove(sign_up, email=proven.email)


async def open_place(sign_up: SignUp, *, wanted: Wanted, ip_key: str) -> Opened:
    """The last click. Raises NotProven, AddressRefused, HasPlace, TooOften; then there is nothing."""
    if sign_up.proven_at is None:
        raise NotProven
    await check_free(sign_up.chosen)
    host = await check_address(wanted.address, register=sign_up.chosen.register)
    await count(PLACES_FROM_SENDER, ip_key)
    await count(PLACES_OF_ADDRESS, address_key(sign_up.email))
    known = await speaks_for(email=sign_up.email, organisation=sign_up.chosen.key)
    tenant = await _found(sign_up, wanted, host, Status.ACTIVE if known else Status.UNCONFIRMED)
    if known:
        await note_confirmed(tenant, by="register")
    await finish(sign_up, tenant_id=tenant.id, host=host)
    await _welcome(sign_up, tenant, confirmed=known)
    return Opened(tenant, await hand_over(tenant=tenant, email=sign_up.email))


async def reopen(sign_up: SignUp) -> Opened | None:
    """A second click, or the back button: the place is there, so only a new way in is made."""
    tenant = await tenant_in_scope(sign_up.tenant)
    return Opened(tenant, await hand_over(tenant=tenant, email=sign_up.email)) if tenant else None


async def _found(sign_up: SignUp, wanted: Wanted, host: str, status: Status) -> Tenant:
    chosen = sign_up.chosen
    try:
        founded = await found_place(
            founder=Founder(name=sign_up.name, email=sign_up.email, locale=sign_up.locale),
            logo=wanted.logo,
            name=chosen.titles["nb"],
            kind=chosen.kind,
            host=host,
            organisation=chosen.numbers,
            status=status,
            settings=_settings(sign_up, wanted),
        )
    except HostTaken as taken:
        raise AddressRefused(taken.message) from taken
    except OrganisationTaken as taken:
        await check_free(chosen)  # names the other one: it is committed, or we would still be waiting for it
        raise HasPlace(chosen.titles["nb"], host) from taken
    return founded.tenant


def _settings(sign_up: SignUp, wanted: Wanted) -> dict[str, object]:
    titles, listed = sign_up.chosen.titles, sign_up.chosen.listed
    return {
        "names": {code: name for code, name in titles.items() if code in wanted.languages} or titles,
        "languages": list(wanted.languages),
        "brand_colour": wanted.colour,
        "municipality_number": sign_up.chosen.register,
        "population": listed.population if listed else 0,
        "population_year": POPULATION_YEAR if listed else 0,
    }


async def _send_code(email: str, locale: str, ip_key: str) -> int:
    await count_code_sent(email, ip_key)
    issued = await issue_code(purpose=PURPOSE, email=email)
    await send_mail(to=email, template="sign_up_code", locale=locale, code=issued.code, minutes=MINUTES)
    return issued.id


async def _welcome(sign_up: SignUp, tenant: Tenant, *, confirmed: bool) -> None:
    await send_mail(
        to=sign_up.email,
        template="sign_up_done",
        locale=sign_up.locale,
        name=sign_up.name,
        person_name=sign_up.name,
        place=tenant.name,
        place_url=address_of(tenant, "/sign-in?next=/manage"),
        confirmed=confirmed,
    )
