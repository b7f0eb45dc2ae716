"""What administrators ask of their staff, and how far everybody is. The only writer of `academy_assignment`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from academy.loading import Course
from academy.refusals import DayPassed, NobodyChosen
from academy.service.progress import Progress
from core.sdk import Person, _, execute, notify, rows, say_date, value

_STAFF = """
    SELECT p.id, p.name, p.role FROM person p
    WHERE p.closed_at IS NULL AND p.expert_id IS NULL
      AND (p.role <> 'participant' OR EXISTS (SELECT 1 FROM project_role r WHERE r.person = p.id))
    ORDER BY lower(p.name), p.id LIMIT 1000
"""


@dataclass(frozen=True)
class Assignment:
    person_id: int
    course: str
    due_on: date | None


@dataclass(frozen=True)
class StaffLine:
    """One colleague: what was asked, begun and finished."""

    person_id: int
    name: str
    role: str
    asked: tuple[Assignment, ...]
    progress: dict[str, Progress]

    @property
    def finished(self) -> int:
        return sum(each.finished for each in self.progress.values())

    @property
    def begun(self) -> int:
        return sum(each.begun and not each.finished for each in self.progress.values())

    def overdue(self, today: date) -> list[Assignment]:
        return [
            each
            for each in self.asked
            if each.due_on and each.due_on < today and not self._finished(each.course)
        ]

    def _finished(self, course: str) -> bool:
        return course in self.progress and self.progress[course].finished


async def staff_names() -> list[dict[str, Any]]:
    return await rows(_STAFF)


async def staff_lines(courses: Sequence[Course]) -> list[StaffLine]:
    """Three queries, however many colleagues and courses there are."""
    people = await staff_names()
    by_key = {each.key: each for each in courses}
    steps = await rows("SELECT person, course, kind, name, at FROM academy_step")
    asked = await rows("SELECT person, course, due_on FROM academy_assignment ORDER BY due_on NULLS LAST, id")
    done: dict[tuple[int, str], set[tuple[str, str]]] = {}
    for each in steps:
        done.setdefault((each["person"], each["course"]), set()).add((each["kind"], each["name"]))
    return [
        StaffLine(
            one["id"],
            one["name"],
            one["role"],
            tuple(
                Assignment(each["person"], each["course"], each["due_on"])
                for each in asked
                if each["person"] == one["id"] and each["course"] in by_key
            ),
            {
                key: Progress(course, frozenset(done[one["id"], key]))
                for key, course in by_key.items()
                if (one["id"], key) in done
            },
        )
        for one in people
    ]


async def assigned_to(person_id: int) -> dict[str, date | None]:
    found = await rows(
        "SELECT course, due_on FROM academy_assignment WHERE person = $1 ORDER BY due_on NULLS LAST",
        person_id,
    )
    return {each["course"]: each["due_on"] for each in found}


async def assign(
    *, course: Course, person_ids: Iterable[int], due_on: date | None, today: date, by: Person
) -> int:
    """Only staff can be asked. Who is asked again gets the new day. How many were told. Raises NobodyChosen, DayPassed."""
    known = {each["id"] for each in await staff_names()}
    people = sorted({*person_ids} & known)
    if not people:
        raise NobodyChosen
    if due_on is not None and due_on < today:
        raise DayPassed
    for person_id in people:
        await execute(
            "INSERT INTO academy_assignment (person, course, due_on, by) VALUES ($1, $2, $3, $4) "
            "ON CONFLICT (person, course) DO UPDATE SET due_on = excluded.due_on, by = excluded.by, reminded = 0",
            person_id,
            course.key,
            due_on,
            by.id,
        )
    title = _("You are asked to take the course “{course}”").format(course=course.title)
    body = _("By {day}.").format(day=say_date(due_on)) if due_on else ""
    await notify(
        person_ids=people,
        kind="assigned",
        title=title,
        body=body,
        url=f"/manage/academy/courses/{course.key}",
    )
    return len(people)


async def unassign(*, course: str, person_id: int) -> bool:
    sql = "DELETE FROM academy_assignment WHERE course = $1 AND person = $2 RETURNING id"
    return await value(sql, course, person_id) is not None
