"""A question answered with a file, and one answered with a place."""

from typing import Any

from core.sdk import Field, File, ShapeOnMap
from plugins.survey.model import Question, QuestionKind

SHAPES = ("point", "line", "area")


def special_field(question: Question, about: dict[str, Any]) -> Field:
    if question.kind is QuestionKind.PLACE:
        return ShapeOnMap(shapes=question.shapes or SHAPES[:1], **about)
    return File(**about)
