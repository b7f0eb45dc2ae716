"""Google Forms, as its API gives a form (https://developers.google.com/workspace/forms/api/reference/rest/v1/forms)."""

from typing import Any

from core.sdk import _
from plugins.survey.importing.sheet import Sheet
from plugins.survey.model import END, Condition, Jump, Op, Question, QuestionKind, Test

Json = dict[str, Any]
_SEVERAL = "CHECKBOX"


def read_google(form: Json, sheet: Sheet) -> str:
    """The title. Sections become pages, and answers that lead to a section become jumps."""
    info = form["info"]
    sheet.page(intro=sheet.words(info.get("description")))
    sections, leading = dict[str, str](), list[tuple[int, Question, Json]]()
    for item in form["items"]:
        if "pageBreakItem" in item:
            sections[str(item.get("itemId", ""))] = sheet.page(
                sheet.words(item.get("title")), sheet.words(item.get("description"))
            )
        elif "questionItem" in item:
            _question(item, sheet, leading)
        elif "questionGroupItem" in item:
            _grid(item, sheet)
        else:
            _other(item, sheet)
    for page_index, question, options in leading:
        _lead(page_index, question, options, sections, sheet)
    return str(info.get("title") or info.get("documentTitle") or "")


def _question(item: Json, sheet: Sheet, leading: list[tuple[int, Question, Json]]) -> None:
    asked = item["questionItem"]["question"]
    label = sheet.words(item.get("title"), empty="?")
    common: Json = {"help": sheet.words(item.get("description")), "required": bool(asked.get("required"))}
    if "choiceQuestion" in asked:
        choice = asked["choiceQuestion"]
        own = [option for option in choice.get("options", []) if not option.get("isOther")]
        kind = QuestionKind.SEVERAL_CHOICES if choice.get("type") == _SEVERAL else QuestionKind.ONE_CHOICE
        options = sheet.options([sheet.words(str(option.get("value", ""))) for option in own])
        other = len(own) < len(choice.get("options", []))
        question = sheet.ask(
            kind, label, options=options, other=other, shuffle=bool(choice.get("shuffle")), **common
        )
        if any("goToSectionId" in option or "goToAction" in option for option in own):
            leading.append((len(sheet.pages) - 1, question, {"options": own}))
    elif "textQuestion" in asked:
        long = asked["textQuestion"].get("paragraph")
        sheet.ask(QuestionKind.LONG_TEXT if long else QuestionKind.SHORT_TEXT, label, **common)
    elif "scaleQuestion" in asked:
        scale = asked["scaleQuestion"]
        low, high = sheet.words(scale.get("lowLabel")), sheet.words(scale.get("highLabel"))
        least, most = int(scale.get("low", 1)), int(scale.get("high", 5))
        sheet.ask(QuestionKind.SCALE, label, least=min(least, 1), most=most, low=low, high=high, **common)
    else:
        _rarer(asked, label, common, sheet)


def _rarer(asked: Json, label: dict[str, str], common: Json, sheet: Sheet) -> None:
    if "ratingQuestion" in asked:
        most = int(asked["ratingQuestion"].get("ratingScaleLevel", 5))
        sheet.ask(QuestionKind.RATING, label, most=most, **common)
    elif "dateQuestion" in asked:
        sheet.ask(QuestionKind.DATE, label, **common)
        if asked["dateQuestion"].get("includeTime"):
            sheet.note(_("Only the day is asked for, not the time."), label)
    elif "fileUploadQuestion" in asked:
        sheet.ask(QuestionKind.FILE, label, most=asked["fileUploadQuestion"].get("maxFiles") or 1, **common)
    elif "timeQuestion" in asked:
        sheet.ask(QuestionKind.SHORT_TEXT, label, **common)
        sheet.note(_("A question about a time of day became a line of text."), label)
    else:
        sheet.note(_("This kind of question is not known here and was left out."), label)


def _grid(item: Json, sheet: Sheet) -> None:
    group, label = item["questionGroupItem"], sheet.words(item.get("title"), empty="?")
    columns = group.get("grid", {}).get("columns", {})
    rows = [sheet.words(each.get("rowQuestion", {}).get("title")) for each in group.get("questions", [])]
    options = [sheet.words(str(each.get("value", ""))) for each in columns.get("options", [])]
    required = any(each.get("required") for each in group.get("questions", []))
    if columns.get("type") == _SEVERAL:
        sheet.note(_("In each row only one answer can be chosen here, not several."), label)
    sheet.ask(
        QuestionKind.MATRIX, label, options=sheet.options(options), rows=sheet.rows(rows), required=required
    )


def _other(item: Json, sheet: Sheet) -> None:
    if "textItem" in item:
        sheet.ask(
            QuestionKind.INFORMATION,
            sheet.words(item.get("title"), empty="–"),
            help=sheet.words(item.get("description")),
        )
    else:
        sheet.note(_("A picture or a film was left out."), sheet.words(item.get("title")))


def _lead(page_index: int, question: Question, given: Json, sections: dict[str, str], sheet: Sheet) -> None:
    if question.kind is not QuestionKind.ONE_CHOICE:
        return
    jumps = list(sheet.pages[page_index].jumps)
    for option, source in zip(question.options, given["options"], strict=False):
        to = sections.get(str(source.get("goToSectionId", "")))
        if source.get("goToAction") == "SUBMIT_FORM":
            to = END
        if to:
            test = Test(question=question.key, op=Op.IS, value=option.key)
            jumps.append(Jump(to=to, when=Condition(tests=(test,))))
        elif source.get("goToAction") not in (None, "NEXT_SECTION"):
            sheet.note(_("A jump backwards was left out."), question.label)
    sheet.pages[page_index].jumps = tuple(jumps)
