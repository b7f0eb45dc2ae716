"""Every morning: those responsible are reminded of what was promised, before the day and after it."""

from datetime import date
from typing import Any

from core.sdk import Daily, Localized, _, execute, job, rows, say_date, value
from plugins.followup.days import day_of
from plugins.followup.telling import tell_staff

_SOON = (14, 3)  # days before
_WEEK = 7
_DUE = """
    SELECT f.id, f.project, f.text, f.due_on, f.reminded, p.titles,
      coalesce(f.responsible, p.contact_person) AS one
    FROM followup_promise f JOIN project p ON p.id = f.project
    WHERE f.state = 'open' AND p.state = 'published' AND f.due_on <= $1::date + 14 ORDER BY f.due_on, f.id FOR UPDATE OF f
"""
_MANAGERS = """
    SELECT person FROM project_role WHERE project_id = $1 AND role = 'manager'
    UNION SELECT id FROM person WHERE role IN ('manager', 'admin') AND closed_at IS NULL AND blocked_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM project_role WHERE project_id = $1 AND role = 'manager')
"""


@job("followup.remind", schedule=Daily(hour=6, minute=20))
async def remind() -> None:
    """Safe to run twice: each step of reminding is done once. Overdue: the day after, then each week."""
    today = day_of(await value("SELECT now()"))
    for due in await rows(_DUE, today):
        step = step_of(due["due_on"], today)
        if step > due["reminded"]:
            await _tell(due, today)
            await execute("UPDATE followup_promise SET reminded = $2 WHERE id = $1", due["id"], step)


def step_of(due_on: date, today: date) -> int:
    """0: nothing yet. 1 and 2: it is near. From 3 on: the day has passed, one more each week."""
    left = (due_on - today).days
    if left < 0:
        return len(_SOON) + 1 + (-left - 1) // _WEEK
    return sum(left <= days for days in _SOON)


async def _tell(due: dict[str, Any], today: date) -> None:
    """The one who is responsible, else the project's contact person; overdue, or without any of them, its managers too."""
    late = due["due_on"] < today
    people = {due["one"]} - {None}
    if late or not people:
        people |= {each["person"] for each in await rows(_MANAGERS, due["project"])}
    said = (
        _("Overdue since {day}: a promise in “{project}”") if late else _("Promised by {day} in “{project}”")
    )
    title = said.format(day=say_date(due["due_on"]), project=Localized.of(due["titles"]))
    await tell_staff(person_ids=people, title=title, body=due["text"], project_id=due["project"])
