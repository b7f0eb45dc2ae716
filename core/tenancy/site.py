"""A place's own settings: name, languages, look, what is on. Kept in memory under the version that its row carries."""

from typing import Any

import msgspec

from core.db import execute, row
from core.i18n import Localized
from core.tenancy.scope import current_scope, current_tenant


class Contact(msgspec.Struct, frozen=True):
    email: str = ""
    name: str = ""
    phone: str = ""


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """What a page must know about the place. Immutable: `save_site` writes a changed copy."""

    names: dict[str, str] = {}
    taglines: dict[str, str] = {}
    about: dict[str, str] = {}
    privacy: dict[str, str] = {}
    languages: tuple[str, ...] = ("nb", "nn", "en")
    brand_colour: str = "#0B5C66"
    logo: str = ""  # address of the picture, below /files/
    contact: Contact = Contact()
    accessibility_statement_url: str = ""
    postcodes: tuple[str, ...] = ()  # who counts as a resident
    municipality_number: str = ""
    population: int = 0  # inhabitants by the register; 0 = not told
    population_year: int = 0  # of 1 January of that year
    areas: tuple[dict[str, Any], ...] = ()  # {"key": …, "names": {locale: text}}
    plugins: dict[
        str, dict[str, Any]
    ] = {}  # plugin id -> its settings here; a key is there = the plugin is on
    plugins_off: dict[str, dict[str, Any]] = {}  # settings of those that were on once
    registration_open: bool = True
    sign_in_methods: tuple[str, ...] = ("code", "password")
    notices: tuple[
        dict[str, Any], ...
    ] = ()  # from the operator, for staff: {"kind", "titles", "begins_at", "ends_at", "url"}
    version: int = 0  # of the row this was read from; never stored inside it

    @property
    def name(self) -> str:
        return Localized(self.names).text()

    @property
    def tagline(self) -> str:
        return Localized(self.taglines).text()

    @property
    def logo_url(self) -> str | None:
        return self.logo or None

    @property
    def contact_email(self) -> str:
        return self.contact.email

    @property
    def kind(self) -> str:
        """municipality, county or other: what the place is (`core.tenancy.Kind`)."""
        return str(current_tenant().kind)

    @property
    def main_language(self) -> str:
        return self.languages[0]

    def enabled(self, plugin_id: str) -> bool:
        """Is the plugin on here, and not paused after too many failures?"""
        found = self.plugins.get(plugin_id)
        return found is not None and "paused_at" not in found


_kept: dict[str, Site] = {}


async def load_site() -> Site:
    """Read the row of the tenant in scope and keep it."""
    found = await row("SELECT version, settings FROM site")
    if found is None:
        raise LookupError(f"tenant {current_tenant().id} has no site row")
    read = msgspec.convert({**found["settings"], "version": found["version"]}, Site, strict=False)
    here = current_scope()
    here.site = read
    if (
        here.read_only
    ):  # what a writer reads may yet be rolled back, and its version number then be given again
        _kept[here.tenant.id] = read
    return read


async def site(version: int | None = None) -> Site:
    """The settings of the tenant in scope; from memory when `version` says that the kept copy is the newest."""
    here = current_scope()
    if here.site is not None and version is None:
        return here.site  # type: ignore[no-any-return]
    kept = _kept.get(here.tenant.id)
    if kept is not None and version is not None and kept.version == version:
        here.site = kept
        return kept
    return await load_site()


async def save_site(**changes: Any) -> Site:
    """Write changed settings (fields of `Site`). Two staff who save different fields at once both keep theirs."""
    stored = msgspec.to_builtins(msgspec.convert(changes, Site, strict=False))
    named = {name: stored[name] for name in changes}
    await execute("UPDATE site SET version = version + 1, settings = settings || $1 WHERE id = 1", named)
    return await load_site()
