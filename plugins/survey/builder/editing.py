"""What staff do to a questionnaire: each deed takes one and gives back another. Nothing here is stored."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from plugins.survey.model import Jump, Option, Page, Question, Questionnaire

T = TypeVar("T")


class Gone(LookupError):
    """The page or question is not there any more."""


def with_page(form: Questionnaire) -> tuple[Questionnaire, str]:
    """An empty page at the end, and its key."""
    made = last_made(form) + 1
    page = Page(key=f"p{made}")
    return msgspec.structs.replace(form, pages=(*form.pages, page), made=made), page.key


def change_page(form: Questionnaire, key: str, change: Callable[[Page], Page]) -> Questionnaire:
    if form.page(key) is None:
        raise Gone(key)
    pages = tuple(change(page) if page.key == key else page for page in form.pages)
    return msgspec.structs.replace(form, pages=pages)


def without_page(form: Questionnaire, key: str) -> Questionnaire:
    return msgspec.structs.replace(form, pages=tuple(page for page in form.pages if page.key != key))


def move_page(form: Questionnaire, key: str, steps: int) -> Questionnaire:
    return msgspec.structs.replace(form, pages=moved(form.pages, _index(form.pages, key), steps))


def with_question(form: Questionnaire, question: Question, page: str) -> Questionnaire:
    """The question with its key (given by `fresh`), at the end of the page; the first page is made where there is none."""
    if form.page(page) is None:
        form, page = with_page(form) if not form.pages else (form, form.pages[-1].key)
    return change_page(
        form, page, lambda each: msgspec.structs.replace(each, questions=(*each.questions, question))
    )


def change_question(form: Questionnaire, key: str, change: Callable[[Question], Question]) -> Questionnaire:
    if form.question(key) is None:
        raise Gone(key)
    return _each_page(form, lambda found: tuple(change(one) if one.key == key else one for one in found))


def without_question(form: Questionnaire, key: str) -> Questionnaire:
    return _each_page(form, lambda found: tuple(one for one in found if one.key != key))


def duplicate_question(form: Questionnaire, key: str) -> Questionnaire:
    """Right below, with keys of its own."""
    original = form.question(key)
    if original is None:
        raise Gone(key)
    form, copy = fresh(form, original)
    return _each_page(
        form, lambda found: tuple(x for one in found for x in ((one, copy) if one.key == key else (one,)))
    )


def move_question(form: Questionnaire, key: str, steps: int) -> Questionnaire:
    """Past the end of its page it goes to the neighbouring page."""
    page = page_of(form, key)
    at = _index(page.questions, key)
    to = at + steps
    if 0 <= to < len(page.questions):
        return change_page(
            form,
            page.key,
            lambda each: msgspec.structs.replace(each, questions=moved(each.questions, at, steps)),
        )
    beside = form.pages.index(page) + (1 if steps > 0 else -1)
    if not 0 <= beside < len(form.pages):
        return _to_the_edge(form, page, at, steps)
    question = page.questions[at]
    form = without_question(form, key)
    return change_page(form, form.pages[beside].key, lambda each: _take_in(each, question, first=steps > 0))


def fresh(form: Questionnaire, question: Question) -> tuple[Questionnaire, Question]:
    """The question, its options and rows with keys that nothing had before."""
    made = last_made(form) + 1
    key = f"q{made}"
    options, made = _with_keys(question.options, "o", made)
    rows, made = _with_keys(question.rows, "r", made)
    return (
        msgspec.structs.replace(form, made=made),
        msgspec.structs.replace(question, key=key, options=options, rows=rows),
    )


def fill_keys(form: Questionnaire, question: Question) -> tuple[Questionnaire, Question]:
    """Keys for those options and rows that have none yet."""
    options, made = _with_keys(question.options, "o", last_made(form), only_new=True)
    rows, made = _with_keys(question.rows, "r", made, only_new=True)
    return (
        msgspec.structs.replace(form, made=made),
        msgspec.structs.replace(question, options=options, rows=rows),
    )


def appended(form: Questionnaire, more: Questionnaire) -> Questionnaire:
    """Pages of another questionnaire after these. Its keys are made anew, also where conditions and jumps name them."""
    names: dict[str, str] = {}
    made = last_made(form)
    for page in more.pages:
        for letter, key in (("p", page.key), *(("q", question.key) for question in page.questions)):
            made += 1
            names[key] = f"{letter}{made}"
    made = _name_parts(more, names, made)
    pages = tuple(renamed_page(page, names) for page in more.pages)
    return msgspec.structs.replace(
        form, pages=(*form.pages, *pages), made=made, thanks=form.thanks or more.thanks
    )


def renamed_page(page: Page, names: dict[str, str]) -> Page:
    plain = msgspec.to_builtins(page)
    return msgspec.convert(_renamed(plain, names), Page)


def last_made(form: Questionnaire) -> int:
    """The number in the last key that was given; also where a questionnaire came from somewhere that did not count."""
    keys = [page.key for page in form.pages] + [question.key for question in form.questions]
    keys += [part.key for question in form.questions for part in (*question.options, *question.rows)]
    return max([form.made, *(int(key[1:]) for key in keys if key[1:].isdecimal())])


def page_of(form: Questionnaire, key: str) -> Page:
    for page in form.pages:
        if any(question.key == key for question in page.questions):
            return page
    raise Gone(key)


def moved(items: Sequence[T], at: int, steps: int) -> tuple[T, ...]:
    rest = [*items[:at], *items[at + 1 :]]
    to = max(0, min(len(rest), at + steps))
    return (*rest[:to], items[at], *rest[to:])


def set_jumps(form: Questionnaire, key: str, jumps: Sequence[Jump]) -> Questionnaire:
    return change_page(form, key, lambda page: msgspec.structs.replace(page, jumps=tuple(jumps)))


def _name_parts(form: Questionnaire, names: dict[str, str], made: int) -> int:
    for question in form.questions:
        for letter, parts in (("o", question.options), ("r", question.rows)):
            for part in parts:
                made += 1
                names[part.key] = f"{letter}{made}"
    return made


def _renamed(plain: object, names: dict[str, str]) -> object:
    """Keys stand in `key`, `question`, `to` and `value` only; texts are left alone."""
    if isinstance(plain, list | tuple):
        return [_renamed(each, names) for each in plain]
    if not isinstance(plain, dict):
        return plain
    return {
        name: names.get(each, each)
        if name in ("key", "question", "to", "value") and isinstance(each, str)
        else _renamed(each, names)
        for name, each in plain.items()
    }


def _with_keys(
    parts: tuple[Option, ...], letter: str, made: int, *, only_new: bool = False
) -> tuple[tuple[Option, ...], int]:
    found = []
    for part in parts:
        if only_new and part.key:
            found.append(part)
            continue
        made += 1
        found.append(msgspec.structs.replace(part, key=f"{letter}{made}"))
    return tuple(found), made


def _each_page(
    form: Questionnaire, change: Callable[[tuple[Question, ...]], tuple[Question, ...]]
) -> Questionnaire:
    pages = tuple(msgspec.structs.replace(page, questions=change(page.questions)) for page in form.pages)
    return msgspec.structs.replace(form, pages=pages)


def _take_in(page: Page, question: Question, *, first: bool) -> Page:
    questions = (question, *page.questions) if first else (*page.questions, question)
    return msgspec.structs.replace(page, questions=questions)


def _to_the_edge(form: Questionnaire, page: Page, at: int, steps: int) -> Questionnaire:
    return change_page(
        form, page.key, lambda each: msgspec.structs.replace(each, questions=moved(each.questions, at, steps))
    )


def _index(items: Sequence[Page] | Sequence[Question], key: str) -> int:
    keys = [item.key for item in items]
    if key not in keys:
        raise Gone(key)
    return keys.index(key)
