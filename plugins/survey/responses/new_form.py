"""Questions made from a file of answers, for a survey that has none yet: kinds are guessed from the columns."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from plugins.survey.model import Option, Page, Question, QuestionKind, Questionnaire
from plugins.survey.responses.cells import LARGEST, NotThis, day_of
from plugins.survey.responses.mapping import Chosen, is_personal
from plugins.survey.responses.table import Heading, SourceTable

_MOST_OPTIONS = 25
_TIMES_EACH = 2  # on average at least, or people wrote
_A_PAGE = 8
_ALIKE = 6
_YES_NO = ({"yes", "no"}, {"ja", "nei"})
_PROGRAM = (
    *("startdate", "enddate", "status", "progress", "duration (in seconds)", "finished", "recordeddate"),
    *("distributionchannel", "userlanguage"),
)


@dataclass(slots=True)
class Made:
    """`chosen`: which column belongs to what was made."""

    locale: str
    count: int = 0
    questions: list[Question] = field(default_factory=list)
    chosen: Chosen = field(default_factory=dict)

    def key(self, kind: str) -> str:
        self.count += 1
        return f"{kind}{self.count}"

    def option(self, label: str) -> Option:
        return Option(key=self.key("o"), label={self.locale: label[:200]})


def form_from(table: SourceTable, *, locale: str) -> tuple[Questionnaire, Chosen]:
    made = Made(locale)
    for title, columns in _groups(table.headings):
        values = {n: [cell for cell in table.column(n) if cell] for n in columns}
        if any(values.values()):
            _make(made, title, table.headings, columns, values)
    pages = tuple(
        Page(key=made.key("p"), questions=tuple(made.questions[at : at + _A_PAGE]))
        for at in range(0, len(made.questions), _A_PAGE)
    )
    return Questionnaire(pages=pages, made=made.count), made.chosen


def _groups(headings: Sequence[Heading]) -> Iterator[tuple[str, list[int]]]:
    """Columns side by side with the same title are one question. Who somebody is, is no question."""
    asked = [n for n, h in enumerate(headings) if not is_personal(h) and h.code.lower() not in _PROGRAM]
    for title, columns in groupby(asked, key=lambda n: headings[n].title):
        yield title, list(columns)


def _make(
    made: Made, title: str, headings: Sequence[Heading], columns: list[int], values: dict[int, list[str]]
) -> None:
    kinds: tuple[Callable[..., bool], ...] = (_several, _ranking, _matrix)
    if len(columns) > 1 and any(kind(made, title, headings, columns, values) for kind in kinds):
        return
    for n in columns:
        if values[n]:
            _single(made, headings[n].words if len(columns) > 1 else title, n, values[n])


def _several(
    made: Made, title: str, headings: Sequence[Heading], columns: list[int], values: dict[int, list[str]]
) -> bool:
    """Each column holds its own name or nothing."""
    if not all(set(values[n]) <= {headings[n].part} for n in columns):
        return False
    key = made.key("q")
    options = tuple(made.option(headings[n].part) for n in columns)
    for n, option in zip(columns, options, strict=True):
        made.chosen[str(n)] = f"{key}.{option.key}"
    _add(made, key, QuestionKind.SEVERAL_CHOICES, title, options=options)
    return True


def _ranking(
    made: Made, title: str, headings: Sequence[Heading], columns: list[int], values: dict[int, list[str]]
) -> bool:
    places = {str(n) for n in range(1, len(columns) + 1)}
    if not all(set(values[n]) <= places for n in columns):
        return False
    key = made.key("q")
    options = tuple(made.option(headings[n].part) for n in columns)
    for n, option in zip(columns, options, strict=True):
        made.chosen[str(n)] = f"{key}.{option.key}"
    _add(made, key, QuestionKind.RANKING, title, options=options)
    return True


def _matrix(
    made: Made, title: str, headings: Sequence[Heading], columns: list[int], values: dict[int, list[str]]
) -> bool:
    """The same few answers in every column."""
    found = Counter(cell for n in columns for cell in values[n])
    if len(found) > _ALIKE + 1 or not all(headings[n].part for n in columns):
        return False
    key = made.key("q")
    rows = tuple(made.option(headings[n].part) for n in columns)
    for n, row in zip(columns, rows, strict=True):
        made.chosen[str(n)] = f"{key}.{row.key}"
    options = tuple(made.option(cell) for cell, _n in found.most_common())
    _add(made, key, QuestionKind.MATRIX, title, rows=rows, options=options)
    return True


def _single(made: Made, title: str, column: int, values: list[str]) -> None:
    key = made.key("q")
    made.chosen[str(column)] = key
    found = Counter(values)
    if {cell.lower() for cell in found} in _YES_NO:
        _add(made, key, QuestionKind.YES_NO, title)
    elif len(found) <= _MOST_OPTIONS and len(found) * _TIMES_EACH <= len(values):
        options = tuple(made.option(cell) for cell, _n in found.most_common())
        _add(made, key, QuestionKind.ONE_CHOICE, title, options=options)
    elif all(_is_number(cell) for cell in found):
        _add(made, key, QuestionKind.NUMBER, title, decimals=2)
    elif all(_is_day(cell) for cell in found):
        _add(made, key, QuestionKind.DATE, title)
    else:
        _add(made, key, QuestionKind.LONG_TEXT, title)


def _add(
    made: Made,
    key: str,
    kind: QuestionKind,
    title: str,
    *,
    options: tuple[Option, ...] = (),
    rows: tuple[Option, ...] = (),
    decimals: int = 0,
) -> None:
    label = {made.locale: title[:500]}
    made.questions.append(
        Question(key=key, kind=kind, label=label, options=options, rows=rows, decimals=decimals)
    )


def _is_number(cell: str) -> bool:
    try:
        return abs(float(cell.replace(",", "."))) < LARGEST
    except ValueError:
        return False


def _is_day(cell: str) -> bool:
    try:
        day_of(cell)
    except NotThis:
        return False
    return True
