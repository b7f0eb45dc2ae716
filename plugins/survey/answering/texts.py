"""What was written is taken out of an answer, to be a contribution; a mark stays that something stood there."""

from typing import Any, NamedTuple

from plugins.survey.model import OPEN, Answers, QuestionKind, Questionnaire

_PARTS = {
    QuestionKind.ONE_CHOICE: "other",
    QuestionKind.SEVERAL_CHOICES: "other",
    QuestionKind.SENTIMENT: "why",
    QuestionKind.PLACE: "words",
}


class Wrote(NamedTuple):
    """`part` is empty where the answer as a whole is a text."""

    question: str
    part: str
    text: str


def split(questionnaire: Questionnaire, answers: Answers) -> tuple[Answers, list[Wrote]]:
    """The answers with `True` in place of each text, and the texts."""
    kept, wrote = dict(answers), []
    for question in questionnaire.asked:
        answer = answers.get(question.key)
        if question.kind in OPEN and isinstance(answer, str) and answer.strip():
            kept[question.key] = True
            wrote.append(Wrote(question.key, "", answer))
        part = _PARTS.get(question.kind)
        if part and isinstance(answer, dict) and isinstance(answer.get(part), str) and answer[part].strip():
            kept[question.key] = {**answer, part: True}
            wrote.append(Wrote(question.key, part, answer[part]))
    return kept, wrote


def joined(answers: Answers, texts: dict[tuple[str, str], str]) -> Answers:
    """The other way: what was written back in its place. A text that a moderator hid is an empty one."""
    whole = dict(answers)
    for key, answer in answers.items():
        if answer is True and (key, "") in texts:
            whole[key] = texts[key, ""]
        elif isinstance(answer, dict):
            whole[key] = {part: _back(key, part, value, texts) for part, value in answer.items()}
    return whole


def _back(key: str, part: str, value: Any, texts: dict[tuple[str, str], str]) -> Any:
    return texts.get((key, part), "") if value is True and part in ("other", "why", "words") else value
