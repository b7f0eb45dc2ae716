"""Changing the place's settings: two who do it at once are told, and what changed is on the record."""

from typing import Any

from core.db import value
from core.forms import check_version
from core.http import Visit
from core.staff.record import noted
from core.tenancy import Site, load_site, save_site


async def change_site(visit: Visit, *, sent_version: str | None = None, **changes: Any) -> Site:
    """Fields of `Site`. With `sent_version`, raises StaleForm where somebody has saved since the form was shown."""
    current: int = await value("SELECT version FROM site WHERE id = 1 FOR UPDATE")
    if sent_version is not None:
        check_version(current=current, sent=sent_version)
    before = await load_site()
    after = await save_site(**changes)
    changed = [name for name in changes if getattr(before, name) != getattr(after, name)]
    if changed:
        await noted(visit, "site.change", settings=changed)
    return after
