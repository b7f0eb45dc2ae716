"""How a question of each kind is asked for: a struct for each family, and the way to a `Question` and back."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec

from core.sdk import (
    Bound,
    BoundField,
    Choice,
    Choices,
    Hidden,
    Invalid,
    LocalizedText,
    Number,
    Raw,
    YesNo,
    _,
    bind,
)
from plugins.survey.builder.options_field import OptionsField, Written
from plugins.survey.model import Question, Words
from plugins.survey.model import QuestionKind as K

_LABEL = LocalizedText(label=_("The question"), max=500)
_REQUIRED = YesNo(label=_("Must be answered"), help=_("Ask it of as few questions as you can."))


class QuestionForm(msgspec.Struct, kw_only=True):
    label: Annotated[Words, _LABEL]
    help: Annotated[
        Words, LocalizedText(label=_("Help below the question"), max=1_000, long=True, required=False)
    ] = {}
    version: Annotated[str, Hidden(required=False)] = ""


class AskedForm(QuestionForm, kw_only=True):
    required: Annotated[bool, _REQUIRED] = False


class InformationForm(msgspec.Struct, kw_only=True):
    label: Annotated[Words, LocalizedText(label=_("Heading"), max=500)]
    help: Annotated[Words, LocalizedText(label=_("Text"), max=5_000, long=True, required=False)] = {}
    version: Annotated[str, Hidden(required=False)] = ""


class TextForm(AskedForm, kw_only=True):
    most: Annotated[int | None, Number(label=_("Characters at most"), min=1, max=20_000, required=False)] = (
        None
    )


class NumberForm(AskedForm, kw_only=True):
    least: Annotated[float | None, Number(label=_("Lowest number"), decimals=6, required=False)] = None
    most: Annotated[float | None, Number(label=_("Highest number"), decimals=6, required=False)] = None
    decimals: Annotated[int, Number(label=_("Decimals"), min=0, max=6)] = 0

    def __post_init__(self) -> None:
        if self.least is not None and self.most is not None and self.least > self.most:
            raise Invalid(_("The lowest number must be below the highest."), field="most")


class OneChoiceForm(AskedForm, kw_only=True):
    other: Annotated[bool, YesNo(label=_("People can write another answer"))] = False
    shuffle: Annotated[
        bool,
        YesNo(
            label=_("Random order"),
            help=_("What stands first is chosen more often. A random order evens it out."),
        ),
    ] = False


class SeveralChoicesForm(OneChoiceForm, kw_only=True):
    least: Annotated[int | None, Number(label=_("Choose at least"), min=0, max=100, required=False)] = None
    most: Annotated[int | None, Number(label=_("Choose at most"), min=1, max=100, required=False)] = None

    def __post_init__(self) -> None:
        if self.least and self.most and self.least > self.most:
            raise Invalid(_("“At least” must not be more than “at most”."), field="most")


class ImageChoiceForm(AskedForm, kw_only=True):
    shuffle: Annotated[bool, YesNo(label=_("Random order"))] = False
    most: Annotated[
        int | None,
        Number(
            label=_("Choose at most"),
            help=_("1 means one picture. Empty means no limit."),
            min=1,
            max=100,
            required=False,
        ),
    ] = 1


class ScaleForm(AskedForm, kw_only=True):
    least: Annotated[str, Choice(label=_("Begins with"), options=(("0", "0"), ("1", "1")))] = "1"
    most: Annotated[
        int, Number(label=_("Ends with"), help=_("A scale has 2 to 11 steps."), min=1, max=11)
    ] = 5
    low: Annotated[Words, LocalizedText(label=_("What the lowest means"), max=60, required=False)] = {}
    high: Annotated[Words, LocalizedText(label=_("What the highest means"), max=60, required=False)] = {}

    def __post_init__(self) -> None:
        if not 2 <= self.most - int(self.least) + 1 <= 11:  # noqa: PLR2004 - said in the help above
            raise Invalid(_("A scale has 2 to 11 steps."), field="most")


class RatingForm(AskedForm, kw_only=True):
    most: Annotated[int, Number(label=_("Stars"), min=3, max=10)] = 5


class SentimentForm(AskedForm, kw_only=True):
    why: Annotated[
        Words,
        LocalizedText(
            label=_("Follow-up question"),
            help=_("For example “Why?”. Empty means none."),
            max=200,
            required=False,
        ),
    ] = {}


class MatrixForm(AskedForm, kw_only=True):
    """Its rows and columns are lists."""


class RankingForm(AskedForm, kw_only=True):
    most: Annotated[
        int | None,
        Number(
            label=_("How many are put in order"),
            help=_("Empty means all of them."),
            min=1,
            max=20,
            required=False,
        ),
    ] = None
    shuffle: Annotated[bool, YesNo(label=_("Random order to begin with"))] = False


class PlaceForm(AskedForm, kw_only=True):
    shapes: Annotated[
        list[str],
        Choices(
            label=_("What can be drawn"),
            options=(("point", _("A point")), ("line", _("A line")), ("area", _("An area"))),
        ),
    ] = msgspec.field(default_factory=lambda: ["point"])


FORMS: dict[K, type[msgspec.Struct]] = {
    K.SHORT_TEXT: TextForm,
    K.LONG_TEXT: TextForm,
    K.NUMBER: NumberForm,
    K.DATE: AskedForm,
    K.YES_NO: AskedForm,
    K.ONE_CHOICE: OneChoiceForm,
    K.SEVERAL_CHOICES: SeveralChoicesForm,
    K.IMAGE_CHOICE: ImageChoiceForm,
    K.SCALE: ScaleForm,
    K.RATING: RatingForm,
    K.SENTIMENT: SentimentForm,
    K.MATRIX: MatrixForm,
    K.RANKING: RankingForm,
    K.FILE: AskedForm,
    K.PLACE: PlaceForm,
    K.INFORMATION: InformationForm,
}
_CHOICES = OptionsField(label=_("Answers to choose"), quotas=True)
LISTS: dict[K, dict[str, OptionsField]] = {
    K.ONE_CHOICE: {"options": _CHOICES},
    K.SEVERAL_CHOICES: {"options": _CHOICES},
    K.IMAGE_CHOICE: {
        "options": OptionsField(label=_("Pictures to choose among"), pictures=True, quotas=True)
    },
    K.MATRIX: {
        "rows": OptionsField(label=_("Rows: what is judged"), missing=_("Write the rows.")),
        "options": OptionsField(label=_("Columns: the answers"), most=11),
    },
    K.RANKING: {"options": OptionsField(label=_("What is put in order"), most=20)},
}


def initial_of(question: Question) -> dict[str, Any]:
    """What the form shows of a question that is there."""
    form = FORMS[question.kind]
    found = {name: getattr(question, name) for name in form.__struct_fields__ if hasattr(question, name)}
    if question.kind is K.SCALE:
        found["least"] = "0" if question.least == 0 else "1"
    if "shapes" in found:
        found["shapes"] = list(question.shapes or ("point",))
    if "most" in found and found["most"] is None and question.kind is K.RATING:
        found["most"] = 5
    return found


@dataclass(frozen=True)
class QuestionBound:
    """The form with its lists of answers, and what was written in them."""

    form: Bound[Any]
    lists: dict[str, list[Written]]

    @property
    def with_pictures(self) -> bool:
        return any(getattr(field.field, "pictures", False) for field in self.form.fields)


def bind_question(
    kind: K, before: Question | None, raw: Raw | None, *, locales: Sequence[str], version: str
) -> QuestionBound:
    initial = (initial_of(before) if before else {}) | {"version": version}
    form: Bound[Any] = bind(FORMS[kind], raw, initial=initial, locales=locales)
    lists: dict[str, list[Written]] = {}
    at = 2  # after the question and its help
    for name, field in LISTS.get(kind, {}).items():
        own = dataclasses.replace(
            field, before=getattr(before, name, ()), locales=tuple(locales), required=True
        )
        bound = BoundField(own, name, required=True)
        bound.mark = ""
        bound.keep(None)
        if raw is not None:
            lists[name] = bound.read(raw) or []
        form.fields.insert(at, bound)
        at += 1
    return QuestionBound(form, lists)


def question_of(kind: K, values: msgspec.Struct, before: Question | None) -> Question:
    """What was filled in, on top of what the form does not ask. The lists are set by the caller, who keeps pictures."""
    question = before or Question(key="", kind=kind, label={})
    given: dict[str, Any] = {
        name: getattr(values, name) for name in values.__struct_fields__ if name != "version"
    }
    if kind is K.SCALE:
        given["least"] = int(given["least"])
    if "shapes" in given:
        given["shapes"] = tuple(given["shapes"])
    return msgspec.structs.replace(question, **given)
