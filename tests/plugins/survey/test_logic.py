"""The way through a questionnaire: it always ends, and what was hidden is never an answer."""

from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugins.survey.logic import flaws, holds, kept_answers, next_page, pages_gone_through, visible
from plugins.survey.model import (
    END,
    Condition,
    Jump,
    Match,
    Op,
    Option,
    Page,
    Question,
    QuestionKind,
    Questionnaire,
    Test,
    from_plain,
    to_plain,
)

K = QuestionKind
OPTIONS = (Option(key="o1", label={"nb": "A"}), Option(key="o2", label={"nb": "B"}))


def yes_no(key: str, **more: Any) -> Question:
    return Question(key=key, kind=K.YES_NO, label={"nb": key}, **more)


def when(question: str, value: Any = "yes", op: Op = Op.IS, match: Match = Match.ALL) -> Condition:
    return Condition(match=match, tests=(Test(question=question, op=op, value=value),))


def form(*pages: Page) -> Questionnaire:
    return Questionnaire(pages=pages)


def said(questionnaire: Questionnaire) -> str:
    return " | ".join(str(flaw.message) for flaw in flaws(questionnaire))


tests = st.builds(
    Test,
    question=st.sampled_from([f"q{n}" for n in range(8)]),
    op=st.sampled_from(Op),
    value=st.sampled_from(["yes", "no", "o1", 3, None]),
)
conditions = st.none() | st.builds(
    Condition, match=st.sampled_from(Match), tests=st.lists(tests, max_size=3).map(tuple)
)
jumps = st.builds(Jump, to=st.sampled_from(["p0", "p1", "p2", "p3", "p9", END]), when=conditions)
answers = st.dictionaries(
    st.sampled_from([f"q{n}" for n in range(9)]),
    st.sampled_from(
        [True, False, 3, "o1", ["o1"], {"keys": ["o1"]}, {"other": "x"}, {"value": 2}, {"r1": "o1"}]
    ),
)


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Anything staff or an import could put together, nonsense too."""
    pages = []
    for n in range(draw(st.integers(0, 4))):
        questions = tuple(
            Question(
                key=f"q{2 * n + m}",
                kind=draw(st.sampled_from(K)),
                label={"nb": "?"},
                show_if=draw(conditions),
            )
            for m in range(draw(st.integers(0, 2)))
        )
        some = tuple(draw(st.lists(jumps, max_size=2)))
        pages.append(Page(key=f"p{n}", questions=questions, show_if=draw(conditions), jumps=some))
    return Questionnaire(pages=tuple(pages))


@given(questionnaires(), answers)
@settings(max_examples=300, deadline=None)
def test_way_always_ends_and_never_turns_back(
    questionnaire: Questionnaire, given_answers: dict[str, Any]
) -> None:
    gone = [page.key for page in pages_gone_through(questionnaire, given_answers)]
    assert gone == sorted(set(gone))


@given(questionnaires(), answers)
@example(
    form(Page(key="p0", questions=(yes_no("q0", show_if=when("q0", op=Op.NOT_ANSWERED)),))), {"q0": True}
)
@settings(max_examples=300, deadline=None)
def test_hidden_question_keeps_no_answer(questionnaire: Questionnaire, given_answers: dict[str, Any]) -> None:
    kept = kept_answers(questionnaire, given_answers)
    shown = {question.key for question in visible(questionnaire, given_answers) if question.asked}
    assert set(kept) == shown & set(given_answers)
    assert kept_answers(questionnaire, kept) == kept


@given(questionnaires())
@settings(max_examples=200, deadline=None)
def test_questionnaire_survives_json_and_the_search_for_flaws(questionnaire: Questionnaire) -> None:
    assert from_plain(msgspec.json.decode(msgspec.json.encode(to_plain(questionnaire)))) == questionnaire
    assert all(str(flaw.message) for flaw in flaws(questionnaire))


@given(questionnaires(), answers)
@settings(max_examples=300, deadline=None)
def test_flawless_questionnaire_shows_a_page_that_jumps_lead_to(
    questionnaire: Questionnaire, given_answers: dict[str, Any]
) -> None:
    """Without flaws every jump that holds is followed."""
    if flaws(questionnaire):
        return
    for page in pages_gone_through(questionnaire, given_answers):
        after = next_page(questionnaire, given_answers, page)
        assert after is None or questionnaire.pages.index(after) > questionnaire.pages.index(page)


@pytest.mark.parametrize(
    ("test", "answer", "passes"),
    [
        (Test(question="q", op=Op.IS, value="o1"), "o1", True),
        (Test(question="q", op=Op.IS, value="o1"), {"keys": ["o2", "o1"]}, True),
        (Test(question="q", op=Op.IS_NOT, value="o1"), {"keys": ["o2"]}, True),
        (Test(question="q", op=Op.IS, value="other"), {"other": "noe"}, True),
        (Test(question="q", op=Op.IS, value="other"), {"keys": [], "other": "noe"}, True),
        (Test(question="q", op=Op.IS, value="no"), False, True),
        (Test(question="q", op=Op.IS, value="yes"), False, False),
        (Test(question="q", op=Op.AT_LEAST, value=4), 4, True),
        (Test(question="q", op=Op.AT_MOST, value=2), {"value": 3, "why": "x"}, False),
        (Test(question="q", op=Op.AT_LEAST, value=1), True, False),
        (Test(question="q", op=Op.IS_NOT, value="o1"), None, False),
        (Test(question="q", op=Op.ANSWERED), False, True),
        (Test(question="q", op=Op.NOT_ANSWERED), None, True),
    ],
)
def test_condition_asks_each_kind_of_answer(test: Test, answer: Any, passes: bool) -> None:
    given_answers = {} if answer is None else {"q": answer}
    assert holds(Condition(tests=(test,)), given_answers) is passes


def test_and_or_are_told_apart() -> None:
    both = (Test(question="q1", op=Op.IS, value="yes"), Test(question="q2", op=Op.IS, value="yes"))
    one = {"q1": True, "q2": False}
    assert not holds(Condition(match=Match.ALL, tests=both), one)
    assert holds(Condition(match=Match.ANY, tests=both), one)


def test_chain_of_hidden_questions_falls_together() -> None:
    """q3 hangs on q2, q2 on q1: when q1 changes, both answers go."""
    chain = form(
        Page(
            key="p1",
            questions=(yes_no("q1"), yes_no("q2", show_if=when("q1")), yes_no("q3", show_if=when("q2"))),
        )
    )
    assert kept_answers(chain, {"q1": False, "q2": True, "q3": True}) == {"q1": False}


def test_jump_skips_pages_and_ends_early() -> None:
    pages = (
        Page(key="p1", questions=(yes_no("q1"),), jumps=(Jump(to="p3", when=when("q1")), Jump(to=END))),
        Page(key="p2", questions=(yes_no("q2"),)),
        Page(key="p3", questions=(yes_no("q3"),)),
    )
    assert [page.key for page in pages_gone_through(form(*pages), {"q1": True})] == ["p1", "p3"]
    assert [page.key for page in pages_gone_through(form(*pages), {"q1": False})] == ["p1"]
    assert kept_answers(form(*pages), {"q1": True, "q2": True, "q3": True}) == {"q1": True, "q3": True}


def test_ring_dead_end_and_what_nobody_reaches_are_found() -> None:
    first = Page(key="p1", questions=(yes_no("q1"),), jumps=(Jump(to="p3"),))
    second = Page(key="p2", questions=(yes_no("q2"),))
    third = Page(key="p3", questions=(yes_no("q3"),), jumps=(Jump(to="p1"), Jump(to="gone")))
    words = said(form(first, second, third))
    assert "Nobody comes to page 2" in words
    assert "go in a ring" in words
    assert "a page that is not there" in words


def test_condition_on_what_comes_later_or_cannot_be_answered_is_found() -> None:
    choice = Question(key="q2", kind=K.ONE_CHOICE, label={"nb": "Hvor?"}, options=OPTIONS)
    later = yes_no("q1", show_if=when("q2", "o1"))
    never = yes_no("q3", show_if=when("q2", "o9"))
    both = Condition(tests=(*when("q2", "o1").tests, *when("q2", "o2").tests))
    words = said(form(Page(key="p1", questions=(later, choice, never, yes_no("q4", show_if=both)))))
    assert "not asked before it" in words
    assert "that nobody can give" in words
    assert "cannot all hold at once" in words


def test_questions_without_what_they_need_are_found() -> None:
    bare = (
        Question(key="q1", kind=K.ONE_CHOICE, label={"nb": "Tom"}),
        Question(key="q2", kind=K.MATRIX, label={"nb": "Radløs"}, options=OPTIONS),
        Question(key="q3", kind=K.IMAGE_CHOICE, label={"nb": "Blind"}, options=OPTIONS),
        Question(key="q4", kind=K.YES_NO, label={}),
    )
    words = said(form(Page(key="p1", questions=bare), Page(key="p2")))
    for part in (
        "“Tom” needs at least two",
        "“Radløs” has no rows",
        "no picture",
        "no text",
        "Page 2 is empty",
    ):
        assert part in words
    assert said(form(Page(key="p1"))) == "Write the first question."
