"""Badges and certificates: a course was finished. The only writer of `academy_certificate`."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from academy.loading import Course
from academy.refusals import NotFinished
from academy.service.progress import progress_in
from core.sdk import Localized, Person, execute, row, rows, value

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that looks like something else on paper
_GROUPS, _LENGTH = 4, 4  # 80 bits: nobody guesses one


@dataclass(frozen=True)
class Certificate:
    id: int
    course: str
    title: Localized
    name: str
    minutes: int
    code: str
    public: bool
    at: datetime

    @property
    def url(self) -> str:
        return f"/academy/certificate/{self.code}"


_SELECT = "SELECT id, course, title, name, minutes, code, public, at FROM academy_certificate"


async def award(*, person: Person, course: Course) -> None:
    """Where the course is finished. Once: the day and the name stay as they were."""
    if (await progress_in(person_id=person.id, course=course)).finished:
        await execute(
            "INSERT INTO academy_certificate (person, course, title, name, minutes, code) "
            "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (person, course) DO NOTHING",
            person.id,
            course.key,
            course.title,
            person.name,
            course.minutes,
            new_code(),
        )


def new_code() -> str:
    return "-".join(
        "".join(secrets.choice(_ALPHABET) for _each in range(_LENGTH)) for _group in range(_GROUPS)
    )


async def certificates_of(person_id: int) -> list[Certificate]:
    return [_made(each) for each in await rows(f"{_SELECT} WHERE person = $1 ORDER BY at DESC", person_id)]


async def certificate_in(*, person_id: int, course: str) -> Certificate | None:
    found = await row(f"{_SELECT} WHERE person = $1 AND course = $2", person_id, course)
    return _made(found) if found else None


async def public_certificate(code: str) -> Certificate | None:
    """What everybody may see who has the code. None: unknown, or its person keeps it private; nobody can tell which."""
    found = await row(f"{_SELECT} WHERE code = $1 AND public", code.strip().upper())
    return _made(found) if found else None


async def let_be_checked(*, person_id: int, course: str, public: bool) -> None:
    """Raises NotFinished."""
    done = await value(
        "UPDATE academy_certificate SET public = $3 WHERE person = $1 AND course = $2 RETURNING id",
        person_id,
        course,
        public,
    )
    if done is None:
        raise NotFinished


def _made(found: dict[str, Any]) -> Certificate:
    return Certificate(**{**found, "title": Localized.of(found["title"])})
