"""What a ballot must hold: the whole budget, those of parts, the voter's own district, and numbers that people type."""

import pytest

from core.sdk import Localized
from plugins.voting.ballot.marks import Marks, marks_from, read_marks, tidy
from plugins.voting.ballot.rules import Offer, check_marks
from plugins.voting.options import Part, VoteOption
from plugins.voting.settings import VotingSettings

NATURE, NORTH, SOUTH = 1, 2, 3
PARTS = [
    Part(NATURE, "category", Localized({"nb": "Natur"}), 50_000),
    Part(NORTH, "district", Localized({"nb": "Nord"}), 40_000),
    Part(SOUTH, "district", Localized({"nb": "Sør"}), None),
]


def option(number: int, cost: int, category: int | None = None, district: int | None = None) -> VoteOption:
    empty = {"text": "", "body": "", "feasible": "", "reason": "", "state": "published", "address": ""}
    return VoteOption(
        id=number,
        title=f"Tiltak {number}",
        cost=cost,
        category=category,
        district=district,
        source=None,
        on_ballot=True,
        latitude=None,
        longitude=None,
        files=(),
        comments=0,
        version=1,
        **empty,
    )


OPTIONS = [
    option(10, 30_000, NATURE),
    option(11, 30_000, NATURE),
    option(12, 30_000, None, NORTH),
    option(13, 20_000, None, NORTH),
    option(14, 20_000, None, SOUTH),
]


def said(marks: Marks, **settings: object) -> list[str]:
    chosen = VotingSettings(**({"budget": 1000} | settings))  # type: ignore[arg-type]
    return [str(each) for each in check_marks(Offer(chosen, OPTIONS, PARTS), marks)]


def chosen_(*numbers: int, district: int | None = None) -> Marks:
    return Marks(dict.fromkeys(numbers, 1), district)


def test_budget_of_the_whole_and_of_each_part_hold() -> None:
    assert said(chosen_(10, 14)) == []
    assert said(chosen_(10, 11)) == ["In “Natur” your choices cost 100 kr more than its budget."]
    assert said(chosen_(12, 13)) == ["In “Nord” your choices cost 100 kr more than its budget."]
    assert said(chosen_(10, 12, 13, 14), budget=900) == [
        "Your choices cost 100 kr more than the budget. Take something out.",
        "In “Nord” your choices cost 100 kr more than its budget.",
    ]


def test_voter_of_one_district_votes_there_and_on_what_is_for_all() -> None:
    assert said(chosen_(10), districts="one") == ["Choose the district that you vote in."]
    assert said(chosen_(10, district=99), districts="one") == ["Choose the district that you vote in."]
    assert said(chosen_(10, 14, district=SOUTH), districts="one") == []
    assert said(chosen_(10, 12, district=SOUTH), districts="one") == ["“Tiltak 12” is in another district."]


def test_fewest_and_most_options_hold() -> None:
    assert said(chosen_(), ballot="approval") == ["Choose at least 1 option."]
    assert said(chosen_(10, 11, 12), ballot="approval", most=2) == [
        "You can choose at most 2 options. You have chosen 3."
    ]
    assert said(chosen_(10, 11, 12), ballot="knapsack", shares="places", winners=2, budget=0) != []


def test_option_that_is_gone_is_said() -> None:
    assert "no longer there" in said(chosen_(10, 77))[0]


@pytest.mark.parametrize("ballot", ["points", "ranking"])
@pytest.mark.parametrize("typed", ["", "-1", "1e3", "x", "٣٣٣٣٣٣٣", "9999999", "0", "1.5"])
def test_what_is_no_number_is_no_mark(ballot: str, typed: str) -> None:
    assert read_marks(VotingSettings(ballot=ballot), {"mark.10": [typed]}) == Marks()


def test_names_that_people_make_up_are_passed_over() -> None:
    raw = {"choose": ["10", "abc", "1" * 40, ""], "mark.": ["1"], "mark.x": ["1"], "district": ["1; DROP"]}
    assert read_marks(VotingSettings(ballot="approval"), raw) == chosen_(10)
    assert read_marks(VotingSettings(ballot="points"), raw) == Marks()


def test_ranks_are_closed_up_and_seal_follows_the_marks() -> None:
    marks = Marks({10: 5, 11: 2})
    assert tidy(VotingSettings(ballot="ranking"), marks).choices == {11: 1, 10: 2}
    assert marks_from(marks.stored, None).seal == marks.seal
    assert Marks({10: 5, 11: 3}).seal != marks.seal
    assert Marks({10: 5, 11: 2}, NORTH).seal != marks.seal
