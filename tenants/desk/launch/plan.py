"""The launch plan of a place: one list that expert and municipality both see and tick. The only writer of its tables."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.db import execute, row, rows
from core.i18n import Text, _
from core.text import Refused, clean_line
from tenants.desk.launch.steps import AFTER_LAUNCH_DAYS, EXPERT, MUNICIPALITY, STEPS, TITLES

SHORTEST = timedelta(weeks=1)


class TooSoon(Refused):
    field = "launch_on"

    def __init__(self) -> None:
        super().__init__(_("There must be at least a week from signing to launch."))


@dataclass(frozen=True, slots=True)
class PlanStep:
    id: int
    title: Text | str
    side: str
    owner_name: str
    due_on: date
    done: bool
    done_by: str

    def late(self, today: date) -> bool:
        return not self.done and self.due_on < today


@dataclass(frozen=True, slots=True)
class Launch:
    signed_on: date
    launch_on: date
    steps: list[PlanStep]

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)

    @property
    def next(self) -> PlanStep | None:
        return next((step for step in self.steps if not step.done), None)

    @property
    def weeks(self) -> int:
        return (self.launch_on - self.signed_on).days // 7

    def week_of(self, step: PlanStep) -> int:
        """Counted from signing, the first is 1."""
        return max(0, (step.due_on - self.signed_on).days) // 7 + 1


async def make_plan(*, tenant_id: str, signed_on: date, launch_on: date) -> None:
    """A new one, or the open steps moved to a new day: what is done, by whom, and steps of one's own stay. Raises TooSoon."""
    if launch_on - signed_on < SHORTEST:
        raise TooSoon
    await execute(
        "INSERT INTO tenants_launch (tenant, signed_on, launch_on) VALUES ($1, $2, $3) "
        "ON CONFLICT (tenant) DO UPDATE SET signed_on = excluded.signed_on, launch_on = excluded.launch_on",
        tenant_id,
        signed_on,
        launch_on,
    )
    there = {
        each["key"] for each in await rows("SELECT key FROM tenants_launch_step WHERE tenant = $1", tenant_id)
    }
    for step in STEPS:
        due = signed_on + timedelta(days=round((launch_on - signed_on).days * step.part))
        due += timedelta(days=AFTER_LAUNCH_DAYS.get(step.key, 0))
        if step.key not in there:
            await _insert(tenant_id, step.key, "", step.side, "", due)
        else:
            await execute(
                "UPDATE tenants_launch_step SET due_on = $3 WHERE tenant = $1 AND key = $2 AND done_at IS NULL",
                tenant_id,
                step.key,
                due,
            )


async def launch_of(tenant_id: str) -> Launch | None:
    found = await row("SELECT signed_on, launch_on FROM tenants_launch WHERE tenant = $1", tenant_id)
    if found is None:
        return None
    steps = await rows("SELECT * FROM tenants_launch_step WHERE tenant = $1 ORDER BY due_on, id", tenant_id)
    return Launch(found["signed_on"], found["launch_on"], [_step(each) for each in steps])


async def add_step(*, tenant_id: str, title: str, side: str, owner_name: str, due_on: date) -> None:
    kind = EXPERT if side == EXPERT else MUNICIPALITY
    await _insert(tenant_id, "", clean_line(title)[:200], kind, clean_line(owner_name)[:120], due_on)


async def change_step(
    *, tenant_id: str, step_id: int, done: bool | None, owner_name: str | None, due_on: date | None, by: str
) -> bool:
    """What is None stays as it is. Only a step of that place."""
    return bool(
        await execute(
            "UPDATE tenants_launch_step SET owner_name = coalesce($3, owner_name), due_on = coalesce($4, due_on), "
            "done_at = CASE WHEN $5::boolean IS NULL THEN done_at WHEN $5 THEN coalesce(done_at, now()) END, "
            "done_by = CASE WHEN $5::boolean IS NULL THEN done_by WHEN $5 THEN $6 ELSE '' END "
            "WHERE id = $1 AND tenant = $2",
            step_id,
            tenant_id,
            clean_line(owner_name)[:120] if owner_name is not None else None,
            due_on,
            done,
            by[:120],
        )
    )


async def _insert(tenant_id: str, key: str, title: str, side: str, owner: str, due: date) -> None:
    await execute(
        "INSERT INTO tenants_launch_step (tenant, key, title, side, owner_name, due_on) VALUES ($1, $2, $3, $4, $5, $6)",
        tenant_id,
        key,
        title,
        side,
        owner,
        due,
    )


def _step(found: dict[str, Any]) -> PlanStep:
    return PlanStep(
        id=found["id"],
        title=TITLES.get(found["key"]) or found["title"],
        side=found["side"],
        owner_name=found["owner_name"],
        due_on=found["due_on"],
        done=found["done_at"] is not None,
        done_by=found["done_by"],
    )
