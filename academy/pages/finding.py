"""What the address names, or 404."""

from academy.loading import Course, Lesson
from academy.service.shelf import course_named
from core.sdk import NotFound


async def the_course(key: str) -> Course:
    course = await course_named(key)
    if course is None:
        raise NotFound
    return course


async def the_lesson(key: str, slug: str) -> tuple[Course, Lesson]:
    course = await the_course(key)
    lesson = course.lesson(slug)
    if lesson is None:
        raise NotFound
    return course, lesson
