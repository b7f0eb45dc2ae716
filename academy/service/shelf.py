"""Which courses there are: shipped here, brought by plugins that are on, and the municipality's own."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from academy.loading import Course, CourseFiles, Level, Loaded, Mistake, load_courses
from academy.loading.courses import read_course
from core.sdk import courses_of_plugins, rows

FOLDER = Path(__file__).parent.parent / "courses"
OWN = "own"
_own: dict[tuple[str, int, int], Course | None] = {}  # texts parsed once: (slug, hash of the texts, version)
_MOST_KEPT = 200


@cache
def shelf_of(folder: Path, owner: str) -> Loaded:
    """Read once in a process; a new version of a package is a new process."""
    return load_courses(folder, owner=owner)


async def courses() -> tuple[Course, ...]:
    """All that can be taken here, by level and order."""
    installed = [each for folder, owner in await _folders() for each in shelf_of(folder, owner).courses]
    levels = list(Level)
    everything = [*installed, *await own_courses()]
    return tuple(
        sorted(everything, key=lambda course: (levels.index(course.level), course.order, course.key))
    )


async def course_named(key: str) -> Course | None:
    return next((each for each in await courses() if each.key == key), None)


async def mistakes() -> Mapping[str, tuple[Mistake, ...]]:
    """By owner and folder: courses that are left out, and why."""
    found: dict[str, tuple[Mistake, ...]] = {}
    for folder, owner in await _folders():
        found |= {f"{owner}: {slug}": wrong for slug, wrong in shelf_of(folder, owner).mistakes.items()}
    return found


async def own_courses() -> list[Course]:
    found = await rows("SELECT slug, texts, files, version FROM academy_own_course ORDER BY slug LIMIT 200")
    return [course for each in found if (course := _parsed(each)) is not None]


def _parsed(found: dict[str, Any]) -> Course | None:
    key = (found["slug"], hash(tuple(sorted(found["texts"].items()))), found["version"])
    if key not in _own:
        if len(_own) > _MOST_KEPT:
            _own.clear()
        files = CourseFiles(found["slug"], found["texts"], frozenset(found["files"]))
        _own[key] = read_course(files, owner=OWN)[0]
    return _own[key]


async def _folders() -> list[tuple[Path, str]]:
    return [(FOLDER, "academy"), *await courses_of_plugins()]
