"""Changing the place's settings: two who do it at once are told, and what changed is on the record."""

from typing import Any

from core.db import value
from core.forms import check_version
from core.http import Visit
from core.staff.record import noted
from core.tenancy import Site, load_site, save_site


async def change_site(visit: Visit, *, sent_version: str, **changes: Any) -> Site:
    """Fields of `Site`. Raises StaleForm where somebody has saved since the form was shown."""
    await lock_site(sent_version)
    before = await load_site()
    after = await save_site(**changes)
    changed = [name for name in changes if getattr(before, name) != getattr(after, name)]
    if changed:
        await noted(visit, "site.change", settings=changed)
    return after


async def lock_site(sent_version: str) -> None:
    """Nobody else changes the settings until this is over. Raises StaleForm where somebody has just done so."""
    current: int = await value("SELECT version FROM site WHERE id = 1 FOR UPDATE")
    check_version(current=current, sent=sent_version)
