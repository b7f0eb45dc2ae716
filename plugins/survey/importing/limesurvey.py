"""LimeSurvey .lss: groups become pages, questions become questions where the kinds match."""

import re
from collections import defaultdict
from typing import Any

from core.sdk import Text, _
from plugins.survey.importing import lime_kinds as kinds
from plugins.survey.importing.lime_relevance import Relevance
from plugins.survey.importing.lime_tables import LimeFile, Row
from plugins.survey.importing.sheet import Sheet
from plugins.survey.model import Option, Question, QuestionKind, Words

LOCALES = ("nb", "nn", "en")
_FORMULA = re.compile(r"\{[^{}\s][^{}]*\}")


def read_limesurvey(data: bytes, sheet: Sheet) -> str:
    """The title."""
    return _Reader(LimeFile(data), sheet).read()


class _Reader:
    def __init__(self, file: LimeFile, sheet: Sheet) -> None:
        self.file, self.sheet = file, sheet
        self.texts = file.texts("questions", "qid", ("question", "help"))
        self.texts |= file.texts("subquestions", "qid", ("question",))
        self.texts |= file.texts("question_l10ns", "qid", ("question", "help"))
        self.parts: dict[str, list[Row]] = defaultdict(list)
        for row in file.once("subquestions", "qid", "question_order"):
            self.parts[row.get("parent_qid", "")].append(row)
        self.answers = self._answers()
        self.relevance = Relevance(sheet)

    def read(self) -> str:
        asked: dict[str, list[Row]] = defaultdict(list)
        for row in self.file.once("questions", "qid", "question_order"):
            if row.get("parent_qid", "0") in ("", "0"):
                asked[row.get("gid", "")].append(row)
        group_texts = self.file.texts("groups", "gid", ("group_name", "description"))
        for group in self.file.once("groups", "gid", "group_order"):
            said = group_texts[group.get("gid", "")]
            self.sheet.page(self._words(said["group_name"]), self._words(said["description"]))
            self.relevance.page(group.get("grelevance", ""))
            for row in asked[group.get("gid", "")]:
                self._question(row)
        self._about_the_survey()
        self.relevance.settle()
        return self._title()

    def _question(self, row: Row) -> None:
        said = self.texts[row.get("qid", "")]
        label = self._words(said["question"], empty=row.get("title", "?"))
        if any(_FORMULA.search(text) for text in label.values()):
            self._note(
                _("The text holds a formula in braces, which is shown as it stands: write it anew."), label
            )
        common: dict[str, Any] = {
            "help": self._words(said["help"]),
            "required": row.get("mandatory") in ("Y", "S"),
        }
        kind = row.get("type", "")
        if kind in kinds.SIMPLE:
            self._keep(row, self._simple(kinds.SIMPLE[kind], label, common))
        elif kind in kinds.ONE | kinds.SEVERAL:
            self._keep(row, self._choice(row, label, common))
        elif kind in kinds.ARRAYS:
            self._array(row, label, common)
        elif kind in kinds.EACH:
            self._each(row, label, common)
        elif kind == kinds.RANKING:
            options = self._options(row, "0")
            self._keep(
                row,
                self.sheet.ask(QuestionKind.RANKING, label, options=tuple(options.values()), **common),
                options,
            )
        elif kind == kinds.POINTS:
            self._keep(row, self.sheet.ask(QuestionKind.SCALE, label, least=1, most=5, **common))
        else:
            self.sheet.note(_("This kind of question is not known here and was left out."), label)

    def _simple(self, kind: QuestionKind, label: Words, common: dict[str, Any]) -> Question:
        if kind is QuestionKind.INFORMATION:
            return self.sheet.ask(kind, label, help=common["help"])
        decimals = {"decimals": 2} if kind is QuestionKind.NUMBER else {}
        return self.sheet.ask(kind, label, **decimals, **common)

    def _choice(self, row: Row, label: Words, common: dict[str, Any]) -> Question:
        kind = row.get("type", "")
        several = kind in kinds.SEVERAL
        options = self._part_options(row) if several else self._options(row, "0") or self._fixed(kind)
        self.relevance.options[row.get("qid", "")] = options
        if kind in ("O", "P"):
            self._note(_("The comment beside the answer was left out."), label)
        return self.sheet.ask(
            QuestionKind.SEVERAL_CHOICES if several else QuestionKind.ONE_CHOICE,
            label,
            options=tuple(options.values()),
            other=row.get("other") == "Y",
            **common,
        )

    def _array(self, row: Row, label: Words, common: dict[str, Any]) -> None:
        kind = row.get("type", "")
        rows = self._labels(self.parts[row.get("qid", "")])
        scales = ("0", "1") if kind == "1" else ("0",)
        for scale in scales:
            columns = self._options(row, scale) or self._fixed(kind) or self._steps(kind)
            options = tuple(columns.values())
            self._keep(
                row,
                self.sheet.ask(
                    QuestionKind.MATRIX, label, options=options, rows=self.sheet.rows(rows), **common
                ),
            )
        if kind == "1":
            self._note(_("A table with two scales became two tables."), label)

    def _each(self, row: Row, label: Words, common: dict[str, Any]) -> None:
        """A field for each row, and for each column where there are columns."""
        parts = self.parts[row.get("qid", "")]
        down = self._labels([part for part in parts if part.get("scale_id", "0") == "0"])
        across = self._labels([part for part in parts if part.get("scale_id") == "1"]) or [{}]
        for first in down or [{}]:
            for second in across:
                own = [self.sheet.say(each) for each in (first, second) if each]
                words = {locale: ": ".join([text, *own]) for locale, text in label.items()}
                self.sheet.ask(kinds.EACH[row.get("type", "")], words, **common)
        if len(down) * len(across) > 1:
            self._note(_("One question with several fields became a question for each field."), label)

    def _answers(self) -> dict[tuple[str, str], list[tuple[str, Words]]]:
        """(question, scale) -> (code, words) in order."""
        texts: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
        order: dict[tuple[str, str, str], None] = {}
        by_id = self.file.texts("answer_l10ns", "aid", ("answer",))
        rows = sorted(self.file.rows("answers"), key=lambda row: int(row.get("sortorder") or 0))
        for row in rows:
            key = (row.get("qid", ""), row.get("scale_id", "0"), row.get("code", ""))
            order[key] = None
            if "answer" in row:
                texts[key][row.get("language", self.file.base)] = row["answer"]
            texts[key] |= by_id[row.get("aid", "")]["answer"]
        found: dict[tuple[str, str], list[tuple[str, Words]]] = defaultdict(list)
        for qid, scale, code in order:
            found[qid, scale].append((code, self._words(texts[qid, scale, code], empty=code)))
        return found

    def _options(self, row: Row, scale: str) -> dict[str, Option]:
        given = self.answers[row.get("qid", ""), scale]
        return dict(
            zip(
                (code for code, _words in given),
                self.sheet.options([words for _code, words in given]),
                strict=False,
            )
        )

    def _part_options(self, row: Row) -> dict[str, Option]:
        parts = self.parts[row.get("qid", "")]
        return dict(
            zip(
                (part.get("title", "") for part in parts),
                self.sheet.options(self._labels(parts)),
                strict=False,
            )
        )

    def _fixed(self, kind: str) -> dict[str, Option]:
        """The answers that LimeSurvey itself gives to some kinds."""
        said = [dict(zip(LOCALES, each, strict=True)) for each in kinds.WORDS.get(kind, ())]
        labels = [{self.sheet.main: words.get(self.sheet.main, words["nb"])} for words in said]
        return dict(zip(kinds.CODES.get(kind, ()), self.sheet.options(labels), strict=False))

    def _steps(self, kind: str) -> dict[str, Option]:
        steps = [str(n) for n in range(1, kinds.STEPS.get(kind, 5) + 1)]
        return dict(zip(steps, self.sheet.options([{self.sheet.main: step} for step in steps]), strict=True))

    def _labels(self, rows: list[Row]) -> list[Words]:
        return [
            self._words(self.texts[row.get("qid", "")]["question"], empty=row.get("title", "?"))
            for row in rows
        ]

    def _words(self, texts: dict[str, str], *, empty: str = "") -> Words:
        ours = self.file.in_our_languages(texts, self.sheet.main, self.sheet.languages)
        return self.sheet.words(ours, empty=empty)

    def _keep(self, row: Row, question: Question, options: dict[str, Option] | None = None) -> None:
        self.relevance.question(row, question, options)

    def _note(self, text: Text, label: Words) -> None:
        self.sheet.note(text, label)

    def _about_the_survey(self) -> None:
        for language in self.file.rows("surveys_languagesettings"):
            code, end = language.get("surveyls_language", ""), language.get("surveyls_endtext", "")
            self.sheet.thanks |= self._words({code: end})
        if self.file.rows("quota"):
            self.sheet.note(_("Limits for how many may answer were left out: set them here."))
        if self.file.rows("conditions"):
            self.sheet.note(
                _("Conditions in the old format were left out: set here who sees which question.")
            )

    def _title(self) -> str:
        titles = {
            each.get("surveyls_language", ""): each.get("surveyls_title", "")
            for each in self.file.rows("surveys_languagesettings")
        }
        return titles.get(self.file.base) or next(iter(titles.values()), "")
