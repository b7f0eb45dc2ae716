"""Every morning: proposals whose time is over, and reminders to those who must check or bring to a decision."""

from datetime import date
from typing import Any

from core.sdk import (
    Daily,
    Place,
    Text,
    execute,
    job,
    place_of_activity,
    rows,
    site,
    value,
)
from plugins.proposals.days import day_of
from plugins.proposals.states import Stage
from plugins.proposals.steps import Locked, lock, move
from plugins.proposals.telling import tell_listeners, tell_proposers, tell_staff
from plugins.proposals.words import CHECK_LATE, CHECK_SOON, COUNCIL_LATE, COUNCIL_SOON, EXPIRED

CHECK_DAYS = (3, 0)  # days before the limit on which staff are reminded
COUNCIL_DAYS = (60, 30, 14, 7, 0)
_WEEK = 7
_DUE = """
    SELECT c.id, c.activity, k.stage, k.reminded, k.check_due, k.council_due, k.collect_until <= now() AS over
    FROM proposals_case k JOIN contribution c ON c.id = k.contribution
    WHERE (k.stage = 'collecting' AND k.collect_until <= now())
        OR (k.stage = 'received' AND k.check_due IS NOT NULL)
        OR (k.stage IN ('reached', 'sent') AND k.council_due IS NOT NULL AND k.clock_note = '')
    ORDER BY c.id
"""


@job("proposals.clock", schedule=Daily(hour=6))
async def wind_clock() -> None:
    """Safe to run twice: each reminder leaves its mark, and an expired proposal is expired."""
    today = day_of(await value("SELECT now()"))
    for due in await rows(_DUE):
        place = await place_of_activity(await site(), due["activity"])
        if place is not None:
            await _wind(place, due, today)


async def _wind(place: Place, due: dict[str, Any], today: date) -> None:
    case = await lock(place=place, proposal_id=due["id"])
    if case.stage is Stage.COLLECTING:
        await _expire(place, case)
    elif case.stage is Stage.RECEIVED:
        await _remind(place, case, due, due["check_due"], today)
    else:
        await _remind(place, case, due, due["council_due"], today)


async def _expire(place: Place, case: Locked) -> None:
    await move(case=case, to=Stage.EXPIRED, by=None)
    await tell_proposers(place=place, case=case, title=EXPIRED)
    await tell_listeners(place=place, case=case, title=EXPIRED)


async def _remind(place: Place, case: Locked, due: dict[str, Any], limit: date, today: date) -> None:
    check = case.stage is Stage.RECEIVED
    step = step_of(limit, today, CHECK_DAYS if check else COUNCIL_DAYS)
    mark = f"{'check' if check else 'council'}:{limit}:{step}"
    if step is None or due["reminded"] == mark:
        return
    await execute("UPDATE proposals_case SET reminded = $2 WHERE id = $1", case.id, mark)
    said: Text = (
        (CHECK_LATE if check else COUNCIL_LATE) if today > limit else (CHECK_SOON if check else COUNCIL_SOON)
    )
    await tell_staff(place=place, case=case, title=said.format(title=case.title, date=limit))


def step_of(limit: date, today: date, days: tuple[int, ...]) -> int | None:
    """Which reminder it is time for: the nearest that has begun; after the limit one each week, counted downwards."""
    left = (limit - today).days
    if left < 0:
        return -1 - (-left - 1) // _WEEK
    begun = [day for day in days if left <= day]
    return min(begun) if begun else None


def overdue_at(limit: date | None, today: date) -> bool:
    return limit is not None and today > limit
