"""Which courses there are, one of them, and its files."""

from pathlib import PurePosixPath

from academy.pages.finding import the_course
from academy.service.assignments import assigned_to
from academy.service.certificates import certificate_in, certificates_of
from academy.service.files import file_of
from academy.service.offers import text_in
from academy.service.progress import progress_in, progress_of
from academy.service.shelf import courses
from academy.words import LEVELS, ROLES
from core.sdk import ZONE, Answer, NotFound, Visit, get, page, person_of


@get("/manage/academy", action="academy.learn")
async def listed(visit: Visit) -> Answer:
    person = person_of(visit)
    everything = await courses()
    role = visit.query.get("role", "")
    shown = [each for each in everything if role not in ROLES or role in each.roles]
    asked = await assigned_to(person.id)
    return page(
        "academy/courses.html",
        levels=[(name, [each for each in shown if each.level == level]) for level, name in LEVELS.items()],
        roles=ROLES,
        role=role,
        progress=await progress_of(person_id=person.id, courses=everything),
        asked={key: day for key, day in asked.items() if key in {each.key for each in everything}},
        titles={each.key: each.title for each in everything},
        certificates=await certificates_of(person.id),
        today=visit.now.astimezone(ZONE).date(),
    )


@get("/manage/academy/courses/{key:str}", action="academy.learn")
async def show(visit: Visit, key: str) -> Answer:
    person, course = person_of(visit), await the_course(key)
    return page(
        "academy/course.html",
        course=course,
        texts=[(each, text_in(each, visit.locale)) for each in course.lessons],
        progress=await progress_in(person_id=person.id, course=course),
        due_on=(await assigned_to(person.id)).get(course.key),
        certificate=await certificate_in(person_id=person.id, course=course.key),
        levels=LEVELS,
        roles=ROLES,
    )


@get("/manage/academy/courses/{key:str}/files/{rest:path}", action="academy.learn")
async def file(visit: Visit, key: str, rest: PurePosixPath) -> Answer:
    """A picture, a film or its captions: only what the course names as its own."""
    found = await file_of(
        await the_course(key), str(rest).lstrip("/"), visit.request.headers.get("range", "")
    )
    if found is None:
        raise NotFound
    return found
