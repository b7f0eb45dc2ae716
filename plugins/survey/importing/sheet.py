"""What the readers write on: pages and questions with keys of ours, and notes about what did not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from core.sdk import Text, clean_text, plain_text
from plugins.survey.model import Option, Page, Question, QuestionKind, Questionnaire, Words

LONGEST = 1_000  # characters of one text
MOST_OPTIONS = 200


@dataclass(frozen=True)
class Note:
    """Something that could not be brought along. `about`: the question in its own words, or empty."""

    text: Text
    about: str = ""


@dataclass
class _OpenPage:
    key: str
    title: Words
    intro: Words
    questions: list[Question] = field(default_factory=list)
    jumps: tuple[Any, ...] = ()


class Sheet:
    """`main`: the language that texts without a language are in; `languages`: those of the place, the others are left out."""

    def __init__(self, *, main: str, languages: Sequence[str]) -> None:
        self.main, self.languages = main, tuple(languages)
        self.notes: list[Note] = []
        self.pages: list[_OpenPage] = []
        self.thanks: Words = {}
        self._made = 0

    def key(self, letter: str) -> str:
        self._made += 1
        return f"{letter}{self._made}"

    def words(self, said: str | Mapping[str, str | None] | None, *, empty: str = "") -> Words:
        """Plain words from a text with or without mark-up, in one language or several."""
        texts = {self.main: said} if isinstance(said, str) or said is None else said
        cleaned = {locale: _plain(text or "") for locale, text in texts.items()}
        kept = {locale: text for locale, text in cleaned.items() if text}
        return kept or ({self.main: empty} if empty else {})

    def say(self, words: Words) -> str:
        return words.get(self.main) or next(iter(words.values()), "")

    def note(self, text: Text, about: Words | str = "") -> None:
        self.notes.append(Note(text, about if isinstance(about, str) else self.say(about)))

    def page(self, title: Words | None = None, intro: Words | None = None) -> str:
        """Begin a page; an empty one before it goes away."""
        if self.pages and not self.pages[-1].questions:
            self.pages.pop()
        self.pages.append(_OpenPage(self.key("p"), title or {}, intro or {}))
        return self.pages[-1].key

    def options(self, labels: Sequence[Words]) -> tuple[Option, ...]:
        return tuple(Option(key=self.key("o"), label=label) for label in labels[:MOST_OPTIONS] if label)

    def rows(self, labels: Sequence[Words]) -> tuple[Option, ...]:
        return tuple(Option(key=self.key("r"), label=label) for label in labels[:MOST_OPTIONS] if label)

    def ask(self, kind: QuestionKind, label: Words, **settings: Any) -> Question:
        if not self.pages:
            self.page()
        question = Question(key=self.key("q"), kind=kind, label=label, **settings)
        self.pages[-1].questions.append(question)
        return question

    def change(self, key: str, **settings: Any) -> None:
        """Of a question that has been asked already: conditions name others that must be there first."""
        for page in self.pages:
            page.questions = [
                msgspec.structs.replace(each, **settings) if each.key == key else each
                for each in page.questions
            ]

    def done(self) -> Questionnaire:
        pages = tuple(
            Page(
                key=page.key,
                title=page.title,
                intro=page.intro,
                questions=tuple(page.questions),
                jumps=page.jumps,
            )
            for page in self.pages
            if page.questions
        )
        return Questionnaire(pages=pages, thanks=self.thanks, made=self._made)


def _plain(text: str) -> str:
    return clean_text(plain_text(text))[:LONGEST].strip()
