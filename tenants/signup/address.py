"""The address of a place: a name below the platform's own host. Why one cannot be had is said in words."""

import re

from core.db import value
from core.i18n import Text, _
from core.settings import settings
from core.text import Refused, slugify
from tenants.facts import Organisation, organisations, words

SHORTEST, LONGEST = 3, 40
RESERVED = words("reserved_addresses.txt")
_ALLOWED = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class AddressRefused(Refused):
    """This address cannot be had; the message says why."""

    field = "address"


def tidy_address(raw: str) -> str:
    """As it would stand: what people write before and after it is taken away."""
    text = raw.strip().lower()
    return (
        text.removeprefix("https://").removeprefix("http://").removesuffix("/").removesuffix(f".{_below()}")
    )


def host_of(address: str) -> str:
    return f"{address}.{_below()}"


def _below() -> str:
    return settings().platform_host


async def check_address(address: str, *, register: str = "") -> str:
    """The host name, free for this organisation just now. Raises AddressRefused."""
    if (why := _refusal(address, register)) is not None:
        raise AddressRefused(why)
    if await value("SELECT EXISTS (SELECT 1 FROM tenant_host WHERE host = $1)", host_of(address)):
        raise AddressRefused(_("“{address}” is taken. Choose another one.").format(address=address))
    return host_of(address)


def _refusal(address: str, register: str) -> Text | None:
    if len(address) < SHORTEST:
        return _("The address is too short: it needs at least {min} characters.").format(min=SHORTEST)
    if len(address) > LONGEST:
        return _("The address is too long: it can have at most {max} characters.").format(max=LONGEST)
    if not _ALLOWED.fullmatch(address):
        return _(
            "Use only the letters a–z, digits, and a hyphen between them. Write æ as ae, ø as o, å as a."
        )
    if address in RESERVED:
        return _("“{address}” is reserved for the service itself. Choose another one.").format(
            address=address
        )
    owners = _owners(address)
    if owners and register not in {owner.number for owner in owners}:
        return _("“{address}” is kept for {name}. Choose another one.").format(
            address=address, name=owners[0].titles["nb"]
        )
    return None


def _owners(address: str) -> list[Organisation]:
    """Whose name this address says: nobody may pose as a municipality by its address."""
    return [owner for owner in organisations().values() if address in names_of(owner)]


def names_of(organisation: Organisation) -> set[str]:
    """The addresses that say an organisation's name."""
    slugs = {organisation.slug, *(slugify(name) for name in organisation.official_names)}
    return slugs | {
        slugify(f"{slug} {title}") for slug in slugs for title in ("kommune", "fylkeskommune", "fylke")
    }


def suggestion(name: str) -> str:
    """What to offer first: short, and long enough."""
    slug = slugify(name, fallback="", max_length=LONGEST)
    slug = slug.removesuffix("-fylkeskommune").removesuffix("-kommune").removesuffix("-herad")
    return slug if len(slug) >= SHORTEST else f"{slug}-kommune".strip("-")
