"""Microsoft Forms, as the service gives a form to its own pages (`…/forms('…')?$expand=questions`).

The format is not published; these names were seen in forms. What is not known becomes a note.
"""

import json
from typing import Any

from core.sdk import _
from plugins.survey.importing.sheet import Sheet
from plugins.survey.model import QuestionKind

Json = dict[str, Any]
_SEVERAL = (2, "2", "Multiple")


def read_microsoft(form: Json, sheet: Sheet) -> str:
    """The title."""
    sheet.page(intro=sheet.words(form.get("description")))
    asked = sorted(form["questions"], key=lambda each: float(each.get("order") or 0))
    for question in asked:
        if question.get("type") != "Question.MatrixChoice":
            _question(question, asked, sheet)
    return str(form.get("title", ""))


def _question(question: Json, asked: list[Json], sheet: Sheet) -> None:
    kind = str(question.get("type", "")).removeprefix("Question.")
    info = _info(question)
    label = sheet.words(question.get("title"), empty="?")
    common: Json = {"help": sheet.words(question.get("subtitle")), "required": bool(question.get("required"))}
    choices = [sheet.words(str(each.get("Description", ""))) for each in info.get("Choices", [])]
    if kind == "Choice":
        several = info.get("ChoiceType") in _SEVERAL or bool(info.get("AllowMultipleValues"))
        sheet.ask(
            QuestionKind.SEVERAL_CHOICES if several else QuestionKind.ONE_CHOICE,
            label,
            options=sheet.options(choices),
            other=bool(info.get("AllowOtherAnswer")),
            shuffle=bool(info.get("ShuffleOptions")),
            **common,
        )
    elif kind == "TextField":
        sheet.ask(
            QuestionKind.LONG_TEXT if info.get("Multiline") else QuestionKind.SHORT_TEXT, label, **common
        )
    elif kind in ("Rating", "NPS"):
        _scale(kind, info, label, common, sheet)
    elif kind == "MatrixChoiceGroup":
        rows = [each for each in asked if each.get("groupId") == question.get("id")]
        titles = [sheet.words(each.get("title")) for each in rows]
        sheet.ask(
            QuestionKind.MATRIX, label, options=sheet.options(choices), rows=sheet.rows(titles), **common
        )
    elif kind == "Ranking":
        sheet.ask(QuestionKind.RANKING, label, options=sheet.options(choices), **common)
    elif kind == "DateTime":
        sheet.ask(QuestionKind.DATE, label, **common)
    elif kind == "FileUpload":
        sheet.ask(QuestionKind.FILE, label, **common)
    elif kind in ("ColumnGroup", "Section"):
        sheet.page(label, common["help"])
    else:
        sheet.note(_("This kind of question is not known here and was left out."), label)


def _scale(kind: str, info: Json, label: dict[str, str], common: Json, sheet: Sheet) -> None:
    if kind == "Rating":
        sheet.ask(QuestionKind.RATING, label, most=int(info.get("Length") or 5), **common)
        return
    low, high = sheet.words(info.get("LeftDescription")), sheet.words(info.get("RightDescription"))
    sheet.ask(QuestionKind.SCALE, label, least=0, most=10, low=low, high=high, **common)


def _info(question: Json) -> Json:
    packed = question.get("questionInfo") or "{}"
    found = json.loads(packed) if isinstance(packed, str) else packed
    return found if isinstance(found, dict) else {}
