"""What a course is, once it is read and right. Plain data; nothing here reads a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from core.sdk import Localized


class Level(StrEnum):
    BEGINNER = "beginner"
    PRACTISED = "practised"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something in a course's files that must be mended. `line` is 0 where the file as a whole is meant."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


@dataclass(frozen=True)
class CourseFiles:
    """The files of one course, wherever they lie. Of the `others` (pictures, films) only the names are known."""

    slug: str
    texts: Mapping[str, str]
    others: frozenset[str] = frozenset()
    folder: Path | None = None  # of an installed package; a municipality's own course has none
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True)
class Source:
    title: str
    url: str = ""


@dataclass(frozen=True)
class Exercise:
    """A task in the practice project. `html` is safe."""

    id: str
    title: str
    html: str


@dataclass(frozen=True)
class LessonText:
    """A lesson in one language. `parts` come in order: safe HTML, or an exercise."""

    title: str
    minutes: int
    parts: tuple[str | Exercise, ...]
    video: str = ""
    captions: str = ""
    language: str = "nb"

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        return tuple(each for each in self.parts if isinstance(each, Exercise))


@dataclass(frozen=True)
class QuizOption:
    id: str
    text: Localized
    right: bool


@dataclass(frozen=True)
class Question:
    id: str
    text: Localized
    explanation: Localized
    options: tuple[QuizOption, ...]
    several: bool = False

    @property
    def right(self) -> frozenset[str]:
        return frozenset(each.id for each in self.options if each.right)


@dataclass(frozen=True)
class Quiz:
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Lesson:
    slug: str
    texts: Mapping[str, LessonText]
    quiz: Quiz | None = None
    offered_at: tuple[str, ...] = ()


@dataclass(frozen=True)
class Course:
    slug: str
    title: Localized
    summary: Localized
    level: Level
    roles: tuple[str, ...]
    minutes: int
    languages: tuple[str, ...]
    order: int
    lessons: tuple[Lesson, ...]
    sources: tuple[Source, ...] = ()
    files: CourseFiles = field(default_factory=lambda: CourseFiles("", {}))
    owner: str = "academy"  # the plugin that brought it, or "own" where the municipality did

    @property
    def key(self) -> str:
        """Names the course in addresses and tables: the slug alone where it is shipped here."""
        return self.slug if self.owner == "academy" else f"{self.owner}--{self.slug}"

    def lesson(self, slug: str) -> Lesson | None:
        return next((each for each in self.lessons if each.slug == slug), None)

    @property
    def exercise_ids(self) -> tuple[str, ...]:
        return tuple(each.id for lesson in self.lessons for each in lesson.texts[self.languages[0]].exercises)


@dataclass(frozen=True)
class Loaded:
    """`courses`: those that are right, in order. `mistakes`: by course, all that is wrong in the others."""

    courses: tuple[Course, ...] = ()
    mistakes: Mapping[str, tuple[Mistake, ...]] = field(default_factory=dict)
