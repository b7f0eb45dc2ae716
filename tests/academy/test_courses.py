"""The eight courses that are shipped: whole in both languages, as long as they say, true to the product and to their sources."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from academy.loading import Course, Lesson, load_courses

ROOT = Path(__file__).parents[2]
COURSES = ROOT / "academy" / "courses"
SLUGS = {
    *("getting-started", "planning", "seldom-heard", "good-surveys", "participatory-budgeting"),
    *("workshops-and-deliberation", "from-contributions-to-decisions", "accessibility-privacy-law"),
}
METHODS = ("ideas", "survey", "voting", "deliberation", "proposals", "workshops", "information")
PLACES = {
    *("manage", "project.new", "project.plan", "moderation", "insights", "reports", "dashboards"),
    *("representation", "followup", "opendata", "settings", "people"),
    *(f"{method}.{page}" for method in METHODS for page in ("new", "manage")),
}
WORDS_A_MINUTE = 180
QUESTION, EXERCISE = 0.5, 5  # minutes for a question, and for a task in the practice project
ACTS = (
    *("grunnloven", "kommuneloven", "plan- og bygningsloven", "forvaltningsloven", "offentleglova"),
    *("personopplysningsloven", "diskrimineringsloven", "språklova", "sameloven"),
)
LOADED = load_courses(COURSES)


def _lessons() -> Iterator[tuple[Course, Lesson]]:
    for course in LOADED.courses:
        for lesson in course.lessons:
            yield course, lesson


LESSONS = [pytest.param(*each, id=f"{each[0].slug}/{each[1].slug}") for each in _lessons()]
COURSE = [pytest.param(course, id=course.slug) for course in LOADED.courses]
each_lesson = pytest.mark.parametrize(("course", "lesson"), LESSONS)
each_course = pytest.mark.parametrize("course", COURSE)


def _text(course: Course, lesson: Lesson, language: str) -> str:
    """The lesson's Markdown without its front matter."""
    return course.files.texts[f"{lesson.slug}.{language}.md"].split("+++", 2)[2]


def _words(text: str) -> int:
    return len(re.findall(r"\w+(?:[-'’]\w+)*", re.sub(r"\]\([^)]*\)", "]", text)))


def test_the_courses_that_are_shipped_are_all_right() -> None:
    assert {course.slug for course in LOADED.courses} == SLUGS
    assert not LOADED.mistakes


@each_course
def test_a_course_is_whole_in_both_languages_and_takes_20_to_40_minutes(course: Course) -> None:
    assert course.languages == ("nb", "en")
    assert 4 <= len(course.lessons) <= 7
    assert 20 <= course.minutes <= 40
    said = sum(lesson.texts["nb"].minutes for lesson in course.lessons) + EXERCISE * len(course.exercise_ids)
    assert course.minutes == said
    assert len(course.exercise_ids) >= 1


@each_course
def test_a_course_names_its_sources(course: Course) -> None:
    assert len(course.sources) >= 4
    assert any(source.url for source in course.sources)


@each_course
def test_every_act_that_a_course_names_is_among_its_sources(course: Course) -> None:
    sources = " ".join(source.title.lower() for source in course.sources)
    text = " ".join(_text(course, lesson, "nb").lower() for lesson in course.lessons)
    named = {act for act in ACTS if re.search(rf"{re.escape(act)}[^.\n]{{0,40}}(?:§|kapittel)", text)}
    assert {act for act in named if act not in sources} == set()


@each_lesson
def test_a_lesson_takes_the_minutes_it_says(course: Course, lesson: Lesson) -> None:
    asked = len(lesson.quiz.questions) if lesson.quiz else 0
    for language in course.languages:
        expected = _words(_text(course, lesson, language)) / WORDS_A_MINUTE + QUESTION * asked
        minutes = lesson.texts[language].minutes
        assert 0.6 * expected <= minutes <= 1.4 * expected
        assert 4 <= minutes <= 7


@each_lesson
def test_a_lesson_is_the_same_in_both_languages(course: Course, lesson: Lesson) -> None:
    shapes = [
        len(re.findall(pattern, _text(course, lesson, language), flags=re.MULTILINE))
        for pattern in (r"^## ", r"^\|", r"^:::exercise", r"^> ", r"^(?:- |\d+\. )")
        for language in course.languages
    ]
    assert shapes[::2] == shapes[1::2]
    longer, shorter = sorted((_words(_text(course, lesson, "nb")), _words(_text(course, lesson, "en"))))[::-1]
    assert longer < 1.3 * shorter


@each_lesson
def test_a_quiz_has_three_to_five_questions_each_with_a_right_and_a_wrong_answer(
    course: Course, lesson: Lesson
) -> None:
    assert lesson.quiz is not None
    assert 3 <= len(lesson.quiz.questions) <= 5
    for question in lesson.quiz.questions:
        assert question.right
        assert len(question.right) < len(question.options)
        assert (len(question.right) == 1) or question.several


@each_lesson
def test_a_lesson_is_offered_where_there_is_such_a_place(course: Course, lesson: Lesson) -> None:
    assert set(lesson.offered_at) <= PLACES, course.slug


def test_each_method_has_a_lesson_where_it_is_made() -> None:
    offered = {place for _, lesson in _lessons() for place in lesson.offered_at}
    assert offered >= {f"{method}.new" for method in METHODS}
    assert offered >= {"insights", "reports", "moderation", "project.new", "manage"}


@each_lesson
def test_links_inside_lead_to_the_practice_project_or_to_other_sites(course: Course, lesson: Lesson) -> None:
    for language in course.languages:
        for target in re.findall(r"\]\(([^)]*)\)", _text(course, lesson, language)):
            assert target == "practice:" or target.startswith("https://")


def _catalogues() -> tuple[set[str], set[str]]:
    """What the product says, in English and in bokmål."""
    english, norwegian = set[str](), set[str]()
    for file in (*ROOT.glob("core/locale/nb/*/*.po"), *ROOT.glob("plugins/*/locale/nb/*/*.po")):
        with file.open("rb") as stream:
            for message in read_po(stream):
                english |= {message.id} if isinstance(message.id, str) else set(message.id)
                norwegian |= (
                    {message.string} if isinstance(message.string, str) else set(message.string or ())
                )
    return english, norwegian


@pytest.fixture(scope="module")
def said() -> dict[str, set[str]]:
    english, norwegian = _catalogues()
    return {"en": english, "nb": norwegian}


@each_lesson
def test_what_stands_in_bold_is_what_the_product_calls_it(
    course: Course, lesson: Lesson, said: dict[str, set[str]]
) -> None:
    for language in course.languages:
        bold = set(re.findall(r"\*\*(.+?)\*\*", _text(course, lesson, language)))
        assert bold - {"Se etter:", "Look for:"} <= said[language]
