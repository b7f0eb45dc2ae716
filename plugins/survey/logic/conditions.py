"""Whether a condition holds, given the answers. An unanswered question passes only the tests that ask for just that."""

from typing import Any

from plugins.survey.model import Answers, Condition, Match, Op, Test


def holds(condition: Condition | None, answers: Answers) -> bool:
    """No condition, or one without tests, always holds."""
    if condition is None or not condition.tests:
        return True
    passed = (passes(test, answers.get(test.question)) for test in condition.tests)
    return all(passed) if condition.match is Match.ALL else any(passed)


def passes(test: Test, answer: Any) -> bool:
    if test.op is Op.NOT_ANSWERED:
        return answer is None
    if answer is None:
        return False
    if test.op is Op.ANSWERED:
        return True
    if test.op in (Op.IS, Op.IS_NOT):
        return (test.value in values_of(answer)) is (test.op is Op.IS)
    number = number_of(answer)
    wanted = number_of(test.value)
    if number is None or wanted is None:
        return False
    return number >= wanted if test.op is Op.AT_LEAST else number <= wanted


def values_of(answer: Any) -> list[Any]:
    """What an answer says, as values that a test can name."""
    if isinstance(answer, dict):
        if "keys" in answer:
            return [*answer["keys"], *(["other"] if "other" in answer else [])]
        if "value" in answer:
            return [answer["value"]]
        return ["other"] if set(answer) == {"other"} else list(answer.values())
    if isinstance(answer, bool):
        return ["yes" if answer else "no"]
    return answer if isinstance(answer, list) else [answer]


def number_of(answer: Any) -> float | int | None:
    found = answer.get("value") if isinstance(answer, dict) else answer
    return found if isinstance(found, int | float) and not isinstance(found, bool) else None
