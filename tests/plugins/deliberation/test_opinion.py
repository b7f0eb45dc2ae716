"""The mathematics, without the host: groups that are there are found, the same ones every time, and said rightly."""

import subprocess
import sys

import numpy as np
import pytest

from plugins.deliberation.opinion import Before, Opinion, Votes, adjusted_rand, analyse, votes_from


def camps(
    people: int = 120, statements: int = 30, sides: int = 2, *, seed: int = 1, density: float = 0.7
) -> tuple[Votes, np.ndarray]:
    """Invented people of so many minds; the first statement unites, the last is passed on."""
    random = np.random.default_rng(seed)
    of = np.arange(people) % sides
    agrees = random.choice([0.08, 0.92], size=(sides, statements))
    agrees[:, 0] = 0.95
    said = np.where(random.random((people, statements)) < agrees[of], 1.0, -1.0)
    said[:, -1] = np.where(random.random(people) < 0.7, 0.0, said[:, -1])
    said[random.random((people, statements)) > density] = np.nan
    return votes_from(said.tolist()), of


def everything(votes: Votes) -> np.ndarray:
    return np.ones(votes.statements, dtype=bool)


@pytest.mark.parametrize("sides", [2, 3])
def test_camps_are_found(sides: int) -> None:
    votes, of = camps(people=60 * sides, sides=sides, seed=sides)
    opinion = analyse(votes, shown=everything(votes))
    assert len(opinion.sizes) == sides
    assert adjusted_rand(opinion.of, of) > 0.9


def test_same_votes_give_the_same_to_the_last_digit() -> None:
    votes, _of = camps()
    one, two = (analyse(votes, shown=everything(votes)) for _ in range(2))
    assert np.array_equal(one.points, two.points)
    assert np.array_equal(one.of, two.of)


def test_groups_keep_letters_and_sides_when_people_come() -> None:
    votes, _of = camps(people=100)
    first = analyse(votes, shown=everything(votes))
    more, _all = camps(people=112)
    last = np.concatenate([first.of, np.full(12, -1)])
    flipped = Before(-first.axes, first.centres[::-1].copy(), np.where(last >= 0, 1 - last, -1))
    second = analyse(more, shown=everything(more), before=Before(first.axes, first.centres, last))
    other = analyse(more, shown=everything(more), before=flipped)
    assert (second.of[:100] == first.of).mean() > 0.95
    assert float((second.axes * first.axes).sum()) > 0
    # Whoever was called B is B again, whichever way the axes come out.
    assert (other.of[:100] == 1 - first.of).mean() > 0.95


def test_what_is_said_of_groups_is_in_the_votes() -> None:
    votes, _of = camps()
    opinion = analyse(votes, shown=everything(votes))
    assert 0 in [each.statement for each in opinion.uniting if each.side == 1]
    assert opinion.unsure[0].statement == votes.statements - 1
    tallies = opinion.by_group
    assert tallies is not None
    for group, some in enumerate(opinion.typical):
        for each in some:
            own = tallies.agree if each.side == 1 else tallies.disagree
            rest = own.sum(axis=0)[each.statement] - own[group, each.statement]
            others = tallies.seen.sum(axis=0)[each.statement] - tallies.seen[group, each.statement]
            assert own[group, each.statement] / tallies.seen[group, each.statement] > rest / others
    assert tallies.seen.sum() == (opinion.of[votes.voter] >= 0).sum()


def test_counts_equal_a_recount() -> None:
    votes, _of = camps(seed=5)
    opinion = analyse(votes, shown=everything(votes))
    for statement in range(votes.statements):
        mark = votes.statement == statement
        assert opinion.all.seen[0, statement] == mark.sum()
        assert opinion.all.agree[0, statement] == (votes.value[mark] == 1).sum()


def test_hidden_statement_tells_nothing_and_throws_nobody_out() -> None:
    votes, _of = camps(statements=12)
    shown = everything(votes)
    shown[3] = False
    opinion = analyse(votes, shown=shown)
    named = [e.statement for some in (*opinion.typical, opinion.uniting, opinion.dividing) for e in some]
    assert 3 not in named
    assert opinion.all.seen[0, 3] == 0


@pytest.mark.parametrize(
    "table",
    [
        [[1.0]],
        [[np.nan, 1.0]] * 12,
        [[1.0, 1.0, 1.0, 1.0]] * 20,  # all of one mind
        [[1.0, -1.0, 0.0]] * 9,
        [[0.0] * 8] * 30,
    ],
)
def test_little_or_nothing_breaks_nothing(table: list[list[float]]) -> None:
    votes = votes_from(table)
    opinion: Opinion = analyse(votes, shown=everything(votes))
    assert np.isfinite(opinion.points).all()
    assert sum(opinion.sizes) <= votes.voters


def test_few_answers_leave_a_person_out_of_the_groups() -> None:
    votes, _of = camps(people=40, statements=20)
    few = votes_from([[1.0] * 3 + [np.nan] * 17])
    both = Votes(
        votes.voters + 1,
        20,
        np.concatenate([votes.voter, few.voter + votes.voters]).astype(np.int32),
        np.concatenate([votes.statement, few.statement]).astype(np.int32),
        np.concatenate([votes.value, few.value]).astype(np.int8),
    )
    assert analyse(both, shown=everything(both)).of[-1] == -1


def test_adjusted_rand_of_known_cases() -> None:
    one = np.array([0, 0, 1, 1])
    assert adjusted_rand(one, np.array([1, 1, 0, 0])) == 1.0
    assert adjusted_rand(one, np.array([0, 1, 0, 1])) == pytest.approx(-0.5)


def test_plugin_is_loaded_without_numpy() -> None:
    """A web worker never computes: it must not carry scipy."""
    code = "import sys, plugins.deliberation; assert not {'numpy', 'scipy'} & set(sys.modules), 'loaded'"
    subprocess.run([sys.executable, "-c", code], check=True)
