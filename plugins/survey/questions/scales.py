"""Questions answered on a scale: numbers, stars, faces with a follow-up."""

from dataclasses import dataclass
from typing import Any, ClassVar

from core.sdk import Field, Invalid, Localized, Text, Typed, _, clean_text
from plugins.survey.model import Question, QuestionKind

WHY_MOST = 1_000
FEELINGS: dict[int, Text] = {
    1: _("Very bad"),
    2: _("Bad"),
    3: _("Neither good nor bad"),
    4: _("Good"),
    5: _("Very good"),
}
MOUTHS: dict[int, str] = {  # a curve below two eyes: drawn, since not every device has every face
    1: "M10 28q8-11 16 0",
    2: "M11 26q7-5 14 0",
    3: "M11 25h14",
    4: "M11 23q7 6 14 0",
    5: "M10 22q8 12 16 0z",
}


@dataclass(frozen=True, kw_only=True)
class OnScale(Field):
    kind: ClassVar[str] = "survey_scale"
    says_missing: ClassVar[Text] = _("Choose a number for “{label}”.")
    steps: tuple[int, ...] = ()
    low: Localized | str = ""
    high: Localized | str = ""
    stars: bool = False

    def read(self, typed: Typed) -> Any:
        return step_of(typed.one(), self)


@dataclass(frozen=True, kw_only=True)
class Feeling(Field):
    kind: ClassVar[str] = "survey_sentiment"
    says_missing: ClassVar[Text] = _("Choose a face for “{label}”.")
    steps: tuple[int, ...] = tuple(FEELINGS)
    why: Localized | str = ""

    @property
    def faces(self) -> list[tuple[int, str, Text]]:
        return [(step, MOUTHS[step], FEELINGS[step]) for step in self.steps]

    def read(self, typed: Typed) -> Any:
        step = step_of(typed.one(), self)
        if step is None:
            return None
        why = clean_text(typed.part("why").one()[: WHY_MOST * 8]) if str(self.why) else ""
        if len(why) > WHY_MOST:
            raise Invalid(
                _("“{label}” can have at most {max} characters.").format(label=self.why, max=WHY_MOST)
            )
        return {"value": step, "why": why} if why else {"value": step}

    def shown(self, value: Any) -> dict[str, str]:
        given = value if isinstance(value, dict) else {}
        return {"value": str(given.get("value", "")), "why": given.get("why", "")}

    def echo(self, typed: Typed) -> dict[str, str]:
        return {"value": typed.one(), "why": typed.part("why").one()[: WHY_MOST * 2]}


def step_of(sent: str, field: Any) -> int | None:
    if not sent:
        return None
    found = next((step for step in field.steps if str(step) == sent), None)
    if found is None:
        raise Invalid(_("Choose among the answers to “{label}”.").format(label=field.label))
    return int(found)


def scale_field(question: Question, about: dict[str, Any]) -> Field:
    if question.kind is QuestionKind.SENTIMENT:
        return Feeling(why=Localized(question.why), **about)
    return OnScale(
        steps=question.steps,
        low=Localized(question.low),
        high=Localized(question.high),
        stars=question.kind is QuestionKind.RATING,
        **about,
    )
