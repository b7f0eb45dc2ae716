"""Questions with answers to choose: yes or no, one, several, pictures."""

from dataclasses import dataclass
from typing import Any, ClassVar

from core.sdk import Field, Invalid, Text, Typed, _, clean_line, ngettext
from plugins.survey.model import Option, Question, QuestionKind

OTHER = "other"
OTHER_MOST = 200


@dataclass(frozen=True, kw_only=True)
class YesOrNo(Field):
    """Two buttons, so that “no” is an answer and silence is none."""

    kind: ClassVar[str] = "survey_yes_no"
    says_missing: ClassVar[Text] = _("Choose an answer to “{label}”.")

    def read(self, typed: Typed) -> bool | None:
        return {"yes": True, "no": False}.get(typed.one())

    def shown(self, value: Any) -> str:
        return {True: "yes", False: "no"}.get(value, "")


@dataclass(frozen=True, kw_only=True)
class Choosing(Field):
    """One or several options, perhaps with pictures, perhaps with “other”, in the order the person sees."""

    kind: ClassVar[str] = "survey_choice"
    says_missing: ClassVar[Text] = _("Choose an answer to “{label}”.")
    options: tuple[Option, ...] = ()
    several: bool = False
    pictures: bool = False
    other: bool = False
    full: frozenset[str] = frozenset()  # whose quota is reached
    least: int = 0
    most: int | None = None

    def read(self, typed: Typed) -> Any:
        chosen = [each for each in dict.fromkeys(typed.all()) if each]
        known = {option.key for option in self.options} | ({OTHER} if self.other else set())
        if not chosen:
            return None
        if not known.issuperset(chosen):
            raise Invalid(_("Choose among the answers to “{label}”.").format(label=self.label))
        if self.full.intersection(chosen):
            raise Invalid(_("That answer is full. Choose another one."))
        return self._several(chosen, typed) if self.several or self.pictures else self._one(chosen, typed)

    def _one(self, chosen: list[str], typed: Typed) -> Any:
        if len(chosen) > 1:
            raise Invalid(_("Choose one answer to “{label}”.").format(label=self.label))
        return {"other": self._other(typed)} if chosen == [OTHER] else chosen[0]

    def _several(self, chosen: list[str], typed: Typed) -> dict[str, Any]:
        if self.most is not None and len(chosen) > self.most:
            most = ngettext("Choose {n} answer at most.", "Choose {n} answers at most.", self.most)
            raise Invalid(most.format(n=self.most))
        if len(chosen) < self.least:
            least = ngettext("Choose at least {n} answer.", "Choose at least {n} answers.", self.least)
            raise Invalid(least.format(n=self.least))
        answer: dict[str, Any] = {"keys": sorted(set(chosen) - {OTHER}, key=self._place)}
        return answer | {"other": self._other(typed)} if OTHER in chosen else answer

    def _place(self, key: str) -> int:
        """In the questionnaire's order of keys, not in the order that was shown by chance."""
        return next(int(option.key[1:] or 0) for option in self.options if option.key == key)

    def _other(self, typed: Typed) -> str:
        text = clean_line(typed.part("other").one()[: OTHER_MOST * 8])
        if not text:
            raise Invalid(_("Write what you mean by “other”."))
        if len(text) > OTHER_MOST:
            raise Invalid(_("“Other” can have at most {max} characters.").format(max=OTHER_MOST))
        return text

    def shown(self, value: Any) -> dict[str, Any]:
        if isinstance(value, str):
            return {"keys": [value], "other": ""}
        given = value if isinstance(value, dict) else {}
        keys = [*given.get("keys", ()), *([OTHER] if "other" in given else [])]
        return {"keys": keys, "other": given.get("other", "")}

    def echo(self, typed: Typed) -> dict[str, Any]:
        return {"keys": typed.all(), "other": typed.part("other").one()[: OTHER_MOST * 2]}


def choice_field(
    question: Question, about: dict[str, Any], options: tuple[Option, ...], full: frozenset[str]
) -> Field:
    if question.kind is QuestionKind.YES_NO:
        return YesOrNo(**about)
    pictures = question.kind is QuestionKind.IMAGE_CHOICE
    several = question.kind is QuestionKind.SEVERAL_CHOICES or (pictures and question.most != 1)
    return Choosing(
        options=options,
        several=several,
        pictures=pictures,
        other=question.other,
        full=full,
        least=int(question.least or 0),
        most=int(question.most) if question.most else None,
        **about,
    )
