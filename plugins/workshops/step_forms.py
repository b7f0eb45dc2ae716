"""The form of each kind of step."""

from typing import Annotated, Any

import msgspec

from core.sdk import Bound, Choice, Choices, Hidden, LongText, Raw, ShortText, _, bind
from plugins.workshops.steps import Step


class QuestionForm(msgspec.Struct, kw_only=True):
    text: Annotated[str, LongText(label=_("Your question"), max=500, missing=_("Write your question."))]
    once: Annotated[str, Hidden(required=False, max=40)] = ""


class WordForm(msgspec.Struct, kw_only=True):
    text: Annotated[
        str,
        ShortText(
            label=_("A word"),
            help=_("You can send several, one at a time."),
            max=40,
            missing=_("Write a word."),
        ),
    ]
    once: Annotated[str, Hidden(required=False, max=40)] = ""


class SentenceForm(msgspec.Struct, kw_only=True):
    text: Annotated[
        str,
        LongText(
            label=_("A sentence or two"),
            help=_("You can send several, one at a time."),
            max=500,
            missing=_("Write a sentence."),
        ),
    ]
    once: Annotated[str, Hidden(required=False, max=40)] = ""


class NoteForm(msgspec.Struct, kw_only=True):
    text: Annotated[
        str,
        LongText(
            label=_("A note from the group"),
            help=_("Everyone in the group sees it and can add more."),
            max=1_000,
            missing=_("Write a note."),
        ),
    ]
    once: Annotated[str, Hidden(required=False, max=40)] = ""


class OneForm(msgspec.Struct, kw_only=True):
    choices: Annotated[str, Choice(label=_("Your answer"))]


class ManyForm(msgspec.Struct, kw_only=True):
    choices: Annotated[list[str], Choices(label=_("Your answers"), help=_("Choose as many as you like."))]


class OrderForm(msgspec.Struct, kw_only=True):
    """Places are read by `order_of`: there is one input for each option."""

    version: Annotated[str, Hidden(required=False)] = ""


_WRITTEN: dict[str, Any] = {"questions": QuestionForm, "groups": NoteForm}


def step_form(step: Step, raw: Raw | None = None) -> Bound[Any]:
    """Empty, or with what was sent."""
    if step.kind == "collect":
        return bind(SentenceForm if step.many else WordForm, raw)
    if step.kind == "poll":
        options = {"choices": [(str(n), label) for n, label in enumerate(step.labels)]}
        return bind(ManyForm if step.many else OneForm, raw, options=options)
    return bind(_WRITTEN.get(step.kind, OrderForm), raw)


def choices_of(step: Step, form: Bound[Any], raw: Raw) -> list[int]:
    """The numbers of the options that were chosen; of a ranking from first to last."""
    if step.kind == "ranking":
        return order_of(raw, len(step.labels))
    chosen = form.values.choices
    return [int(each) for each in ([chosen] if isinstance(chosen, str) else chosen)]


def order_of(raw: Raw, options: int) -> list[int]:
    """Options that were given a place, first to last. Two with the same place: none of it is understood."""
    places: dict[int, int] = {}
    for option in range(options):
        typed = raw.get(f"place.{option}", [""])[-1]
        if isinstance(typed, str) and typed.isascii() and typed.isdigit() and 1 <= int(typed[:4]) <= options:
            if int(typed[:4]) in places:
                return []
            places[int(typed[:4])] = option
    return [places[place] for place in sorted(places)]
