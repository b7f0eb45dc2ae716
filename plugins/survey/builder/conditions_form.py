"""Conditions and jumps as staff choose them: lists of “question – is – answer”, so that no script is needed."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec

from core.sdk import Bound, Choice, Hidden, Number, Raw, Text, _, bind, excerpt
from plugins.survey.logic.conditions import number_of
from plugins.survey.model import (
    END,
    WITH_OPTIONS,
    Condition,
    Jump,
    Match,
    Op,
    Page,
    Question,
    QuestionKind,
    Questionnaire,
    Test,
)

TESTS = 4
JUMPS = 3
_SCALES = frozenset({QuestionKind.SCALE, QuestionKind.RATING, QuestionKind.SENTIMENT})
_SHORT = 60
Options = list[tuple[str, Any]]


class _Tests(msgspec.Struct, kw_only=True):
    match: Annotated[
        str,
        Choice(
            label=_("Show it when"),
            options=(("all", _("all of this holds")), ("any", _("at least one of this holds"))),
        ),
    ] = "all"
    test_1: Annotated[str, Choice(label=_("Condition 1"), required=False)] = ""
    number_1: Annotated[
        float | None, Number(label=_("Number in condition 1"), decimals=6, required=False)
    ] = None
    test_2: Annotated[str, Choice(label=_("Condition 2"), required=False)] = ""
    number_2: Annotated[
        float | None, Number(label=_("Number in condition 2"), decimals=6, required=False)
    ] = None
    test_3: Annotated[str, Choice(label=_("Condition 3"), required=False)] = ""
    number_3: Annotated[
        float | None, Number(label=_("Number in condition 3"), decimals=6, required=False)
    ] = None
    test_4: Annotated[str, Choice(label=_("Condition 4"), required=False)] = ""
    number_4: Annotated[
        float | None, Number(label=_("Number in condition 4"), decimals=6, required=False)
    ] = None
    version: Annotated[str, Hidden(required=False)] = ""


class _Jumps(msgspec.Struct, kw_only=True):
    when_1: Annotated[str, Choice(label=_("Jump 1: when"), required=False)] = ""
    to_1: Annotated[str, Choice(label=_("Jump 1: go to"), required=False)] = ""
    when_2: Annotated[str, Choice(label=_("Jump 2: when"), required=False)] = ""
    to_2: Annotated[str, Choice(label=_("Jump 2: go to"), required=False)] = ""
    when_3: Annotated[str, Choice(label=_("Jump 3: when"), required=False)] = ""
    to_3: Annotated[str, Choice(label=_("Jump 3: go to"), required=False)] = ""
    version: Annotated[str, Hidden(required=False)] = ""


def condition_form(
    earlier: Sequence[Question], kept: Condition | None, raw: Raw | None = None, *, version: str = ""
) -> Bound[Any]:
    """`earlier`: the questions that may be asked about. Numbers are asked only where one of them is a number."""
    options = said_tests(earlier, numbers=True)
    names = [f"test_{n}" for n in range(1, TESTS + 1)]
    form = bind(
        _Tests,
        raw,
        initial=_initial(kept, _numbers(earlier)) | {"version": version},
        options=dict.fromkeys(names, options),
    )
    if not any(question.kind is QuestionKind.NUMBER for question in earlier):
        form.fields[:] = [field for field in form.fields if not field.key.startswith("number_")]
    return form


def condition_of(values: Any) -> Condition | None:
    found = []
    for n in range(1, TESTS + 1):
        chosen = getattr(values, f"test_{n}")
        if chosen:
            found.append(_test(chosen, getattr(values, f"number_{n}")))
    return Condition(match=Match(values.match), tests=tuple(found)) if found else None


def jumps_form(
    questionnaire: Questionnaire, page: Page, raw: Raw | None = None, *, version: str = ""
) -> Bound[Any]:
    when = [("always", _("always")), *said_tests(asked_until(questionnaire, page), numbers=False)]
    to = places_after(questionnaire, page)
    options = {
        f"{part}_{n}": each for n in range(1, JUMPS + 1) for part, each in (("when", when), ("to", to))
    }
    initial: dict[str, Any] = {"version": version}
    for n, jump in enumerate(page.jumps[:JUMPS], start=1):
        initial[f"to_{n}"] = jump.to
        initial[f"when_{n}"] = _word(jump.when.tests[0]) if jump.when and jump.when.tests else "always"
    return bind(_Jumps, raw, initial=initial, options=options)


def jumps_of(values: Any) -> list[Jump]:
    found = []
    for n in range(1, JUMPS + 1):
        when, to = getattr(values, f"when_{n}"), getattr(values, f"to_{n}")
        if when and to:
            condition = None if when == "always" else Condition(tests=(_test(when, None),))
            found.append(Jump(to=to, when=condition))
    return found


def places_after(questionnaire: Questionnaire, page: Page) -> Options:
    """Where a jump may lead: forward only."""
    at = questionnaire.pages.index(page)
    pages = list(enumerate(questionnaire.pages, start=1))[at + 1 :]
    named: Options = [(each.key, page_name(n, each)) for n, each in pages]
    return [*named, (END, _("The end: the answer is sent"))]


def page_name(n: int, page: Page) -> Text | str:
    title = page.name.text()
    return (
        _("Page {n}: {title}").format(n=n, title=excerpt(title, _SHORT))
        if title
        else _("Page {n}").format(n=n)
    )


def asked_until(questionnaire: Questionnaire, page: Page) -> list[Question]:
    """The questions up to and with this page."""
    at = questionnaire.pages.index(page)
    return [
        question for each in questionnaire.pages[: at + 1] for question in each.questions if question.asked
    ]


def asked_before(questionnaire: Questionnaire, key: str) -> list[Question]:
    """The questions that stand before this question or page."""
    found: list[Question] = []
    for page in questionnaire.pages:
        if page.key == key:
            break
        for question in page.questions:
            if question.key == key:
                return found
            if question.asked:
                found.append(question)
    return found


def said_tests(questions: Sequence[Question], *, numbers: bool) -> Options:
    """Everything that can be asked about these answers, as (word, sentence)."""
    found: Options = []
    for question in questions:
        name = excerpt(question.name.text(), _SHORT)
        for op, value, words in _ways(question, numbers=numbers):
            sentence = _("{question} – {answer}").format(question=name, answer=words)
            found.append((_word(Test(question=question.key, op=op, value=value)), sentence))
    return found


def _ways(question: Question, *, numbers: bool) -> list[tuple[Op, Any, Any]]:
    ways: list[tuple[Op, Any, Any]] = []
    if question.kind is QuestionKind.YES_NO:
        ways = [(Op.IS, "yes", _("yes")), (Op.IS, "no", _("no"))]
    elif question.kind in WITH_OPTIONS and question.kind is not QuestionKind.MATRIX:
        for option in question.options:
            ways.append((Op.IS, option.key, _("is “{answer}”").format(answer=option.name)))
            ways.append((Op.IS_NOT, option.key, _("is not “{answer}”").format(answer=option.name)))
        if question.other:
            ways.append((Op.IS, "other", _("is something else")))
    elif question.kind in _SCALES:
        ways = [(Op.AT_LEAST, step, _("is at least {n}").format(n=step)) for step in question.steps[1:]]
        ways += [(Op.AT_MOST, step, _("is at most {n}").format(n=step)) for step in question.steps[:-1]]
    elif question.kind is QuestionKind.NUMBER and numbers:
        ways = [
            (Op.AT_LEAST, None, _("is at least the number")),
            (Op.AT_MOST, None, _("is at most the number")),
        ]
    return [*ways, (Op.ANSWERED, None, _("is answered")), (Op.NOT_ANSWERED, None, _("is not answered"))]


def _word(test: Test) -> str:
    """A test as a form's value. The number of a number question stands in an input of its own."""
    value = "" if test.value is None else str(test.value)
    return f"{test.question} {test.op.value} {value}".strip()


def _test(word: str, number: float | None) -> Test:
    question, op, *rest = word.split(" ")
    value: str | int | float | None = rest[0] if rest else None
    if op in (Op.AT_LEAST, Op.AT_MOST):
        value = int(value) if isinstance(value, str) else number if number is not None else 0
    return Test(question=question, op=Op(op), value=value)


def _numbers(questions: Sequence[Question]) -> set[str]:
    return {question.key for question in questions if question.kind is QuestionKind.NUMBER}


def _initial(kept: Condition | None, numbers: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = {"match": kept.match.value if kept else "all"}
    for n, test in enumerate(kept.tests[:TESTS] if kept else (), start=1):
        bare = msgspec.structs.replace(test, value=None) if test.question in numbers else test
        found[f"test_{n}"] = _word(bare)
        found[f"number_{n}"] = number_of(test.value)
    return found
