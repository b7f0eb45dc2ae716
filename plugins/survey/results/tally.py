"""Counts of one question over all versions: whole, or divided by the answer to another. Nothing is hidden yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.sdk import Localized, Text, _
from plugins.survey.model import CLOSED, Question, QuestionKind
from plugins.survey.results.layout import CHOSEN, OTHER, choices
from plugins.survey.results.reading import Answered

Label = Text | Localized | str
Mask = npt.NDArray[np.bool_]
Grid = npt.NDArray[np.int64]
EVERYONE = "all"
_SEVERAL = frozenset({QuestionKind.SEVERAL_CHOICES, QuestionKind.IMAGE_CHOICE})


@dataclass(frozen=True, slots=True)
class Groups:
    """Columns of a table: everybody, or the answers to the question that divides. `masks`: for each version, a row each."""

    keys: tuple[str, ...]
    labels: tuple[Label, ...]
    masks: tuple[tuple[Mask, ...], ...]
    overlap: bool = False

    @property
    def divided(self) -> bool:
        return self.keys != (EVERYONE,)


@dataclass(frozen=True, slots=True)
class Counted:
    """`grid`: a line for each answer, a column for each group. `adds_up`: everybody stands in one line."""

    title: Label
    keys: tuple[str, ...]
    labels: tuple[Label, ...]
    grid: Grid
    n: tuple[int, ...]
    adds_up: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the newest version that has it asks it, with all that have it. Versions are the newest first."""

    question: Question
    versions: tuple[int, ...]  # places in the list of versions
    numbers: tuple[int, ...]


def asked_in(versions: Sequence[Answered]) -> list[Asked]:
    """Every question once, in the newest order; those that only older versions ask come last.

    The same key with another kind is another question: its answers cannot be added.
    """
    found: dict[tuple[str, QuestionKind], list[int]] = {}
    for n, version in enumerate(versions):
        for question in version.questionnaire.asked:
            found.setdefault((question.key, question.kind), []).append(n)
    made = []
    for (key, _kind), at in found.items():
        newest = versions[at[0]].questionnaire.question(key)
        if newest is not None:
            made.append(Asked(newest, tuple(at), tuple(versions[n].number for n in at)))
    return made


def everyone(versions: Sequence[Answered]) -> Groups:
    masks = tuple((np.ones(version.count, np.bool_),) for version in versions)
    return Groups((EVERYONE,), (_("Everyone"),), masks)


def divided_by(versions: Sequence[Answered], asked: Asked) -> Groups:
    """Groups by a closed question. Those who were not asked, or did not answer, are in none."""
    keys, labels = _merged(versions, asked)
    masks = tuple(tuple(_mask(version, asked, key) for key in keys) for version in versions)
    return Groups(keys, labels, masks, overlap=asked.question.kind in _SEVERAL)


def can_divide(asked: Asked) -> bool:
    return asked.question.kind in CLOSED


def count(versions: Sequence[Answered], asked: Asked, groups: Groups) -> list[Counted]:
    """One table; a matrix has one for each row. Kinds without closed answers have none."""
    kind = asked.question.kind
    if kind in _SEVERAL:
        return [_count_several(versions, asked, groups)]
    if kind is QuestionKind.MATRIX:
        rows = {row.key: row.name for n in asked.versions for row in _question(versions[n], asked).rows}
        return [_count_one(versions, asked, groups, part=key, title=name) for key, name in rows.items()]
    if kind is QuestionKind.RANKING:
        return [_count_firsts(versions, asked, groups)]
    if kind in CLOSED:
        return [_count_one(versions, asked, groups, title=asked.question.name)]
    return []


def answered_by(versions: Sequence[Answered], asked: Asked, groups: Groups) -> tuple[int, ...]:
    """How many of each group answered the question at all."""
    n = np.zeros(len(groups.keys), np.int64)
    for at in asked.versions:
        slots = versions[at].layout.slots(asked.question.key)
        if slots is not None:
            has = (versions[at].codes[:, slots.first : slots.first + len(slots.parts)] > 0).any(axis=1)
            n += [int((has & mask).sum()) for mask in groups.masks[at]]
    return tuple(int(each) for each in n)


def _count_one(
    versions: Sequence[Answered], asked: Asked, groups: Groups, *, title: Label, part: str = ""
) -> Counted:
    keys, labels = _merged(versions, asked)
    grid = np.zeros((len(keys), len(groups.keys)), np.int64)
    for at in asked.versions:
        column = versions[at].column(asked.question.key, part)
        if column is None:
            continue
        own = choices(_question(versions[at], asked))
        lines = [keys.index(key) for key in own]
        for g, mask in enumerate(groups.masks[at]):
            grid[lines, g] += np.bincount(column[mask], minlength=len(own) + 1)[1 : len(own) + 1]
    return Counted(title, keys, labels, grid, tuple(int(n) for n in grid.sum(axis=0)), adds_up=True)


def _count_several(versions: Sequence[Answered], asked: Asked, groups: Groups) -> Counted:
    keys, labels = _merged(versions, asked)
    grid = np.zeros((len(keys), len(groups.keys)), np.int64)
    for at, key, column in _columns(versions, asked):
        grid[keys.index(key)] += [int((column[mask] == CHOSEN).sum()) for mask in groups.masks[at]]
    n = answered_by(versions, asked, groups)
    return Counted(asked.question.name, keys, labels, grid, n, adds_up=False)


def _count_firsts(versions: Sequence[Answered], asked: Asked, groups: Groups) -> Counted:
    """How often each stood first: that adds up, since everybody has one first."""
    keys, labels = _merged(versions, asked)
    grid = np.zeros((len(keys), len(groups.keys)), np.int64)
    for at, key, column in _columns(versions, asked):
        grid[keys.index(key)] += [int((column[mask] == 1).sum()) for mask in groups.masks[at]]
    return Counted(
        asked.question.name, keys, labels, grid, tuple(int(n) for n in grid.sum(axis=0)), adds_up=True
    )


def _columns(versions: Sequence[Answered], asked: Asked) -> Iterator[tuple[int, str, npt.NDArray[np.uint16]]]:
    for at in asked.versions:
        for key in choices(_question(versions[at], asked)):
            column = versions[at].column(asked.question.key, key)
            if column is not None:
                yield at, key, column


def _mask(version: Answered, asked: Asked, key: str) -> Mask:
    question = version.questionnaire.question(asked.question.key)
    nobody = np.zeros(version.count, np.bool_)
    if question is None or question.kind is not asked.question.kind or key not in choices(question):
        return nobody
    if question.kind in _SEVERAL:
        column = version.column(question.key, key)
        return nobody if column is None else column == CHOSEN
    column = version.column(question.key)
    return nobody if column is None else column == choices(question).index(key) + 1


def _merged(versions: Sequence[Answered], asked: Asked) -> tuple[tuple[str, ...], tuple[Label, ...]]:
    """All keys that any version offers, with the newest words."""
    found: dict[str, Label] = {}
    for at in asked.versions:
        question = _question(versions[at], asked)
        for key in choices(question):
            found.setdefault(key, _label(question, key))
    if OTHER in found:  # stays last
        found[OTHER] = found.pop(OTHER)
    return tuple(found), tuple(found.values())


def _label(question: Question, key: str) -> Label:
    if question.kind is QuestionKind.YES_NO:
        return _("Yes") if key == "yes" else _("No")
    if key == OTHER:
        return _("Other")
    option = question.option(key)
    return option.name if option else key


def _question(version: Answered, asked: Asked) -> Question:
    found = version.questionnaire.question(asked.question.key)
    return found if found is not None else asked.question
