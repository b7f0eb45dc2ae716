"""Every morning: whoever was asked to take a course is reminded before the day, on it, and each week after it."""

from datetime import datetime
from typing import Any

from academy.service.progress import progress_in
from academy.service.shelf import courses
from core.sdk import ZONE, Daily, _, execute, job, notify, rows, say_date, value

_NEAR = (7, 1)  # days before
_WEEK = 7
_DUE = """
    SELECT id, person, course, due_on, reminded FROM academy_assignment
    WHERE due_on IS NOT NULL AND due_on <= $1::date + 7 ORDER BY id FOR UPDATE
"""


@job("academy.remind", schedule=Daily(hour=6, minute=40))
async def remind() -> None:
    """Safe to run twice: each reminder is sent once. Nobody is reminded of what is finished, or of a course that is gone."""
    now: datetime = await value("SELECT now()")
    today = now.astimezone(ZONE).date()
    known = {each.key: each for each in await courses()}
    for due in await rows(_DUE, today):
        course = known.get(due["course"])
        step = _step((due["due_on"] - today).days)
        if course is None or step <= due["reminded"]:
            continue
        if not (await progress_in(person_id=due["person"], course=course)).finished:
            await _tell(due, str(course.title), late=due["due_on"] < today)
        await execute("UPDATE academy_assignment SET reminded = $2 WHERE id = $1", due["id"], step)


def _step(left: int) -> int:
    """0: nothing yet. 1 and 2: it is near. From 3 on: the day has passed, one more each week."""
    if left < 0:
        return len(_NEAR) + 1 + (-left - 1) // _WEEK
    return sum(left <= days for days in _NEAR)


async def _tell(due: dict[str, Any], title: str, *, late: bool) -> None:
    said = (
        _("The course “{course}” was to be finished by {day}")
        if late
        else _("Finish the course “{course}” by {day}")
    )
    await notify(
        person_ids=[due["person"]],
        kind="assigned",
        title=said.format(course=title, day=say_date(due["due_on"])),
        url=f"/manage/academy/courses/{due['course']}",
    )
