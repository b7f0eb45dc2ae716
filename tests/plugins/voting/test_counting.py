"""The rules on elections small enough to work out by hand."""

import time
from fractions import Fraction

import pytest

from plugins.voting.counting.election import BallotKind, Election, Option
from plugins.voting.counting.needed import votes_needed
from plugins.voting.counting.outcome import Outcome, Why
from plugins.voting.counting.rules import RULES, UnknownRule, rule_named
from tests.plugins.voting.small import approval, random_approval


def count(election: Election, rule: str, **parameters: str) -> Outcome:
    return RULES[rule].count(election, seed=election.fingerprint, parameters=parameters)


def test_greedy_takes_most_votes_first_and_passes_over_what_does_not_fit() -> None:
    election = approval({"a": 60, "b": 50, "c": 30}, 100, ["ab", "ab", "ab", "a", "c"])
    outcome = count(election, "greedy_votes")
    assert [(each.key, each.why) for each in outcome.decisions] == [
        ("a", Why.FITS),
        ("b", Why.TOO_DEAR),
        ("c", Why.FITS),
    ]
    assert outcome.spent == 90


def test_greedy_per_cost_takes_what_is_cheap_for_its_votes() -> None:
    election = approval({"a": 90, "b": 40, "c": 40}, 100, ["a", "a", "a", "b", "b", "c", "c"])
    assert set(count(election, "greedy_votes").winners) == {"a"}
    assert set(count(election, "greedy_votes_per_cost").winners) == {"b", "c"}


def test_equal_shares_gives_a_minority_its_part_of_the_budget() -> None:
    ballots = ["abc"] * 6 + ["d"] * 4
    election = approval({"a": 30, "b": 30, "c": 30, "d": 40}, 100, ballots)
    assert "d" not in count(election, "greedy_votes").winners
    outcome = count(election, "equal_shares", step="0", fill="no")
    paid = {each.key: (each.payers, each.price) for each in outcome.decisions if each.funded}
    assert paid.pop("d") == (4, Fraction(10))
    assert list(paid.values()) == [(6, Fraction(5)), (6, Fraction(5))]  # two of the three, by lot


def test_shares_are_raised_until_the_budget_would_be_exceeded() -> None:
    election = approval({"a": 50, "b": 50}, 100, [["a"]] * 6 + [["b"]] * 4)
    alone = count(election, "equal_shares", step="0", fill="no")
    raised = count(election, "equal_shares", step="1", fill="no")
    assert alone.winners == ("a",)
    assert set(raised.winners) == {"a", "b"}
    assert raised.spent == 100
    assert Fraction(raised.note["raised"]) >= Fraction(5, 2)


def test_equals_are_ordered_by_voters_then_cost_then_lot_and_logged() -> None:
    election = approval({"a": 60, "b": 50, "c": 50}, 100, ["ab", "ab", "c", "c"])
    outcome = count(election, "greedy_votes")
    assert [(set(tie.keys), tie.by) for tie in outcome.ties] == [({"a", "b", "c"}, "lot")]
    assert outcome.ties[0].keys[2] == "a"
    assert count(election, "greedy_votes") == outcome


def test_lot_follows_from_the_ballots_and_not_from_the_order_of_options() -> None:
    one = approval({"a": 50, "b": 50}, 50, ["a", "b"])
    other = approval({"b": 50, "a": 50}, 50, ["b", "a"])
    assert count(one, "greedy_votes").winners == count(other, "greedy_votes").winners
    winners = {
        count(approval({"a": 5, "b": 5}, 5, ["a", "b"] * n), "greedy_votes").winners for n in range(1, 9)
    }
    assert winners == {("a",), ("b",)}


def test_nobody_wants_it_and_it_is_not_funded() -> None:
    election = approval({"a": 10, "b": 10}, 100, ["a"])
    for rule in RULES:
        decisions = {each.key: each for each in count(election, rule).decisions}
        assert (decisions["b"].funded, decisions["b"].why) == (False, Why.NOBODY)


def test_no_ballots_and_free_options_are_no_trouble() -> None:
    for rule in RULES:
        assert count(approval({"a": 10}, 100, []), rule).winners == ()
        assert count(approval({"a": 0, "b": 100}, 100, ["a", "b"]), rule).spent == 100


def test_ranks_give_three_two_one_and_gaps_close() -> None:
    election = Election.of(
        options=[Option(key, key, 10) for key in "abcd"],
        budget=10,
        kind=BallotKind.ORDINAL,
        ballots=[(("a", 1), ("b", 2), ("c", 3)), (("a", 2), ("x", 1), ("d", 7))],
        ranks=3,
    )
    assert election.scores == {"a": 6, "b": 2, "c": 1, "d": 2}


@pytest.mark.parametrize("rule", ["greedy_votes", "greedy_votes_per_cost"])
def test_votes_that_were_missing_are_exactly_what_it_takes(rule: str) -> None:
    election = random_approval(3, options=12, voters=200, budget=3_000_000)
    decisions = count(election, rule).decisions
    cost = {option.key: option.cost for option in election.options}
    for place, lost in enumerate(decisions):
        before = [(each, cost[each.key]) for each in decisions[:place]]
        n = votes_needed(lost, cost=cost[lost.key], before=before, per_cost=rule == "greedy_votes_per_cost")
        if lost.funded or not n:
            continue
        assert lost.key in count(_with_more(election, lost.key, n), rule).winners
        assert lost.key not in count(_with_more(election, lost.key, n - 2), rule).winners or n == 1


def _with_more(election: Election, key: str, n: int) -> Election:
    ballots = dict(election.ballots)
    ballots[((key, 1),)] = ballots.get(((key, 1),), 0) + max(n, 0)
    return Election(election.options, election.budget, election.kind, ballots)


@pytest.mark.parametrize("rule", list(RULES))
@pytest.mark.parametrize("seed", range(4))
def test_no_rule_spends_more_than_the_budget_and_all_are_decided(rule: str, seed: int) -> None:
    election = random_approval(seed, options=15, voters=150, budget=4_000_000)
    outcome = count(election, rule, step="150")
    assert outcome.spent <= election.budget
    assert sorted(each.key for each in outcome.decisions) == sorted(election.by_key)
    assert sorted(each.turn for each in outcome.decisions) == list(range(1, 16))


def test_fifty_options_and_twenty_thousand_ballots_are_fast() -> None:
    election = random_approval(7, options=50, voters=20_000)
    began = time.process_time()
    count(election, "greedy_votes")
    greedy = time.process_time() - began
    count(election, "equal_shares", utility="cost", step="2", fill="yes")
    assert greedy < 0.4
    assert time.process_time() - began < 5


def test_rule_of_another_version_is_refused() -> None:
    with pytest.raises(UnknownRule, match="equal_shares 1"):
        rule_named("equal_shares", 2)
