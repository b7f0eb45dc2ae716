"""The timeline: phases in order. The only writer of `phase`."""

from datetime import datetime

from core.db import execute, row, rows, value
from core.forms import StaleForm
from core.i18n import Localized, _
from core.text.errors import Refused


class EndsBeforeStart(Refused):
    field = "ends_at"

    def __init__(self) -> None:
        super().__init__(_("The end must be after the start."))


class PhaseNotEmpty(Refused):
    def __init__(self) -> None:
        super().__init__(_("There are activities in this phase. Move or delete them first."))


def check_dates(starts_at: datetime | None, ends_at: datetime | None) -> None:
    if starts_at is not None and ends_at is not None and ends_at <= starts_at:
        raise EndsBeforeStart


async def add_phase(
    *,
    project_id: int,
    names: Localized,
    descriptions: Localized,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> int:
    check_dates(starts_at, ends_at)
    phase_id: int = await value(
        "INSERT INTO phase (project, names, descriptions, starts_at, ends_at, position) VALUES ($1, $2, $3, $4, $5, "
        "(SELECT coalesce(max(position), 0) + 1 FROM phase WHERE project = $1)) RETURNING id",
        project_id,
        names,
        descriptions,
        starts_at,
        ends_at,
    )
    return phase_id


async def change_phase(
    *,
    project_id: int,
    phase_id: int,
    sent_version: str,
    names: Localized,
    descriptions: Localized,
    starts_at: datetime | None,
    ends_at: datetime | None,
) -> None:
    """Raises StaleForm, EndsBeforeStart."""
    check_dates(starts_at, ends_at)
    done = await row(
        "UPDATE phase SET names = $4, descriptions = $5, starts_at = $6, ends_at = $7, version = version + 1 "
        "WHERE project = $1 AND id = $2 AND version::text = $3 RETURNING id",
        project_id,
        phase_id,
        sent_version,
        names,
        descriptions,
        starts_at,
        ends_at,
    )
    if done is None:
        raise StaleForm


async def move_phase(*, project_id: int, phase_id: int, step: int) -> None:
    """`step` −1 is earlier, 1 is later; at the ends nothing happens."""
    found = await rows("SELECT id FROM phase WHERE project = $1 ORDER BY position, id FOR UPDATE", project_id)
    await put_in_order("phase", [each["id"] for each in found], phase_id, step)


async def delete_phase(*, project_id: int, phase_id: int) -> None:
    """Raises PhaseNotEmpty: what people wrote in it must not go with it."""
    if await value("SELECT EXISTS (SELECT 1 FROM activity WHERE phase = $1)", phase_id):
        raise PhaseNotEmpty
    await execute("DELETE FROM phase WHERE project = $1 AND id = $2", project_id, phase_id)


async def put_in_order(table: str, ids: list[int], moved: int, step: int) -> None:
    """Write positions 1, 2, 3 … after `moved` went one step."""
    if moved not in ids:
        return
    at = ids.index(moved)
    ids.insert(min(max(at + step, 0), len(ids) - 1), ids.pop(at))
    await execute(
        f"UPDATE {table} t SET position = o.n "
        "FROM unnest($1::bigint[]) WITH ORDINALITY o(id, n) WHERE t.id = o.id",
        ids,
    )
