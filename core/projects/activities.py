"""Activities: one method at work in a phase. The only writer of `activity`."""

from datetime import datetime
from typing import Any

import msgspec

from core.access import AccessRule
from core.db import execute, row, rows, value
from core.forms import StaleForm, to_json
from core.host import house
from core.i18n import Localized, _
from core.projects.phases import check_dates, put_in_order
from core.tenancy import Site
from core.text import slugify
from core.text.errors import Refused

# Addresses below a project that are the project's own.
RESERVED = {"follow", "unfollow", "manage", "edit", "new", "preview", "feed", "calendar", "files"}


class MethodNotOn(Refused):
    field = "method"

    def __init__(self) -> None:
        super().__init__(_("This method is not switched on here."))


class ActivityInUse(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("People have already taken part here, so it cannot be deleted. You can hide it instead.")
        )


def methods_on(site: Site) -> list[str]:
    """The methods whose plugin is on here."""
    return [method for method, owner in house().method_owner.items() if site.enabled(owner)]


async def add_activity(  # noqa: PLR0913 - all named, most of them optional
    *,
    site: Site,
    project_id: int,
    phase_id: int,
    method: str,
    names: Localized,
    intros: Localized | None = None,
    slug: str = "",
    settings: msgspec.Struct | None = None,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
) -> int:
    """A draft with the method's own settings. Raises MethodNotOn, EndsBeforeStart."""
    check_dates(opens_at, closes_at)
    found = house().method(method)
    if found is None or method not in methods_on(site):
        raise MethodNotOn
    activity_id: int = await value(
        "INSERT INTO activity (project, phase, slug, method, names, intros, settings, opens_at, closes_at, position) "
        "SELECT $1, ph.id, $3, $4, $5, $6, $7, $8, $9, "
        "(SELECT coalesce(max(position), 0) + 1 FROM activity WHERE project = $1) "
        "FROM phase ph WHERE ph.id = $2 AND ph.project = $1 RETURNING id",
        project_id,
        phase_id,
        await free_activity_slug(project_id, slug or str(names)),
        method,
        names,
        intros or Localized(),
        to_json(settings or found.settings()),
        opens_at,
        closes_at,
    )
    return activity_id


async def change_activity(
    *,
    project_id: int,
    activity_id: int,
    sent_version: str,
    phase_id: int,
    names: Localized,
    intros: Localized,
    opens_at: datetime | None,
    closes_at: datetime | None,
) -> None:
    """Raises StaleForm, EndsBeforeStart."""
    check_dates(opens_at, closes_at)
    await _at_version(
        project_id,
        activity_id,
        sent_version,
        "phase = (SELECT id FROM phase WHERE id = $4 AND project = $1), names = $5, intros = $6, opens_at = $7, "
        "closes_at = $8",
        phase_id,
        names,
        intros,
        opens_at,
        closes_at,
    )


async def change_settings(
    *, project_id: int, activity_id: int, sent_version: str, settings: msgspec.Struct
) -> None:
    await _at_version(project_id, activity_id, sent_version, "settings = $4", to_json(settings))


async def change_rules(
    *, project_id: int, activity_id: int, sent_version: str, rules: dict[str, AccessRule]
) -> None:
    await _at_version(project_id, activity_id, sent_version, "rules = $4", msgspec.to_builtins(rules))


async def show_activity(*, project_id: int, activity_id: int, state: str) -> None:
    """`state` published or draft: whether residents see it."""
    await execute(
        "UPDATE activity SET state = $3 WHERE project = $1 AND id = $2", project_id, activity_id, state
    )


async def move_activity(*, project_id: int, activity_id: int, step: int) -> None:
    """Within its phase."""
    found = await rows(
        "SELECT id FROM activity WHERE project = $1 AND phase = (SELECT phase FROM activity WHERE id = $2) "
        "ORDER BY position, id FOR UPDATE",
        project_id,
        activity_id,
    )
    await put_in_order("activity", [each["id"] for each in found], activity_id, step)


async def delete_activity(*, project_id: int, activity_id: int) -> None:
    """Raises ActivityInUse once somebody took part."""
    if await value("SELECT EXISTS (SELECT 1 FROM participation WHERE activity_id = $1)", activity_id):
        raise ActivityInUse
    await execute("DELETE FROM activity WHERE project = $1 AND id = $2", project_id, activity_id)


async def own_dates(activity_id: int) -> dict[str, datetime | None]:
    """Not those that it has from its phase."""
    found = await row("SELECT opens_at, closes_at FROM activity WHERE id = $1", activity_id)
    return found or {}


async def free_activity_slug(project_id: int, text: str) -> str:
    slug = slugify(text, fallback="aktivitet")
    found = await rows("SELECT slug FROM activity WHERE project = $1", project_id)
    taken = RESERVED | house().names_below_projects | {each["slug"] for each in found}
    name, n = slug, 2
    while name in taken:
        name, n = f"{slug}-{n}", n + 1
    return name


async def _at_version(
    project_id: int, activity_id: int, sent_version: str, changes: str, *values: Any
) -> None:
    done = await row(
        f"UPDATE activity SET {changes}, version = version + 1 "
        "WHERE project = $1 AND id = $2 AND version::text = $3 RETURNING id",
        project_id,
        activity_id,
        sent_version,
        *values,
    )
    if done is None:
        raise StaleForm
