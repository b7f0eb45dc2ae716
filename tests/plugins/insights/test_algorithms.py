"""The algorithms that every engine shares: the same input gives the same answer, and odd input an honest one."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sdk import FlagKind
from plugins.insights.algorithms.classifier import Classifier
from plugins.insights.algorithms.duplicates import Pair, families, near_duplicates
from plugins.insights.algorithms.frame import Frame, Matrix
from plugins.insights.algorithms.grouping import group, place, tree, wanted_groups
from plugins.insights.algorithms.spam import spam_flags


def camps(each: int, *, among: int = 4, seed: int = 1) -> tuple[Matrix, list[int]]:
    """Vectors around a few directions, in an order that says nothing."""
    chance = np.random.default_rng(seed)
    middles = chance.normal(size=(among, 16))
    truth = chance.permutation(np.repeat(np.arange(among), each))
    vectors = middles[truth] + chance.normal(size=(len(truth), 16)) * 0.3
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32), truth.tolist()


def test_groups_are_found_and_found_again() -> None:
    vectors, truth = camps(30)
    one, other = group(vectors, 4), group(vectors, 4)
    assert one.groups.tolist() == other.groups.tolist()
    assert len(Counter(zip(truth, one.groups.tolist(), strict=True))) == 4


def test_given_middles_come_first_and_keep_their_place() -> None:
    vectors, truth = camps(30)
    seeds = np.vstack([vectors[truth.index(2)], vectors[truth.index(0)]])
    made = group(vectors, 4, seeds)
    assert {made.groups[at] for at, camp in enumerate(truth) if camp == 2} == {0}
    assert {made.groups[at] for at, camp in enumerate(truth) if camp == 0} == {1}
    assert {branch.seed for branch in tree(vectors, top=4, seeds=seeds)} == {0, 1, None}


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_a_few_texts_make_few_groups(count: int) -> None:
    vectors, _ = camps(2)
    made = group(vectors[:count], 5)
    assert made.count <= count
    assert len(made.groups) == count


def test_texts_that_are_all_alike_are_one_group() -> None:
    vectors = np.tile(camps(1)[0][:1], (50, 1))
    assert group(vectors, 6).count == 1
    assert [len(branch.rows) for branch in tree(vectors)] == [50]


@given(st.integers(1, 90), st.integers(1, 9), st.integers(0, 5))
def test_every_text_is_in_one_branch_and_each_branch_within_its_own(each: int, among: int, seed: int) -> None:
    vectors, _ = camps(each, among=among, seed=seed)
    branches = tree(vectors)
    assert sorted(row for branch in branches for row in branch.rows) == list(range(len(vectors)))
    for branch in branches:
        if branch.within:
            assert sorted(row for part in branch.within for row in part.rows) == sorted(branch.rows)


def test_more_texts_make_more_groups_but_never_more_than_a_page_holds() -> None:
    counts = [wanted_groups(texts) for texts in (0, 1, 10, 100, 1_500, 20_000, 1_000_000)]
    assert counts == sorted(counts)
    assert (counts[0], counts[1], counts[-1]) == (0, 1, 16)


def test_new_texts_find_the_group_that_is_there() -> None:
    vectors, _ = camps(30)
    made = group(vectors[:100], 4)
    groups, nearness = place(vectors[:100], made.centres)
    assert groups.tolist() == made.groups.tolist()
    assert nearness.min() > 0


def test_in_the_frame_groups_follow_topic_and_not_language() -> None:
    vectors, truth = camps(40)
    languages = ["nb" if at % 2 else "en" for at in range(len(vectors))]
    shift = np.zeros(16, np.float32)
    shift[3] = 4
    spoken = np.vstack(
        [row + shift if said == "en" else row for row, said in zip(vectors, languages, strict=True)]
    )
    placed = Frame(spoken, languages).place(spoken, languages)
    assert len(Counter(zip(truth, group(placed, 4).groups.tolist(), strict=True))) == 4
    assert np.allclose(np.linalg.norm(placed, axis=1), 1, atol=1e-3)


def test_what_comes_later_stands_in_the_same_frame() -> None:
    vectors, _ = camps(40)
    frame = Frame(vectors, ["nb"] * len(vectors))
    assert np.allclose(
        frame.place(vectors[:5], ["nb"] * 5), frame.place(vectors, ["nb"] * len(vectors))[:5], atol=1e-5
    )
    assert frame.place(vectors[:1], ["xx"]).shape == (1, 16)
    assert frame.place(vectors[:0], []).shape == (0, 16)
    with pytest.raises(ValueError, match="no vectors"):
        Frame(vectors[:0], [])


def test_the_classifier_learns_from_few_examples_and_more_from_more() -> None:
    vectors, truth = camps(60)
    few = Classifier(vectors[:8], truth[:8], classes=4).best(vectors[100:])
    many = Classifier(vectors[:100], truth[:100], classes=4).best(vectors[100:])
    right = [sum(a == b for a, b in zip(each, truth[100:], strict=True)) for each in (few, many)]
    assert right[0] <= right[1] == len(truth[100:])


def test_a_topic_without_examples_is_known_by_its_description() -> None:
    vectors, truth = camps(10)
    middles = np.vstack(
        [vectors[[at for at, own in enumerate(truth) if own == camp]].mean(axis=0) for camp in range(4)]
    )
    taught = Classifier(vectors[:0], [], classes=4, descriptions=np.asarray(middles, np.float32))
    assert taught.best(vectors) == truth
    guess = taught.guesses(vectors[:1])[0]
    assert guess[0].topic == truth[0]
    assert 0 < guess[0].confidence <= 1
    assert len(guess) == 3


def test_a_classifier_that_is_taught_nothing_says_so() -> None:
    with pytest.raises(ValueError, match="nothing to learn from"):
        Classifier(np.zeros((0, 16), np.float32), [], classes=2)


def test_an_edited_copy_is_found_and_another_text_on_the_same_is_not() -> None:
    texts = [
        "Vi trenger flere benker i parken langs elva, det er langt å gå for eldre.",
        "Hei! Vi trenger flere bencker i parken langs elva, det er langt å gå for eldre",
        "Sett ut benker ved elva slik at eldre kan hvile underveis.",
        "Bygg sykkelvei til skolen.",
    ]
    pairs = near_duplicates(texts)
    assert [(pair.first, pair.second) for pair in pairs] == [(0, 1)]
    assert near_duplicates([]) == near_duplicates(["én"]) == near_duplicates(["", ""]) == []


def test_pairs_that_hang_together_are_one_family() -> None:
    assert families([Pair(0, 3, 0.9), Pair(3, 5, 0.8), Pair(1, 2, 0.7)]) == [(0, 3, 5), (1, 2)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Kjøp billig her: https://example.com/x", "links"),
        ("Viagra and casino for everybody who wants it, come now", "selling"),
        ("kjøp " * 20, "repeated"),
        ("AAAAAAAAAAAAAAAAAAAAAAAA", "repeated"),
        ("DETTE ER HELT FORFERDELIG OG MÅ STANSES MED EN GANG AV KOMMUNEN", "shouting"),
        ("Se planen på https://example.com/plan, side 4. Jeg mener at veien bør legges øst for skolen.", ""),
        ("Vi trenger flere benker i parken.", ""),
        ("----------------------- ja", ""),
        ("", ""),
    ],
)
def test_signs_of_spam_have_a_reason(text: str, reason: str) -> None:
    flags = spam_flags(text)
    assert [flag.reason for flag in flags] == ([reason] if reason else [])
    assert all(flag.kind is FlagKind.SPAM for flag in flags)


@given(st.lists(st.text(), max_size=8))
def test_any_texts_can_be_compared_and_looked_through(texts: list[str]) -> None:
    assert all(pair.first < pair.second < len(texts) for pair in near_duplicates(texts))
    for text in texts:
        spam_flags(text)
