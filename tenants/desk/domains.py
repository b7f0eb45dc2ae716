"""The register of mail domains: who has an address on one speaks for its organisation. The only writer of it."""

import re

from core.db import execute, rows, value
from core.i18n import _
from core.text import Refused
from tenants.facts import words

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
# Anybody can have an address there, so it says nothing about who they work for.
OPEN_TO_ALL = words("open_mail_domains.txt")


class DomainRefused(Refused):
    field = "domain"


async def speaks_for(*, email: str, organisation: str) -> bool:
    """Is this work address on a domain that the register gives for the organisation? The very domain, none below it:
    below it a municipality may keep its pupils.
    """
    found: bool = await value(
        "SELECT EXISTS (SELECT 1 FROM tenants_register_domain WHERE domain = $1 AND organisation = $2)",
        email.rpartition("@")[2].lower(),
        organisation,
    )
    return found and bool(organisation)


async def add_domain(*, domain: str, organisation: str, by: str) -> None:
    """Raises DomainRefused. Added twice is added once."""
    tidy = domain.strip().lower().rpartition("@")[2]
    if not _DOMAIN.fullmatch(tidy):
        raise DomainRefused(_("Write a domain like halden.kommune.no."))
    if tidy in OPEN_TO_ALL:
        raise DomainRefused(_("Anybody can have an address there, so it proves nothing."))
    await execute(
        "INSERT INTO tenants_register_domain (domain, organisation, added_by) VALUES ($1, $2, $3) "
        "ON CONFLICT (domain, organisation) DO NOTHING",
        tidy,
        organisation,
        by,
    )


async def remove_domain(*, domain_id: int, organisation: str) -> None:
    """Places that were confirmed by it stay confirmed."""
    await execute(
        "DELETE FROM tenants_register_domain WHERE id = $1 AND organisation = $2", domain_id, organisation
    )


async def domains_of(organisation: str) -> list[dict[str, object]]:
    return await rows(
        "SELECT id, domain, added_at, added_by FROM tenants_register_domain WHERE organisation = $1 ORDER BY domain",
        organisation,
    )
