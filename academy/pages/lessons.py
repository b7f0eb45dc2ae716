"""A lesson: read it, tick off its exercises, answer its quiz."""

from typing import Any

from academy.loading import Course, Lesson
from academy.pages.finding import the_lesson
from academy.quiz_form import answers_in, checked, quiz_form
from academy.service.certificates import award
from academy.service.offers import text_in
from academy.service.practice import practice_of
from academy.service.progress import answer_quiz, best_try, mark_done, progress_in, take_back
from core.sdk import Answer, Bound, NotFound, Redirect, Visit, _, get, page, person_of, post, redirect

_LESSON = "/manage/academy/courses/{key:str}/{lesson:str}"


@get(_LESSON, action="academy.learn")
async def show(visit: Visit, key: str, lesson: str) -> Answer:
    course, found = await the_lesson(key, lesson)
    return await _page(visit, course, found, None)


@post(_LESSON + "/done", action="academy.learn")
async def done(visit: Visit, key: str, lesson: str) -> Redirect:
    course, found = await the_lesson(key, lesson)
    person = person_of(visit)
    await mark_done(person_id=person.id, course=course, kind="lesson", name=found.slug)
    await award(person=person, course=course)
    return await _onwards(visit, course, found)


@post(_LESSON + "/exercises/{exercise:str}", action="academy.learn")
async def tick(visit: Visit, key: str, lesson: str, exercise: str) -> Redirect:
    """Ticked off, or taken back."""
    course, found = await the_lesson(key, lesson)
    person, is_done = person_of(visit), "done" in await visit.body()
    if exercise not in course.exercise_ids:
        raise NotFound
    write = mark_done if is_done else take_back
    await write(person_id=person.id, course=course, kind="exercise", name=exercise)
    await award(person=person, course=course)
    said = _("Ticked off.") if is_done else _("Not ticked off any more.")
    return redirect(f"{_url(course, found)}#exercise-{exercise}", toast=said)


@post(_LESSON + "/quiz", action="academy.learn")
async def answer(visit: Visit, key: str, lesson: str) -> Answer:
    course, found = await the_lesson(key, lesson)
    if found.quiz is None:
        raise NotFound
    person, form = person_of(visit), quiz_form(found.quiz, await visit.body())
    if form.errors:
        return await _page(visit, course, found, form)
    result = await answer_quiz(
        person_id=person.id, course=course, lesson=found, quiz=found.quiz, answers=answers_in(form)
    )
    await award(person=person, course=course)
    return page(
        "academy/quiz_result.html",
        course=course,
        lesson=found,
        text=text_in(found, visit.locale),
        result=result,
        checked=checked(found.quiz, form),
        progress=await progress_in(person_id=person.id, course=course),
    )


async def _page(visit: Visit, course: Course, lesson: Lesson, form: Bound[Any] | None) -> Answer:
    person, at = person_of(visit), course.lessons.index(lesson)
    return page(
        "academy/lesson.html",
        status=422 if form is not None else 200,
        course=course,
        lesson=lesson,
        text=text_in(lesson, visit.locale),
        url=_url(course, lesson),
        files=f"/manage/academy/courses/{course.key}/files",
        form=form or (quiz_form(lesson.quiz) if lesson.quiz else None),
        progress=await progress_in(person_id=person.id, course=course),
        best=await best_try(person_id=person.id, course=course, lesson=lesson) if lesson.quiz else None,
        practice=await practice_of(person.id),
        number_here=at + 1,
        before=course.lessons[at - 1] if at else None,
        after=course.lessons[at + 1] if at + 1 < len(course.lessons) else None,
    )


async def _onwards(visit: Visit, course: Course, lesson: Lesson) -> Redirect:
    """To the quiz where it waits, else to the next lesson, else to the course."""
    progress = await progress_in(person_id=person_of(visit).id, course=course)
    if lesson.quiz and not progress.has("quiz", lesson.slug):
        return redirect(f"{_url(course, lesson)}#quiz", toast=_("Read. The quiz is left."))
    if progress.finished:
        said = _("You have finished the course. Your certificate is here.")
        return redirect(f"/manage/academy/courses/{course.key}", toast=said)
    at = course.lessons.index(lesson)
    if at + 1 < len(course.lessons):
        return redirect(_url(course, course.lessons[at + 1]), toast=_("Done. Here is the next lesson."))
    return redirect(f"/manage/academy/courses/{course.key}", toast=_("Done."))


def _url(course: Course, lesson: Lesson) -> str:
    return f"/manage/academy/courses/{course.key}/{lesson.slug}"
