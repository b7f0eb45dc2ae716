"""LimeSurvey's relevance: simple comparisons become conditions, formulas become notes.

`((q1.NAOK == "A1") and (q2 == "Y"))` is understood. Whatever counts or calls functions is not, and everybody then
sees the question.
"""

import re

from core.sdk import _
from plugins.survey.importing.lime_tables import Row
from plugins.survey.importing.sheet import Sheet
from plugins.survey.model import Condition, Match, Op, Option, Question, QuestionKind, Test

_ALWAYS = {"", "1"}
_SGQ = re.compile(r"\d+X\d+X(\d+)")  # survey X group X question, as older versions name a question
_TEST = re.compile(r"""^([A-Za-z0-9_]+?)(?:\.NAOK)?\s*(==|!=|eq|ne)\s*["']([^"']*)["']$""")


class Relevance:
    """Remembers who asks under which condition, and settles it when every question is known."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._by_name: dict[str, tuple[Question, dict[str, Option]]] = {}
        self._waiting: list[tuple[Question, str]] = []
        self.options: dict[str, dict[str, Option]] = {}

    def page(self, formula: str) -> None:
        if formula.strip() not in _ALWAYS:
            page = self._sheet.pages[-1]
            self._sheet.note(_("A condition for the whole page was left out: everybody sees it."), page.title)

    def question(self, row: Row, question: Question, options: dict[str, Option] | None = None) -> None:
        known = (question, options or self.options.get(row.get("qid", ""), {}))
        self._by_name[row.get("title", "")] = known
        self._by_name[f"#{row.get('qid', '')}"] = known
        formula = row.get("relevance", "").strip()
        if formula not in _ALWAYS:
            self._waiting.append((question, formula))

    def settle(self) -> None:
        for question, formula in self._waiting:
            condition = self._condition(formula)
            if condition is None:
                self._sheet.note(
                    _("A condition could not be read: everybody sees the question."), question.label
                )
            else:
                self._sheet.change(question.key, show_if=condition)

    def _condition(self, formula: str) -> Condition | None:
        plain = formula.replace("(", " ").replace(")", " ").strip()
        pieces = re.split(r"\s+(and|or|&&|\|\|)\s+", plain)
        words = set(pieces[1::2])
        if words & {"and", "&&"} and words & {"or", "||"}:
            return None
        tests = [self._test(piece.strip()) for piece in pieces[::2]]
        if any(test is None for test in tests):
            return None
        match = Match.ANY if words & {"or", "||"} else Match.ALL
        return Condition(match=match, tests=tuple(test for test in tests if test))

    def _test(self, piece: str) -> Test | None:
        found = _TEST.match(piece)
        if found is None:
            return None
        name, sign, value = found.groups()
        old = _SGQ.fullmatch(name)
        known = self._by_name.get(f"#{old[1]}" if old else name)
        if known is None:
            return None
        question, options = known
        op = Op.IS if sign in ("==", "eq") else Op.IS_NOT
        if question.kind is QuestionKind.YES_NO and value in ("Y", "N"):
            return Test(question=question.key, op=op, value="yes" if value == "Y" else "no")
        if value == "":
            return Test(question=question.key, op=Op.NOT_ANSWERED if op is Op.IS else Op.ANSWERED)
        option = options.get(value)
        return Test(question=question.key, op=op, value=option.key) if option else None
