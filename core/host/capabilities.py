"""What a plugin may do beyond drawing its own pages: it says so in its declaration, and a place's administrator accepts it.

The doors of the SDK ask here. That stops mistakes, and a plugin that says less than it does. It does not stop Python code that is
meant to do harm (docs/decisions): who installs a package trusts it.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

import structlog

from core.host.failures import note_failure
from core.host.house import Lodger, house
from core.i18n import Text, _
from core.tenancy import Site, current_tenant, site
from core.tenancy.acting import acting_plugin

log = structlog.get_logger()
ACCEPTED = "accepted_capabilities"  # beside the plugin's settings in the place: what its administrators have accepted
_CALLS = "calls:"


class Capability(StrEnum):
    """What a declaration names. For the hosts that it calls there is `calls("api.example.org")`."""

    CONTRIBUTIONS = "contributions"
    PERSONAL_DATA = "personal_data"
    MAIL = "mail"
    FILES = "files"


_SAID = {
    Capability.CONTRIBUTIONS: _("Reads what people have written and supported"),
    Capability.PERSONAL_DATA: _("Reads names and other things about people"),
    Capability.MAIL: _("Sends notifications and mail"),
    Capability.FILES: _("Keeps files and pictures"),
}


class NotAllowed(PermissionError):
    """The plugin does what it has not declared, or what nobody here has accepted. Never raised for a person's sake."""

    def __init__(self, plugin_id: str, wanted: str) -> None:
        super().__init__(
            f"{plugin_id} needs the capability {str(wanted)!r}, which is not declared or not accepted here"
        )


def calls(*hosts: str) -> tuple[str, ...]:
    """The hosts that a plugin sends requests to, for its declaration: `(Capability.MAIL, *calls("api.met.no"))`."""
    return tuple(f"{_CALLS}{host.lower()}" for host in hosts)


def is_capability(name: str) -> bool:
    """One of those that there are."""
    host = name.removeprefix(_CALLS)
    return name in set(Capability) or (host != name and bool(host) and "/" not in host and "*" not in host)


def say_capability(name: str) -> Text | str:
    """In words, for whoever is to accept it."""
    if name.startswith(_CALLS):
        return _("Sends data to {host}").format(host=name.removeprefix(_CALLS))
    return _SAID[Capability(name)]


def accepted_here(place: Site, lodger: Lodger) -> frozenset[str]:
    """Declared and accepted. Where nobody was ever asked, the operator switched it on as it was."""
    declared = frozenset(lodger.plugin.capabilities)
    kept = place.plugins.get(lodger.plugin.id, {}).get(ACCEPTED)
    return declared if kept is None else declared & frozenset(kept)


def asks_for_more(place: Site, lodger: Lodger) -> list[str]:
    """What a newer version declares and nobody here has accepted yet: it goes on without that."""
    if lodger.plugin.id not in place.plugins:
        return []
    accepted = accepted_here(place, lodger)
    return [name for name in lodger.plugin.capabilities if name not in accepted]


async def require(wanted: str, *, plugin_id: str | None = None) -> None:
    """Raises NotAllowed where a plugin is at work that may not do this here. The host's own code may."""
    who = acting_plugin() if plugin_id is None else plugin_id
    lodger = house().lodgers.get(who)
    if lodger is None or lodger.plugin.where == "platform" or lodger.plugin.fixed:
        return  # those that belong to running the service are the operator's own
    if wanted not in accepted_here(await site(), lodger):
        raise refused(who, wanted)


def refused(plugin_id: str, wanted: str) -> NotAllowed:
    """Logged and counted: ten in ten minutes pause the plugin here, as other failures do."""
    log.warning("capability_refused", plugin=plugin_id, wanted=wanted)
    note_failure(current_tenant(), plugin_id, f"not allowed: {wanted}")
    return NotAllowed(plugin_id, wanted)


async def hosts_here() -> frozenset[str]:
    """The hosts that the plugin at work may call."""
    lodger = house().lodgers.get(acting_plugin())
    names: Iterable[str] = () if lodger is None else accepted_here(await site(), lodger)
    return frozenset(name.removeprefix(_CALLS) for name in names if name.startswith(_CALLS))


def unknown(capabilities: Sequence[str]) -> list[str]:
    """Those that do not exist."""
    return [name for name in capabilities if not is_capability(name)]
