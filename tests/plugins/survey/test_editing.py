"""Deeds on a questionnaire: keys are never given twice, and nothing is lost on the way."""

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.survey.builder import editing
from plugins.survey.logic import flaws
from plugins.survey.model import Option, Page, Question, QuestionKind, Questionnaire
from plugins.survey.starters import starter

DEEDS = ("add", "duplicate", "remove", "move", "page", "move page", "append")


def keys_of(form: Questionnaire) -> list[str]:
    parts = [part.key for question in form.questions for part in (*question.options, *question.rows)]
    return [page.key for page in form.pages] + [question.key for question in form.questions] + parts


def done(form: Questionnaire, deed: str, n: int) -> Questionnaire:
    if deed in ("duplicate", "remove", "move"):
        return done_to_question(form, deed, n)
    if deed == "add":
        one = (Option(key="", label={}),)
        made, question = editing.fresh(
            form, Question(key="", kind=QuestionKind.ONE_CHOICE, label={"nb": "?"}, options=one)
        )
        return editing.with_question(made, question, form.pages[n % len(form.pages)].key)
    if deed == "page":
        return editing.with_page(form)[0]
    if deed == "append":
        return editing.appended(form, starter("meeting"))
    return editing.move_page(form, form.pages[n % len(form.pages)].key, n - 3)


def done_to_question(form: Questionnaire, deed: str, n: int) -> Questionnaire:
    questions = list(form.questions)
    if not questions:
        return form
    key = questions[n % len(questions)].key
    if deed == "move":
        return editing.move_question(form, key, n - 3)
    return (editing.duplicate_question if deed == "duplicate" else editing.without_question)(form, key)


@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 6)), max_size=12))
@settings(max_examples=150, deadline=None)
def test_keys_are_never_given_twice(deeds: list[tuple[str, int]]) -> None:
    form, gone = starter("service"), set[str]()
    for deed, n in deeds:
        before = set(keys_of(form))
        form = done(form, deed, n)
        keys = keys_of(form)
        assert len(keys) == len(set(keys))
        assert not gone & set(keys)
        gone |= before - set(keys)


@given(st.integers(0, 4), st.integers(-6, 6))
def test_moving_loses_no_question(n: int, steps: int) -> None:
    form = starter("service")
    key = list(form.questions)[n].key
    after = editing.move_question(form, key, steps)
    assert sorted(q.key for q in after.questions) == sorted(q.key for q in form.questions)
    assert sorted(p.key for p in after.pages) == sorted(p.key for p in form.pages)


def test_questionnaire_that_did_not_count_gets_keys_beyond_its_own() -> None:
    form = Questionnaire(
        pages=(Page(key="p1", questions=(Question(key="q7", kind=QuestionKind.DATE, label={}),)),)
    )
    made, question = editing.fresh(form, Question(key="", kind=QuestionKind.DATE, label={}))
    assert (question.key, made.made) == ("q8", 8)


def test_appended_pages_keep_their_conditions_and_jumps() -> None:
    form = editing.appended(starter("meeting"), starter("service"))
    assert not flaws(form)
    jump = form.pages[1].jumps[0]
    assert form.page(jump.to) is not None
    assert jump.when is not None
    assert form.question(jump.when.tests[0].question) is not None
