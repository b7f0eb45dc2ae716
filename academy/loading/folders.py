"""Courses from folders of an installed package."""

from pathlib import Path

from academy.loading.courses import read_course
from academy.loading.shape import Course, CourseFiles, Loaded, Mistake

TEXTS = (".md", ".toml", ".vtt")
OTHERS = (".png", ".jpg", ".jpeg", ".webp", ".svg", ".mp4", ".webm")
_BIGGEST_TEXT = 400_000


def load_courses(folder: Path, *, owner: str = "academy") -> Loaded:
    """Every course below `folder`, in order of level and `order`. Never raises for what stands in a file.

    >>> loaded = load_courses(Path("academy/courses"))
    >>> loaded.courses      # those that are right: each a Course with its lessons, quizzes and exercises
    >>> loaded.mistakes     # {"good-questions": (Mistake(file="01-why.nb.md", line=3, message="…"), …)}: these are left out
    """
    courses: list[Course] = []
    mistakes: dict[str, tuple[Mistake, ...]] = {}
    for each in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not each.is_dir() or each.name.startswith(("_", ".")):
            continue
        course, wrong = load_course(each, owner=owner)
        if course is None:
            mistakes[each.name] = wrong
        else:
            courses.append(course)
    levels = list(type(courses[0].level)) if courses else []
    courses.sort(key=lambda course: (levels.index(course.level), course.order, course.slug))
    return Loaded(tuple(courses), mistakes)


def load_course(folder: Path, *, owner: str = "academy") -> tuple[Course | None, tuple[Mistake, ...]]:
    """One course; None where something is wrong, with all that is."""
    return read_course(files_in(folder), owner=owner)


def files_in(folder: Path) -> CourseFiles:
    texts: dict[str, str] = {}
    others: set[str] = set()
    mistakes: list[Mistake] = []
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_symlink():
            mistakes.append(Mistake(name, 0, "is a link to somewhere else: put the file itself here"))
        elif not file.is_file() or "/." in f"/{name}":
            continue
        elif file.suffix in TEXTS:
            text = decoded(file.read_bytes()[: _BIGGEST_TEXT + 1])
            if text is None or len(text) > _BIGGEST_TEXT:
                mistakes.append(Mistake(name, 0, "is not a text in UTF-8, or is too large"))
            else:
                texts[name] = text
        elif file.suffix in OTHERS:
            others.add(name)
        else:
            mistakes.append(
                Mistake(name, 0, f"this kind of file has no place in a course: {' '.join((*TEXTS, *OTHERS))}")
            )
    return CourseFiles(folder.name, texts, frozenset(others), folder, tuple(mistakes))


def decoded(data: bytes) -> str | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text.replace("\r\n", "\n")
