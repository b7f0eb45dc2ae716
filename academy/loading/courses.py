"""A whole course from its files; what is wrong in it, all at once."""

import re
from dataclasses import replace

from academy.loading.lessons import LessonRead, read_lesson
from academy.loading.quizzes import read_quiz
from academy.loading.shape import Course, CourseFiles, Lesson, LessonText, Level, Mistake, Quiz, Source
from academy.loading.tables import Reader, localized
from core.sdk import LOCALES

COURSE = "course.toml"
ROLES = ("moderator", "manager", "admin")
SLUG = re.compile(r"[a-z0-9](?:-?[a-z0-9]){1,59}\Z")
_LESSON = re.compile(r"(\d\d-[a-z0-9](?:-?[a-z0-9])*)\.([a-z]{2})\.md\Z")
_QUIZ = re.compile(r"(\d\d-[a-z0-9](?:-?[a-z0-9])*)\.quiz\.toml\Z")
_KNOWN = {"order", "level", "roles", "minutes", "languages", "title", "summary", "sources"}


def read_course(files: CourseFiles, *, owner: str = "academy") -> tuple[Course | None, tuple[Mistake, ...]]:
    """The course, or None with every mistake that was found."""
    mistakes = list(files.mistakes)
    if not SLUG.match(files.slug):
        mistakes.append(Mistake(files.slug, 0, "a course's folder is named with a-z, 0-9 and -"))
    if COURSE not in files.texts:
        mistakes.append(Mistake(COURSE, 0, "is missing"))
        return None, tuple(mistakes)
    reader = Reader(COURSE, files.texts[COURSE])
    if reader.mistakes:
        return None, (*mistakes, *reader.mistakes)
    course = _course(reader, files, owner, mistakes)
    mistakes += reader.mistakes
    return (None, tuple(mistakes)) if mistakes else (course, ())


def _course(reader: Reader, files: CourseFiles, owner: str, mistakes: list[Mistake]) -> Course:
    reader.known(_KNOWN)
    languages = reader.words_at("languages", known=set(LOCALES))
    level = reader.text_at("level")
    if level not in set(Level):
        reader.wrong("level", f"level is one of {', '.join(Level)}")
        level = Level.BEGINNER
    unplaced = Course(
        slug=files.slug,
        title=localized(reader, reader.table.get("title"), "title", languages),
        summary=localized(reader, reader.table.get("summary"), "summary", languages),
        level=Level(level),
        roles=reader.words_at("roles", known=set(ROLES)),
        minutes=reader.number_at("minutes", least=1, most=240),
        languages=languages or ("nb",),
        order=reader.number_at("order", least=0, most=10_000),
        lessons=(),
        sources=_sources(reader),
        files=files,
        owner=owner,
    )
    lessons = _lessons(unplaced, mistakes)
    _unique_exercises(lessons, mistakes)
    return replace(unplaced, lessons=lessons)


def _sources(reader: Reader) -> tuple[Source, ...]:
    made: list[Source] = []
    given = reader.table.get("sources", [])
    for nth, each in enumerate(given if isinstance(given, list) else [None]):
        title, url = (each.get("title", ""), each.get("url", "")) if isinstance(each, dict) else ("", "")
        if not (isinstance(title, str) and title and isinstance(url, str)):
            reader.wrong("sources", "each of [[sources]] has a title and may have a url", nth)
        elif url and not url.startswith("https://"):
            reader.wrong("sources", f"url begins with https:// – not {url!r}", nth)
        else:
            made.append(Source(title, url))
    return tuple(made)


def _lessons(course: Course, mistakes: list[Mistake]) -> tuple[Lesson, ...]:
    base = f"/manage/academy/courses/{course.key}/files"
    reads: dict[str, dict[str, LessonRead]] = {}
    for name in sorted(course.files.texts):
        found = _LESSON.match(name)
        if found and found[2] in course.languages:
            read = read_lesson(name, course.files, language=found[2], base=base)
            mistakes += read.mistakes
            reads.setdefault(found[1], {})[found[2]] = read
        elif name.endswith(".md") and name.lower() != "readme.md":
            mistakes.append(
                Mistake(
                    name,
                    0,
                    f"a lesson is named 01-its-name.{course.languages[0]}.md, in one of the course's languages",
                )
            )
    quizzes = _quizzes(course, set(reads), mistakes)
    if not reads:
        mistakes.append(Mistake(COURSE, 0, "the course has no lessons"))
    return tuple(_lesson(slug, reads[slug], course, quizzes.get(slug), mistakes) for slug in sorted(reads))


def _lesson(
    slug: str, read: dict[str, LessonRead], course: Course, quiz: Quiz | None, mistakes: list[Mistake]
) -> Lesson:
    missing = [each for each in course.languages if each not in read]
    mistakes += [Mistake(f"{slug}.{each}.md", 0, "is missing") for each in missing]
    texts: dict[str, LessonText] = {lang: each.text for lang, each in read.items() if each.text}
    ids = {lang: [each.id for each in text.exercises] for lang, text in texts.items()}
    first = next(iter(ids), "")
    for lang, given in ids.items():
        if given != ids[first]:
            mistakes.append(
                Mistake(
                    f"{slug}.{lang}.md",
                    0,
                    f"has other exercises, or in another order, than {slug}.{first}.md",
                )
            )
    places = dict.fromkeys(place for each in read.values() for place in each.offered_at)
    return Lesson(slug, texts, quiz, tuple(places))


def _quizzes(course: Course, lessons: set[str], mistakes: list[Mistake]) -> dict[str, Quiz]:
    found: dict[str, Quiz] = {}
    for name in sorted(course.files.texts):
        if not name.endswith(".toml") or name == COURSE:
            continue
        named = _QUIZ.match(name)
        if not named or named[1] not in lessons:
            mistakes.append(Mistake(name, 0, "belongs to no lesson: a quiz is named 01-its-lesson.quiz.toml"))
            continue
        quiz, wrong = read_quiz(name, course.files.texts[name], course.languages)
        mistakes += wrong
        if quiz is not None:
            found[named[1]] = quiz
    return found


def _unique_exercises(lessons: tuple[Lesson, ...], mistakes: list[Mistake]) -> None:
    seen: set[str] = set()
    for lesson in lessons:
        for text in list(lesson.texts.values())[:1]:
            for each in text.exercises:
                if each.id in seen:
                    mistakes.append(
                        Mistake(
                            f"{lesson.slug}.{text.language}.md",
                            0,
                            f"the exercise {each.id!r} stands twice in the course",
                        )
                    )
                seen.add(each.id)
