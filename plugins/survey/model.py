"""What a questionnaire is: pages of questions, and what an answer to each kind looks like. All of it goes to JSON and back.

Keys (`q7`, `p2`, `o12`, `r3`) are given once, from one counter (`made`), and stay the same from version to version: that is how
answers to an earlier version find their question. Texts are `{locale: text}`.

Answers are plain JSON, `{question key: answer}`; an unanswered question has no key. By kind:

    short_text, long_text   "text"
    number                  3 or 2.5
    date                    "2026-05-17"
    yes_no                  true or false
    one_choice              "o1" or {"other": "text"}
    several_choices         {"keys": ["o1", "o2"]}, with "other": "text" where something else was written
    image_choice            {"keys": ["o1"]}          (one, or several where `most` is not 1)
    scale, rating           4
    sentiment               {"value": 1–5}, with "why": "text" where it was written
    matrix                  {"r1": "o2"}              row: column (an option); rows may be left out
    ranking                 ["o3", "o1"]              the first is the most wanted; may be a part of the options
    file                    [file entries]            as contributions keep them: {"key", "name", "kind", …}
    place                   {"geometry": GeoJSON geometry or null, "words": "text"}
    information             is never answered
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import msgspec

from core.sdk import Localized

Words = dict[str, str]
Answers = dict[str, Any]
END = "end"  # where a jump goes to finish early


class QuestionKind(StrEnum):
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    ONE_CHOICE = "one_choice"
    SEVERAL_CHOICES = "several_choices"
    IMAGE_CHOICE = "image_choice"
    SCALE = "scale"
    RATING = "rating"
    SENTIMENT = "sentiment"
    MATRIX = "matrix"
    RANKING = "ranking"
    FILE = "file"
    PLACE = "place"
    INFORMATION = "information"


OPEN = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT})
WITH_OPTIONS = frozenset(
    {
        QuestionKind.ONE_CHOICE,
        QuestionKind.SEVERAL_CHOICES,
        QuestionKind.IMAGE_CHOICE,
        QuestionKind.MATRIX,
        QuestionKind.RANKING,
    }
)
CLOSED = frozenset(
    {
        QuestionKind.YES_NO,
        QuestionKind.ONE_CHOICE,
        QuestionKind.SEVERAL_CHOICES,
        QuestionKind.IMAGE_CHOICE,
        QuestionKind.SCALE,
        QuestionKind.RATING,
        QuestionKind.SENTIMENT,
    }
)  # can divide the answers to another question


class Match(StrEnum):
    ALL = "all"
    ANY = "any"


class Op(StrEnum):
    """`value` of the test: an option's key or "other", "yes" or "no", a number; nothing for the last two."""

    IS = "is"
    IS_NOT = "is_not"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"


class Test(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that is asked of an earlier answer. Of several choices, `is` means: is among them."""

    __test__ = False  # for pytest: not a class of tests
    question: str
    op: Op
    value: str | int | float | None = None


class Condition(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    match: Match = Match.ALL
    tests: tuple[Test, ...] = ()


class Jump(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """After the page, where `when` holds (always, where it is None): to a later page, or to the END."""

    to: str
    when: Condition | None = None


class Option(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An answer to choose, or a column or a row of a matrix. `quota`: how many may choose it; 0 = no limit."""

    key: str
    label: Words
    image: str = ""  # key of a file
    image_alt: str = ""
    quota: int = 0

    @property
    def name(self) -> Localized:
        return Localized(self.label)


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`least` and `most`, by kind: characters, the number itself, how many choices, ends of the scale, files. None = no limit."""

    key: str
    kind: QuestionKind
    label: Words
    help: Words = {}
    required: bool = False
    show_if: Condition | None = None
    options: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()
    other: bool = False  # “other, write what”
    shuffle: bool = False  # options in random order
    least: float | int | None = None
    most: float | int | None = None
    decimals: int = 0
    low: Words = {}  # what the ends of a scale mean
    high: Words = {}
    why: Words = {}  # the follow-up question of a sentiment
    shapes: tuple[str, ...] = ()  # of a place: point, line, area

    @property
    def name(self) -> Localized:
        return Localized(self.label)

    @property
    def asked(self) -> bool:
        return self.kind is not QuestionKind.INFORMATION

    @property
    def steps(self) -> tuple[int, ...]:
        """The values of a scale, a rating or a sentiment."""
        first = 0 if self.least == 0 else 1
        last = {QuestionKind.SENTIMENT: 5}.get(self.kind, int(self.most or 5))
        return tuple(range(first, last + 1))

    def option(self, key: str) -> Option | None:
        return next((option for option in self.options if option.key == key), None)


class Page(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    key: str
    title: Words = {}
    intro: Words = {}
    questions: tuple[Question, ...] = ()
    show_if: Condition | None = None
    jumps: tuple[Jump, ...] = ()

    @property
    def name(self) -> Localized:
        return Localized(self.title)

    @property
    def lead(self) -> Localized:
        return Localized(self.intro)


class Questionnaire(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`made`: how many keys have been given. `thanks`: said when the answer has been sent."""

    pages: tuple[Page, ...] = ()
    thanks: Words = {}
    made: int = 0

    @property
    def farewell(self) -> Localized:
        return Localized(self.thanks)

    @property
    def questions(self) -> Iterator[Question]:
        return (question for page in self.pages for question in page.questions)

    @property
    def asked(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.asked)

    def question(self, key: str) -> Question | None:
        return next((question for question in self.questions if question.key == key), None)

    def page(self, key: str) -> Page | None:
        return next((page for page in self.pages if page.key == key), None)


def to_plain(questionnaire: Questionnaire) -> dict[str, Any]:
    """As it is stored."""
    plain: dict[str, Any] = msgspec.to_builtins(questionnaire)
    return plain


def from_plain(plain: Any) -> Questionnaire:
    return msgspec.convert(plain, Questionnaire)
