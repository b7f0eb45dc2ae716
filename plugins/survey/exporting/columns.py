"""Which columns a survey has as a table. A heading begins with the keys (`q3.o4 …`), so that the file can be read in again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.sdk import Localized, Text, _
from plugins.survey.answering.texts import joined
from plugins.survey.model import Answers, Question, QuestionKind
from plugins.survey.results.layout import OTHER, choices
from plugins.survey.results.reading import Answered
from plugins.survey.results.tally import Asked, asked_in

_EACH_OPTION = frozenset({QuestionKind.SEVERAL_CHOICES, QuestionKind.IMAGE_CHOICE, QuestionKind.RANKING})
WRITTEN = {QuestionKind.SENTIMENT: "why", QuestionKind.PLACE: "words"}
Label = Text | Localized | str


@dataclass(frozen=True, slots=True)
class Column:
    """`part`: an option, a row, `other`, `why` or `words`; empty for the answer as a whole. `values`: code -> words."""

    question: Question
    part: str
    words: Label
    versions: tuple[int, ...]
    values: Mapping[str, Label] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.question.key}.{self.part}" if self.part else self.question.key

    def heading(self, locale: str) -> str:
        return f"{self.key} {said(self.words, locale)}".strip()


def columns_of(versions: Sequence[Answered]) -> list[Column]:
    """All questions of all versions, once each."""
    return [column for asked in asked_in(versions) for column in _columns(versions, asked)]


def cell(column: Column, answers: Answers, values: Mapping[str, str]) -> Any:
    """What stands in the table. `values`: of this column, said in the reader's language."""
    question, answer = column.question, answers.get(column.question.key)
    if answer is None:
        return None
    if column.part in (OTHER, *WRITTEN.values()):
        found = answer.get(column.part) if isinstance(answer, dict) else None
        return found if isinstance(found, str) else None
    if question.kind in _EACH_OPTION:
        return _each(column.part, answer)
    if question.kind is QuestionKind.MATRIX:
        code = answer.get(column.part)
        return values.get(code, code)
    return _whole(question, answer, values)


def whole(answers: Answers, texts: Mapping[str, str] | None) -> Answers:
    """With what was written back in its place. `texts`: `question.part` -> text."""
    found = {tuple(name.partition(".")[::2]): text for name, text in (texts or {}).items()}
    return joined(answers, {(key, part): text for (key, part), text in found.items()})


def said(words: Label, locale: str) -> str:
    return words.text(locale) if isinstance(words, Localized) else str(words)


def _columns(versions: Sequence[Answered], asked: Asked) -> Iterator[Column]:
    question, numbers = asked.question, asked.numbers
    names = _names(versions, asked)
    if question.kind in _EACH_OPTION:
        for key, label in names.items():
            yield Column(question, key if key != OTHER else "other_chosen", _of(question, label), numbers)
    elif question.kind is QuestionKind.MATRIX:
        rows = {row.key: row.name for at in asked.versions for row in _asked(versions[at], question).rows}
        for key, row in rows.items():
            yield Column(question, key, _of(question, row), numbers, names)
    else:
        yield Column(question, "", question.name, numbers, names)
    if question.other:
        yield Column(question, OTHER, _of(question, _("Other, written")), numbers)
    if question.kind in WRITTEN:
        yield Column(question, WRITTEN[question.kind], _of(question, _("In words")), numbers)


def _of(question: Question, part: Label) -> Text:
    return _("{question} – {part}").format(question=question.name, part=part)


def _names(versions: Sequence[Answered], asked: Asked) -> dict[str, Label]:
    found: dict[str, Label] = {}
    for at in asked.versions:
        question = _asked(versions[at], asked.question)
        for key in choices(question):
            option = question.option(key)
            found.setdefault(key, option.name if option else _fixed(key))
    return found


def _fixed(key: str) -> Label:
    fixed: dict[str, Label] = {"yes": _("Yes"), "no": _("No"), OTHER: _("Other")}
    return fixed.get(key, key)


def _asked(version: Answered, question: Question) -> Question:
    return version.questionnaire.question(question.key) or question


def _each(part: str, answer: Any) -> Any:
    """Chosen or not (1, 0), or the place in a ranking."""
    if isinstance(answer, list):
        return answer.index(part) + 1 if part in answer else None
    if part == "other_chosen":
        return int(bool(answer.get(OTHER)))
    return int(part in answer.get("keys", ()))


def _whole(question: Question, answer: Any, values: Mapping[str, str]) -> Any:
    match question.kind:
        case QuestionKind.YES_NO:
            return values.get("yes" if answer else "no")
        case QuestionKind.ONE_CHOICE:
            key = OTHER if isinstance(answer, dict) else answer
            return values.get(key, key)
        case QuestionKind.SENTIMENT:
            return answer.get("value")
        case QuestionKind.FILE:
            return ", ".join(str(file.get("name", "")) for file in answer)
        case QuestionKind.PLACE:
            return _geometry(answer.get("geometry"))
        case _:
            return None if answer is True else answer


def _geometry(geometry: Any) -> str | None:
    """Well-known text, as map programs read it."""
    if not geometry:
        return None
    points = geometry["coordinates"]
    match geometry["type"]:
        case "Point":
            return f"POINT ({_pair(points)})"
        case "LineString":
            return f"LINESTRING ({', '.join(map(_pair, points))})"
        case _:
            rings = ", ".join(f"({', '.join(map(_pair, ring))})" for ring in points)
            return f"POLYGON ({rings})"


def _pair(point: Sequence[float]) -> str:
    return f"{point[0]} {point[1]}"
