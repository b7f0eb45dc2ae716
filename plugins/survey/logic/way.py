"""The way through a questionnaire: always forward, so it always ends. What was hidden on the way is not an answer."""

from collections.abc import Iterator

from plugins.survey.logic.conditions import holds
from plugins.survey.model import END, Answers, Page, Question, Questionnaire


def applies(question: Question, answers: Answers) -> bool:
    """Is it asked, after these answers to what stands before it?"""
    return holds(question.show_if, answers)


def first_page(questionnaire: Questionnaire) -> Page | None:
    return _shown_from(questionnaire, 0, {})


def next_page(questionnaire: Questionnaire, answers: Answers, page: Page | str) -> Page | None:
    """The page after this one; None at the end. A jump that leads back or nowhere is passed over."""
    key = page if isinstance(page, str) else page.key
    keys = [each.key for each in questionnaire.pages]
    if key not in keys:
        return None
    at = keys.index(key)
    for jump in questionnaire.pages[at].jumps:
        if holds(jump.when, answers):
            if jump.to == END:
                return None
            if jump.to in keys[at + 1 :]:
                return _shown_from(questionnaire, keys.index(jump.to), answers)
    return _shown_from(questionnaire, at + 1, answers)


def pages_gone_through(questionnaire: Questionnaire, answers: Answers) -> Iterator[Page]:
    """All the pages that these answers lead to, in order. Answers given elsewhere play no part."""
    for page, _shown, _kept in _walk(questionnaire, answers):
        yield page


def visible(questionnaire: Questionnaire, answers: Answers) -> list[Question]:
    """The questions (and information) that these answers lead to, in order."""
    return [question for _page, shown, _kept in _walk(questionnaire, answers) for question in shown]


def kept_answers(questionnaire: Questionnaire, answers: Answers) -> Answers:
    """Without what was hidden, by a condition or by a jump: this is what is stored."""
    kept: Answers = {}
    for _page, _shown, so_far in _walk(questionnaire, answers):
        kept = so_far
    return kept


def _walk(questionnaire: Questionnaire, answers: Answers) -> Iterator[tuple[Page, list[Question], Answers]]:
    """Each page, what it shows, and the answers that count once it has been answered."""
    kept: Answers = {}
    page = first_page(questionnaire)
    while page is not None:
        shown = []
        for question in page.questions:
            if applies(question, kept):
                shown.append(question)
                if question.asked and question.key in answers:
                    kept[question.key] = answers[question.key]
        yield page, shown, dict(kept)
        page = next_page(questionnaire, kept, page)


def _shown_from(questionnaire: Questionnaire, at: int, answers: Answers) -> Page | None:
    return next((page for page in questionnaire.pages[at:] if holds(page.show_if, answers)), None)
