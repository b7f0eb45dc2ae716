"""How far people are, counted from what they have done. The only writer of `academy_step` and `academy_try`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from academy.loading import Course, Lesson, Quiz
from core.sdk import execute, row, rows

_PASS = 0.8


@dataclass(frozen=True)
class Progress:
    """What one person has done of one course. Steps that the course no longer has do not count."""

    course: Course
    done: frozenset[tuple[str, str]]
    began_at: datetime | None = None

    def has(self, kind: str, name: str) -> bool:
        return (kind, name) in self.done

    def lesson_done(self, lesson: Lesson) -> bool:
        return self.has("lesson", lesson.slug) and (lesson.quiz is None or self.has("quiz", lesson.slug))

    @property
    def total(self) -> int:
        return len(steps_of_course(self.course))

    @property
    def so_far(self) -> int:
        return len(self.done & steps_of_course(self.course))

    @property
    def percent(self) -> int:
        return 100 * self.so_far // self.total if self.total else 0

    @property
    def finished(self) -> bool:
        return self.so_far == self.total

    @property
    def begun(self) -> bool:
        return self.so_far > 0

    @property
    def next(self) -> Lesson | None:
        """The first lesson that is not done, for a button to go on."""
        return next((each for each in self.course.lessons if not self.lesson_done(each)), None)


def steps_of_course(course: Course) -> frozenset[tuple[str, str]]:
    lessons = {("lesson", each.slug) for each in course.lessons}
    quizzes = {("quiz", each.slug) for each in course.lessons if each.quiz}
    return frozenset(lessons | quizzes | {("exercise", each) for each in course.exercise_ids})


async def progress_of(*, person_id: int, courses: Iterable[Course]) -> dict[str, Progress]:
    """By the course's key, in one query."""
    wanted = {each.key: each for each in courses}
    found = await rows(
        "SELECT course, kind, name, at FROM academy_step WHERE person = $1 AND course = ANY($2::text[])",
        person_id,
        list(wanted),
    )
    made: dict[str, Progress] = {}
    for key, course in wanted.items():
        own = [each for each in found if each["course"] == key]
        done = frozenset((each["kind"], each["name"]) for each in own)
        made[key] = Progress(course, done, min((each["at"] for each in own), default=None))
    return made


async def progress_in(*, person_id: int, course: Course) -> Progress:
    return (await progress_of(person_id=person_id, courses=[course]))[course.key]


async def mark_done(*, person_id: int, course: Course, kind: str, name: str) -> None:
    """Safe to say twice. What the course does not have is not written."""
    if (kind, name) in steps_of_course(course):
        await execute(
            "INSERT INTO academy_step (person, course, kind, name) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            person_id,
            course.key,
            kind,
            name,
        )


async def take_back(*, person_id: int, course: Course, kind: str, name: str) -> None:
    await execute(
        "DELETE FROM academy_step WHERE person = $1 AND course = $2 AND kind = $3 AND name = $4",
        person_id,
        course.key,
        kind,
        name,
    )


@dataclass(frozen=True)
class QuizResult:
    right: int
    questions: int

    @property
    def passed(self) -> bool:
        return self.right >= self.questions * _PASS


async def answer_quiz(
    *, person_id: int, course: Course, lesson: Lesson, quiz: Quiz, answers: dict[str, frozenset[str]]
) -> QuizResult:
    """Counts the right ones, remembers the try, and where it was passed, that it was."""
    right = sum(answers.get(each.id, frozenset()) == each.right for each in quiz.questions)
    result = QuizResult(right, len(quiz.questions))
    await execute(
        "INSERT INTO academy_try (person, course, lesson, right_ones, questions) VALUES ($1, $2, $3, $4, $5)",
        person_id,
        course.key,
        lesson.slug,
        result.right,
        result.questions,
    )
    if result.passed:
        await mark_done(person_id=person_id, course=course, kind="quiz", name=lesson.slug)
    return result


async def best_try(*, person_id: int, course: Course, lesson: Lesson) -> QuizResult | None:
    found = await row(
        "SELECT right_ones, questions FROM academy_try WHERE person = $1 AND course = $2 AND lesson = $3 "
        "ORDER BY right_ones::float / questions DESC LIMIT 1",
        person_id,
        course.key,
        lesson.slug,
    )
    return QuizResult(found["right_ones"], found["questions"]) if found else None
