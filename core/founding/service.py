"""A new place, whole: made in the platform's open scope, in one transaction, so never half-made."""

from dataclasses import dataclass
from typing import NamedTuple, Unpack

from core.contributions import seed_defaults
from core.files import Purpose, Upload, file_url, keep_upload
from core.founding.starter import write_starter
from core.host import Enabled, house
from core.host.provision import Wish, provision_here
from core.people import Person, Role
from core.people.service import create_person
from core.tenancy import Tenant, save_site, site, within


@dataclass(frozen=True, kw_only=True)
class Founder:
    """Who becomes the first administrator. `email` is proven already."""

    name: str
    email: str
    locale: str = ""


class Founded(NamedTuple):
    tenant: Tenant
    person_id: int


async def found_place(*, founder: Founder, logo: Upload | None = None, **wish: Unpack[Wish]) -> Founded:
    """Raises HostTaken, OrganisationTaken, and what a logo that cannot be opened is refused with."""
    wish.setdefault("plugins", default_plugins())
    tenant = await provision_here(**wish)
    async with within(tenant):
        person_id = await create_person(
            name=founder.name, email=founder.email, locale=founder.locale, role=Role.ADMIN
        )
        person = Person(id=person_id, name=founder.name, email=founder.email, role=Role.ADMIN)
        await seed_defaults()
        await write_starter(site=await site(), contact_person=person_id)
        if logo is not None:  # last: a stored file is the one thing that no rollback takes back
            await _hang_up(logo, person)
    return Founded(tenant, person_id)


def default_plugins() -> list[str]:
    """Those that are on in a new place."""
    return [lodger.plugin.id for lodger in house().lodgers_in(Enabled.TENANTS) if lodger.plugin.default_on]


async def _hang_up(logo: Upload, person: Person) -> None:
    kept = await keep_upload(logo, purpose=Purpose.LOGO, owner=person)
    await save_site(logo=file_url(kept, width=400))
