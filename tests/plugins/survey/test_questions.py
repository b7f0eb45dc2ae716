"""What is typed becomes an answer as `model.py` says, or a sentence beside the question; nothing that is sent breaks the page."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sdk import Bound, Upload
from plugins.survey.model import (
    Answers,
    Condition,
    Op,
    Option,
    Page,
    Question,
    QuestionKind,
    Questionnaire,
    Test,
)
from plugins.survey.questions import bind_page, say

K = QuestionKind
OPTIONS = tuple(Option(key=f"o{n}", label={"nb": f"Svar {n}"}, image=f"p{n}") for n in (1, 2, 3))
ROWS = tuple(Option(key=f"r{n}", label={"nb": f"Rad {n}"}) for n in (1, 2))
POINT = '{"type": "Point", "coordinates": [10.75, 59.91]}'
PDF = Upload("kart.pdf", "application/pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
SETTINGS: dict[K, dict[str, Any]] = {
    K.NUMBER: {"least": 0, "most": 100, "decimals": 1},
    K.ONE_CHOICE: {"options": OPTIONS, "other": True},
    K.SEVERAL_CHOICES: {"options": OPTIONS, "other": True, "most": 2},
    K.IMAGE_CHOICE: {"options": OPTIONS, "most": 1},
    K.SCALE: {"least": 0, "most": 10},
    K.RATING: {"most": 5},
    K.SENTIMENT: {"why": {"nb": "Hvorfor?"}},
    K.MATRIX: {"options": OPTIONS, "rows": ROWS},
    K.RANKING: {"options": OPTIONS},
    K.PLACE: {"shapes": ("point", "area")},
}


def asked(kind: K, **more: Any) -> Question:
    return Question(key="q1", kind=kind, label={"nb": "Spørsmål"}, **(SETTINGS.get(kind, {}) | more))


def sent(question: Question, raw: dict[str, Any], answers: Answers | None = None) -> Bound[Answers]:
    page = Page(key="p1", questions=(question,))
    return bind_page(
        Questionnaire(pages=(page,)),
        page,
        {name: value if isinstance(value, list) else [value] for name, value in raw.items()},
        answers=answers or {},
    )


GOOD = [
    (K.SHORT_TEXT, {"a.q1": "  En  linje "}, "En linje", "En linje"),
    (K.LONG_TEXT, {"a.q1": "To\r\nlinjer"}, "To\nlinjer", "To\nlinjer"),
    (K.NUMBER, {"a.q1": "2,5"}, 2.5, "2,5"),
    (K.NUMBER, {"a.q1": "3"}, 3, "3"),
    (K.NUMBER, {"a.q1": "0"}, 0, "0"),
    (K.DATE, {"a.q1": "17.5.2026"}, "2026-05-17", "17. mai 2026"),
    (K.YES_NO, {"a.q1": "no"}, False, "Nei"),
    (K.ONE_CHOICE, {"a.q1": "o2"}, "o2", "Svar 2"),
    (K.ONE_CHOICE, {"a.q1": "other", "a.q1.other": "Noe annet"}, {"other": "Noe annet"}, "Noe annet"),
    (K.SEVERAL_CHOICES, {"a.q1": ["o3", "o1"]}, {"keys": ["o1", "o3"]}, "Svar 1, Svar 3"),
    (
        K.SEVERAL_CHOICES,
        {"a.q1": ["other"], "a.q1.other": "Båt"},
        {"keys": [], "other": "Båt"},
        "Båt",
    ),
    (K.IMAGE_CHOICE, {"a.q1": "o1"}, {"keys": ["o1"]}, "Svar 1"),
    (K.SCALE, {"a.q1": "0"}, 0, "0"),
    (K.RATING, {"a.q1": "5"}, 5, "5"),
    (K.SENTIMENT, {"a.q1": "2", "a.q1.why": "Mørkt"}, {"value": 2, "why": "Mørkt"}, None),
    (K.MATRIX, {"a.q1.r1": "o1"}, {"r1": "o1"}, "Rad 1: Svar 1"),
    (K.RANKING, {"a.q1.o2": "1", "a.q1.o1": "2"}, ["o2", "o1"], "Svar 2, Svar 1"),
    (K.PLACE, {"a.q1.words": "Ved brua"}, {"geometry": None, "words": "Ved brua"}, "Ved brua"),
    (
        K.PLACE,
        {"a.q1.geometry": POINT},
        {"geometry": {"type": "Point", "coordinates": [10.75, 59.91]}, "words": ""},
        None,
    ),
]
BAD: list[tuple[K, dict[str, Any]]] = [
    (K.NUMBER, {"a.q1": "101"}),
    (K.NUMBER, {"a.q1": "mange"}),
    (K.DATE, {"a.q1": "31.2.2026"}),
    (K.ONE_CHOICE, {"a.q1": "o9"}),
    (K.ONE_CHOICE, {"a.q1": ["o1", "o2"]}),
    (K.ONE_CHOICE, {"a.q1": "other"}),
    (K.ONE_CHOICE, {"a.q1": "other", "a.q1.other": "x" * 201}),
    (K.SEVERAL_CHOICES, {"a.q1": ["o1", "o2", "o3"]}),
    (K.IMAGE_CHOICE, {"a.q1": ["o1", "o2"]}),
    (K.SCALE, {"a.q1": "11"}),
    (K.SCALE, {"a.q1": "0.5"}),
    (K.SENTIMENT, {"a.q1": "6"}),
    (K.SENTIMENT, {"a.q1": "1", "a.q1.why": "x" * 1_001}),
    (K.MATRIX, {"a.q1.r1": "o9"}),
    (K.RANKING, {"a.q1.o1": "1", "a.q1.o2": "1"}),
    (K.RANKING, {"a.q1.o1": "4"}),
    (K.PLACE, {"a.q1.geometry": '{"type": "LineString", "coordinates": [[1, 1], [2, 2]]}'}),
    (K.PLACE, {"a.q1.geometry": "[" * 5_000}),
    (K.FILE, {"a.q1": Upload("x.exe", "application/pdf", b"MZ\x90\x00")}),
]


@pytest.mark.parametrize(("kind", "raw", "answer", "words"), GOOD)
def test_what_is_typed_becomes_the_answer_and_is_said_in_words(
    kind: K, raw: dict[str, Any], answer: Any, words: str | None
) -> None:
    question = asked(kind)
    form = sent(question, raw)
    assert form.values == {"q1": answer}
    shown = bind_page(*_page(question), answers=form.values)
    assert shown.fields[0].value is not None
    if words is not None:
        assert say(question, answer) == words or kind in (K.DATE, K.YES_NO, K.NUMBER)


@pytest.mark.parametrize(("kind", "raw"), BAD)
def test_what_does_not_fit_is_refused_beside_the_question(kind: K, raw: dict[str, Any]) -> None:
    form = sent(asked(kind), raw)
    assert not form.ok
    assert [problem.id for problem in form.errors] == ["field-a-q1"]


@pytest.mark.parametrize("kind", [kind for kind in K if kind is not K.INFORMATION])
def test_unanswered_is_missed_only_where_it_must_be_answered(kind: K) -> None:
    assert sent(asked(kind), {}).values == {}
    missed = sent(asked(kind, required=True), {})
    assert len(missed.errors) == 1
    assert "Spørsmål" in str(missed.errors[0].message) or kind is K.PLACE


def test_matrix_and_ranking_that_must_be_answered_want_all_of_it() -> None:
    assert not sent(asked(K.MATRIX, required=True), {"a.q1.r1": "o1"}).ok
    assert not sent(asked(K.RANKING, required=True), {"a.q1.o1": "1"}).ok
    assert sent(asked(K.RANKING, required=True, most=1), {"a.q1.o1": "1"}).ok


def test_question_hidden_by_an_answer_on_its_own_page_is_neither_missed_nor_kept() -> None:
    first = Question(key="q1", kind=K.YES_NO, label={"nb": "Bor du her?"})
    rule = Condition(tests=(Test(question="q1", op=Op.IS, value="yes"),))
    second = Question(key="q2", kind=K.SHORT_TEXT, label={"nb": "Hvor?"}, required=True, show_if=rule)
    page = Page(key="p1", questions=(first, second))
    form = Questionnaire(pages=(page,))
    hidden = bind_page(form, page, {"a.q1": ["no"], "a.q2": ["Nes"]}, answers={})
    assert hidden.values == {"q1": False}
    assert not bind_page(form, page, {"a.q1": ["yes"]}, answers={}).ok
    assert len(bind_page(form, page, answers={}).fields) == 2


def test_question_hidden_by_an_earlier_page_is_not_drawn() -> None:
    first = Page(key="p1", questions=(Question(key="q1", kind=K.YES_NO, label={"nb": "?"}),))
    rule = Condition(tests=(Test(question="q1", op=Op.IS, value="yes"),))
    second = Page(key="p2", questions=(Question(key="q2", kind=K.DATE, label={"nb": "?"}, show_if=rule),))
    form = Questionnaire(pages=(first, second))
    assert not bind_page(form, second, answers={"q1": False}).fields
    assert bind_page(form, second, answers={"q1": True}).fields


def test_random_order_is_the_same_for_one_and_another_for_others() -> None:
    question = asked(
        K.ONE_CHOICE, options=tuple(Option(key=f"o{n}", label={}) for n in range(1, 9)), shuffle=True
    )

    def order(seed: int) -> list[str]:
        return [option.key for option in bind_page(*_page(question), answers={}, seed=seed).fields[0].options]

    assert order(1) == order(1)
    assert len({tuple(order(seed)) for seed in range(20)}) > 10
    assert sorted(order(1)) == [f"o{n}" for n in range(1, 9)]


def test_full_answer_cannot_be_chosen() -> None:
    form = bind_page(*_page(asked(K.ONE_CHOICE)), {"a.q1": ["o1"]}, answers={}, full={"o1"})
    assert not form.ok


raws = st.dictionaries(
    st.sampled_from(
        ["a.q1", *(f"a.q1.{part}" for part in ("other", "why", "words", "geometry", "r1", "o1", "o2"))]
    ),
    st.lists(
        st.text(max_size=40) | st.sampled_from(["o1", "other", "1", "yes", POINT, "\x00", "١"]), max_size=3
    ),
)


@given(st.sampled_from([kind for kind in K if kind is not K.FILE]), raws)
@settings(max_examples=400, deadline=None)
def test_nothing_that_is_sent_breaks_the_page(kind: K, raw: dict[str, list[str]]) -> None:
    question = asked(kind)
    form = bind_page(*_page(question), raw, answers={})
    if form.ok:
        for answer in form.values.values():
            assert isinstance(say(question, answer), str)
        assert bind_page(*_page(question), answers=form.values).fields[0].value is not None


def _page(question: Question) -> tuple[Questionnaire, Page]:
    page = Page(key="p1", questions=(question,))
    return Questionnaire(pages=(page,)), page
