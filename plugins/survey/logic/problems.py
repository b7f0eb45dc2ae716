"""What is wrong with a questionnaire, before people meet it: dead ends, loops, questions that nobody can reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.sdk import Text, _
from plugins.survey.logic.conditions import values_of
from plugins.survey.model import (
    END,
    WITH_OPTIONS,
    Condition,
    Match,
    Op,
    Page,
    Question,
    QuestionKind,
    Questionnaire,
    Test,
)

FEWEST = 2


@dataclass(frozen=True, kw_only=True)
class Flaw:
    """`page` and `question`: keys of where it is, to lead there."""

    message: Text
    page: str = ""
    question: str = ""


def flaws(questionnaire: Questionnaire) -> list[Flaw]:
    """All of them, in the order of the pages."""
    if not questionnaire.asked:
        return [Flaw(message=_("Write the first question."))]
    found = list(_empty_pages(questionnaire))
    found.extend(_within_questions(questionnaire))
    found.extend(_conditions(questionnaire))
    found.extend(_jumps(questionnaire))
    found.extend(_out_of_reach(questionnaire))
    return found


def problems(questionnaire: Questionnaire) -> list[Text]:
    return [flaw.message for flaw in flaws(questionnaire)]


def _empty_pages(questionnaire: Questionnaire) -> Iterator[Flaw]:
    for n, page in enumerate(questionnaire.pages, start=1):
        if not page.questions and not any(page.intro.values()):
            message = _("Page {n} is empty. Add a question, or remove the page.").format(n=n)
            yield Flaw(message=message, page=page.key)


def _within_questions(questionnaire: Questionnaire) -> Iterator[Flaw]:
    for page in questionnaire.pages:
        for question in page.questions:
            message = _flaw_of(question)
            if message is not None:
                yield Flaw(message=message.format(name=question.name), page=page.key, question=question.key)


def _flaw_of(question: Question) -> Text | None:
    if not any(question.label.values()):
        return _("A question has no text.")
    if question.kind in WITH_OPTIONS and len(question.options) + question.other < FEWEST:
        return _("“{name}” needs at least two answers to choose between.")
    if question.kind is QuestionKind.MATRIX and not question.rows:
        return _("“{name}” has no rows.")
    if question.kind is QuestionKind.IMAGE_CHOICE and not all(each.image for each in question.options):
        return _("An answer to “{name}” has no picture.")
    return None


def _conditions(questionnaire: Questionnaire) -> Iterator[Flaw]:
    """A condition may only ask about what was asked before."""
    earlier: dict[str, Question] = {}
    for page in questionnaire.pages:
        yield from _bad_tests(page.show_if, earlier, page)
        for question in page.questions:
            yield from _bad_tests(question.show_if, earlier, page, question)
            if question.asked:
                earlier[question.key] = question
        for jump in page.jumps:
            yield from _bad_tests(jump.when, earlier, page)


def _bad_tests(
    condition: Condition | None, earlier: dict[str, Question], page: Page, question: Question | None = None
) -> Iterator[Flaw]:
    where: dict[str, Any] = {"page": page.key, "question": question.key if question else ""}
    name = question.name if question else _("A page or a jump")
    for test in condition.tests if condition else ():
        asked = earlier.get(test.question)
        if asked is None:
            message = _("“{name}” depends on a question that is not asked before it.")
            yield Flaw(message=message.format(name=name), **where)
        elif not _can_be(test, asked):
            message = _("“{name}” waits for an answer to “{other}” that nobody can give.")
            yield Flaw(message=message.format(name=name, other=asked.name), **where)
    if (
        condition
        and not any(_bad(test, earlier) for test in condition.tests)
        and _contradicts(condition, earlier)
    ):
        message = _("“{name}” is never shown: its conditions cannot all hold at once.")
        yield Flaw(message=message.format(name=name), **where)


def _bad(test: Test, earlier: dict[str, Question]) -> bool:
    return test.question not in earlier or not _can_be(test, earlier[test.question])


def _can_be(test: Test, question: Question) -> bool:
    """Can somebody answer so?"""
    if test.op in (Op.ANSWERED, Op.NOT_ANSWERED):
        return True
    if test.op in (Op.AT_LEAST, Op.AT_MOST):
        return isinstance(test.value, int | float) and _reaches(test.op, test.value, question)
    steps = _numbers(question)
    if question.kind in WITH_OPTIONS:
        known = {option.key for option in question.options} | ({"other"} if question.other else set())
        return test.value in known
    if question.kind is QuestionKind.YES_NO:
        return test.value in ("yes", "no")
    return not steps or test.value in steps


def _reaches(op: Op, value: float, question: Question) -> bool:
    if question.kind is QuestionKind.NUMBER:
        if op is Op.AT_LEAST:
            return question.most is None or value <= question.most
        return question.least is None or value >= question.least
    return any(step >= value if op is Op.AT_LEAST else step <= value for step in _numbers(question))


def _numbers(question: Question) -> tuple[int, ...]:
    kinds = (QuestionKind.SCALE, QuestionKind.RATING, QuestionKind.SENTIMENT)
    return question.steps if question.kind in kinds else ()


def _contradicts(condition: Condition, earlier: dict[str, Question]) -> bool:
    """Two different answers wanted at once to a question that takes one."""
    if condition.match is Match.ANY:
        return False
    wanted: dict[str, set[Any]] = {}
    for test in condition.tests:
        if test.op is Op.IS and earlier[test.question].kind not in (
            QuestionKind.SEVERAL_CHOICES,
            QuestionKind.IMAGE_CHOICE,
            QuestionKind.MATRIX,
            QuestionKind.RANKING,
        ):
            wanted.setdefault(test.question, set()).update(values_of(test.value))
    return any(len(values) > 1 for values in wanted.values())


def _jumps(questionnaire: Questionnaire) -> Iterator[Flaw]:
    keys = [page.key for page in questionnaire.pages]
    for n, page in enumerate(questionnaire.pages):
        for jump in page.jumps:
            if jump.to == END or jump.to in keys[n + 1 :]:
                continue
            message = (
                _("A jump from page {n} leads back, so that people would go in a ring.")
                if jump.to in keys
                else _("A jump from page {n} leads to a page that is not there.")
            )
            yield Flaw(message=message.format(n=n + 1), page=page.key)


def _out_of_reach(questionnaire: Questionnaire) -> Iterator[Flaw]:
    """Pages that every way leads past. A page that may be hidden lets people through to the next."""
    reached = {0}
    keys = [page.key for page in questionnaire.pages]
    for n, page in enumerate(questionnaire.pages):
        if n not in reached:
            message = _("Nobody comes to page {n}: the pages before it always lead past it.")
            yield Flaw(message=message.format(n=n + 1), page=page.key)
            continue
        reached |= {keys.index(jump.to) for jump in page.jumps if jump.to in keys}
        always = any(jump.when is None or not jump.when.tests for jump in page.jumps)
        if not always or page.show_if is not None:
            reached.add(n + 1)
