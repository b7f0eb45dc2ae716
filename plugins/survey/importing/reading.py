"""Which kind of file it is, and who reads it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.sdk import Refused, _
from plugins.survey.importing.google import read_google
from plugins.survey.importing.limesurvey import read_limesurvey
from plugins.survey.importing.microsoft import read_microsoft
from plugins.survey.importing.sheet import Note, Sheet
from plugins.survey.importing.typeform import read_typeform
from plugins.survey.model import Questionnaire

MOST_BYTES = 5_000_000
_READERS = {"google": read_google, "microsoft": read_microsoft, "typeform": read_typeform}


@dataclass(frozen=True)
class ImportedForm:
    """`title`: of the form, as it was called there."""

    title: str
    questionnaire: Questionnaire
    notes: tuple[Note, ...]


class NotAForm(Refused):
    """`field` is `file`: the message stands beside it."""

    field = "file"

    def __init__(self) -> None:
        super().__init__(
            _(
                "We cannot read this file. Choose a form from LimeSurvey, Google Forms, Microsoft Forms or Typeform."
            )
        )


def read_form(data: bytes, *, main: str, languages: Sequence[str]) -> ImportedForm:
    """Raises NotAForm. Whatever else is wrong in the file becomes a note, never an error."""
    if len(data) > MOST_BYTES:
        raise NotAForm
    sheet = Sheet(main=main, languages=languages)
    try:
        title = read_limesurvey(data, sheet) if data.lstrip()[:1] == b"<" else _read_json(data, sheet)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        raise NotAForm from None
    questionnaire = sheet.done()
    if not questionnaire.pages:
        raise NotAForm
    return ImportedForm(title, questionnaire, tuple(sheet.notes))


def _read_json(data: bytes, sheet: Sheet) -> str:
    form = json.loads(data.decode("utf-8-sig"))
    return _READERS[_maker(form)](form, sheet)


def _maker(form: dict[str, Any]) -> str:
    if "items" in form and "info" in form:
        return "google"
    if "questions" in form:
        return "microsoft"
    if "fields" in form:
        return "typeform"
    raise KeyError("neither")
