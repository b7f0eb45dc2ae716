"""The right lesson in the right place. The only writer of `academy_put_away`."""

from collections.abc import Sequence
from dataclasses import dataclass

from academy.loading import Course, Lesson, LessonText
from academy.service.shelf import courses
from core.sdk import Person, current_locale, execute, fallbacks, rows


@dataclass(frozen=True)
class Offer:
    course: Course
    lesson: Lesson

    @property
    def key(self) -> str:
        return f"{self.course.key}/{self.lesson.slug}"

    @property
    def text(self) -> LessonText:
        return text_in(self.lesson, current_locale())

    @property
    def url(self) -> str:
        return f"/manage/academy/courses/{self.course.key}/{self.lesson.slug}"


def text_in(lesson: Lesson, locale: str) -> LessonText:
    """In the reader's language, or the nearest that is written."""
    wanted = [*fallbacks(locale), *lesson.texts]
    return next(lesson.texts[each] for each in wanted if each in lesson.texts)


async def offer_for(*, person: Person, names: Sequence[str]) -> Offer | None:
    """The first lesson that belongs here and that this person has neither done nor put away. One query, where there is any."""
    here = [
        Offer(course, lesson)
        for name in names
        for course in await courses()
        for lesson in course.lessons
        if name in lesson.offered_at
    ]
    if not here:
        return None
    gone = await rows(
        "SELECT lesson FROM academy_put_away WHERE person = $1 "
        "UNION ALL SELECT course || '/' || name FROM academy_step WHERE person = $1 AND kind = 'lesson'",
        person.id,
    )
    seen = {each["lesson"] for each in gone}
    return next((each for each in here if each.key not in seen), None)


async def put_away(*, person: Person, key: str) -> None:
    sql = "INSERT INTO academy_put_away (person, lesson) VALUES ($1, $2) ON CONFLICT DO NOTHING"
    await execute(sql, person.id, key[:220])


async def take_out_again(*, person: Person) -> None:
    """All offers are shown again."""
    await execute("DELETE FROM academy_put_away WHERE person = $1", person.id)
