"""A quiz from its TOML file."""

import re
from collections.abc import Iterable
from typing import Any

from academy.loading.shape import Mistake, Question, Quiz, QuizOption
from academy.loading.tables import Reader, localized

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}\Z")
_QUESTION = {"id", "several", "text", "explanation", "option"}
_OPTION = {"id", "right"}
_MOST, _LEAST_OPTIONS, _MOST_OPTIONS = 20, 2, 8


def read_quiz(name: str, text: str, languages: tuple[str, ...]) -> tuple[Quiz | None, list[Mistake]]:
    reader = Reader(name, text)
    if reader.mistakes:
        return None, reader.mistakes
    reader.known({"question"})
    given = _tables(reader, reader.table.get("question"), "question", least=1, most=_MOST)
    questions = tuple(_question(reader, each, nth, languages) for nth, each in enumerate(given))
    _once(reader, (each.id for each in questions), "question")
    return Quiz(questions), reader.mistakes


def _question(reader: Reader, table: dict[str, Any], nth: int, languages: tuple[str, ...]) -> Question:
    several = table.get("several", False)
    for key in table.keys() - _QUESTION:
        reader.wrong("question", f"{key!r} is not known in a question", nth)
    if not isinstance(several, bool):
        reader.wrong("question", "several is true or false", nth)
    given = _tables(
        reader, table.get("option"), "question", least=_LEAST_OPTIONS, most=_MOST_OPTIONS, nth=nth
    )
    options = tuple(_option(reader, each, nth, languages) for each in given)
    right = sum(each.right for each in options)
    if right == 0 or (right > 1 and not several):
        reader.wrong("question", "one option is right; more only with several = true", nth)
    _once(reader, (each.id for each in options), "question", nth)
    return Question(
        id=_id(reader, table, nth),
        text=localized(reader, table.get("text"), "text", languages, nth),
        explanation=localized(reader, table.get("explanation"), "explanation", languages, nth),
        options=options,
        several=bool(several),
    )


def _option(reader: Reader, table: dict[str, Any], nth: int, languages: tuple[str, ...]) -> QuizOption:
    right = table.get("right", False)
    if not isinstance(right, bool):
        reader.wrong("question", "right is true or false", nth)
    words = {key: found for key, found in table.items() if key not in _OPTION}
    return QuizOption(
        _id(reader, table, nth), localized(reader, words, "question", languages, nth), right is True
    )


def _id(reader: Reader, table: dict[str, Any], nth: int) -> str:
    found = table.get("id", "")
    if isinstance(found, str) and _ID.match(found):
        return found
    reader.wrong("question", "each question and option has an id of a-z, 0-9 and -", nth)
    return ""


def _tables(
    reader: Reader, found: object, key: str, *, least: int, most: int, nth: int = 0
) -> list[dict[str, Any]]:
    right = isinstance(found, list) and all(isinstance(each, dict) for each in found)
    if not isinstance(found, list) or not right or not least <= len(found) <= most:
        what = "questions" if key == "question" and least == 1 else "options"
        reader.wrong(key, f"there are from {least} to {most} {what}", nth)
        return []
    return found


def _once(reader: Reader, ids: Iterable[str], key: str, nth: int = 0) -> None:
    given = [each for each in ids if each]
    for twice in {each for each in given if given.count(each) > 1}:
        reader.wrong(key, f"the id {twice!r} stands twice", nth)
