"""Typeform, as its Create API gives a form (https://www.typeform.com/developers/create/reference/retrieve-form/)."""

from typing import Any

from core.sdk import _
from plugins.survey.importing.sheet import Sheet
from plugins.survey.model import QuestionKind

Json = dict[str, Any]
_SIMPLE = {
    "short_text": QuestionKind.SHORT_TEXT,
    "long_text": QuestionKind.LONG_TEXT,
    "number": QuestionKind.NUMBER,
    "date": QuestionKind.DATE,
    "yes_no": QuestionKind.YES_NO,
    "legal": QuestionKind.YES_NO,
    "file_upload": QuestionKind.FILE,
}
_AS_TEXT = {"email", "phone_number", "website"}
_CHOICES = {"multiple_choice", "dropdown", "picture_choice", "ranking"}
_SCALES = {"opinion_scale", "nps", "rating"}


def read_typeform(form: Json, sheet: Sheet) -> str:
    """The title. A group becomes a page; questions beside groups stand together on pages of their own."""
    for screen in form.get("welcome_screens", [])[:1]:
        sheet.page(intro=sheet.words(screen.get("title")))
    in_group = False
    for field in form["fields"]:
        if field.get("type") == "group":
            sheet.page(sheet.words(field.get("title")))
            for inner in field.get("properties", {}).get("fields", []):
                _field(inner, sheet)
            in_group = True
            continue
        if in_group:
            sheet.page()
            in_group = False
        _field(field, sheet)
    if form.get("logic"):
        sheet.note(_("The form's jumps were left out: set here who sees which question."))
    for screen in form.get("thankyou_screens", [])[:1]:
        sheet.thanks = sheet.words(screen.get("title"))
    return str(form.get("title", ""))


def _field(field: Json, sheet: Sheet) -> None:
    kind, properties = str(field.get("type", "")), field.get("properties", {})
    label = sheet.words(field.get("title"), empty="?")
    common: Json = {
        "help": sheet.words(properties.get("description")),
        "required": bool(field.get("validations", {}).get("required")),
    }
    if kind in _SIMPLE:
        sheet.ask(_SIMPLE[kind], label, **common)
    elif kind in _CHOICES:
        _choices(kind, properties, label, common, sheet)
    elif kind in _SCALES:
        _scale(kind, properties, label, common, sheet)
    elif kind in _AS_TEXT:
        sheet.ask(QuestionKind.SHORT_TEXT, label, **common)
        sheet.note(_("This became a line of text: what is written is not checked."), label)
    elif kind == "matrix":
        _matrix(properties, label, common, sheet)
    elif kind == "statement":
        sheet.ask(QuestionKind.INFORMATION, label, help=common["help"])
    else:
        sheet.note(_("This kind of question is not known here and was left out."), label)


def _choices(kind: str, properties: Json, label: dict[str, str], common: Json, sheet: Sheet) -> None:
    options = sheet.options(
        [sheet.words(str(each.get("label", ""))) for each in properties.get("choices", [])]
    )
    if kind == "ranking":
        sheet.ask(QuestionKind.RANKING, label, options=options, **common)
        return
    if kind == "picture_choice":
        sheet.note(_("The pictures must be added again."), label)
    several = bool(properties.get("allow_multiple_selection"))
    sheet.ask(
        QuestionKind.SEVERAL_CHOICES if several else QuestionKind.ONE_CHOICE,
        label,
        options=options,
        other=bool(properties.get("allow_other_choice")),
        shuffle=bool(properties.get("randomize")),
        **common,
    )


def _scale(kind: str, properties: Json, label: dict[str, str], common: Json, sheet: Sheet) -> None:
    steps = int(properties.get("steps", 11 if kind == "nps" else 5))
    if kind == "rating":
        sheet.ask(QuestionKind.RATING, label, most=steps, **common)
        return
    first = 1 if properties.get("start_at_one") and kind != "nps" else 0
    labels = properties.get("labels", {})
    sheet.ask(
        QuestionKind.SCALE,
        label,
        least=first,
        most=first + steps - 1,
        low=sheet.words(labels.get("left")),
        high=sheet.words(labels.get("right")),
        **common,
    )


def _matrix(properties: Json, label: dict[str, str], common: Json, sheet: Sheet) -> None:
    rows = properties.get("fields", [])
    first = rows[0].get("properties", {}) if rows else {}
    columns = [sheet.words(str(each.get("label", ""))) for each in first.get("choices", [])]
    if first.get("allow_multiple_selection"):
        sheet.note(_("In each row only one answer can be chosen here, not several."), label)
    sheet.ask(
        QuestionKind.MATRIX,
        label,
        options=sheet.options(columns),
        rows=sheet.rows([sheet.words(each.get("title")) for each in rows]),
        **common,
    )
