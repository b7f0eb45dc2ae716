"""Real elections: what we count equals what pabutools counts, and what was published where the file says so."""

from functools import cache
from pathlib import Path

import pytest

from core.people import Role
from core.sdk import participants
from plugins.voting.counting.election import BallotKind, Election
from plugins.voting.counting.rules import RULES
from plugins.voting.election_import import import_election
from plugins.voting.results.load import load_result
from plugins.voting.tally.recount import recount
from tests.plugins.voting.conftest import NewVote
from tests.plugins.voting.reference import SOURCES, Reference, table
from tests.support.people import new_person

FILES = sorted(SOURCES.glob("*.pb"))
pytestmark = pytest.mark.skipif(not FILES, reason="the real data is not here (../shared/data/pabulib)")
OFTEN, FEW = 2_500, 180  # voters: pabutools takes too long on more
# The published sum differs from the published ballots: the file itself says that some voters were taken out.
RECOUNT_DIFFERS = {"poland_czestochowa_2020_.pb"}


@cache
def election_of(path: Path) -> Election:
    return table(path).election


def winners(election: Election, rule: str, **parameters: str) -> set[str]:
    return set(RULES[rule].count(election, seed=election.fingerprint, parameters=parameters).winners)


def wanted(election: Election, theirs: set[str]) -> set[str]:
    """pabutools' greedy rule funds what nobody voted for, where there is money; ours does not."""
    return {key for key in theirs if election.scores[key] > 0}


def test_recount_equals_the_published_votes() -> None:
    differs = set()
    for path in FILES:
        election = election_of(path)
        published = [option for option in election.options if option.votes is not None]
        by_voters = all(option.votes == election.supporters[option.key] for option in published)
        by_score = all(option.votes == election.scores[option.key] for option in published)
        if not (by_voters or by_score):
            differs.add(path.name)
    assert differs == RECOUNT_DIFFERS


def test_points_and_ranks_equal_the_published_scores() -> None:
    for path in FILES:
        election = election_of(path)
        if election.kind is BallotKind.APPROVAL or path.name in RECOUNT_DIFFERS:
            continue
        published = {option.key: option.score for option in election.options if option.score is not None}
        assert published == {key: election.scores[key] for key in published}


def test_wieliczka_is_reproduced_exactly() -> None:
    counted = recount((SOURCES / "poland_wieliczka_2023.pb").read_text(encoding="utf-8-sig"))
    assert counted.rule.id == "equal_shares"
    assert counted.published
    assert counted.differs == ()
    assert counted.outcome.spent == 995_079


def test_greedy_gives_the_official_winners_or_a_local_rule_took_some_out() -> None:
    same, fewer, other = 0, [], []
    for path in FILES:
        election = election_of(path)
        official = {option.key for option in election.options if option.selected}
        if "wieliczka" in path.name or not any(o.selected is not None for o in election.options):
            continue
        ours = winners(election, "greedy_votes")
        same += ours == official
        fewer += [path.name] if official < ours else []
        other += [] if official <= ours else [path.name]
    assert (same, len(fewer), len(other)) == (36, 11, 2)
    assert all("poznan" in name for name in other)  # the city paid more than the budget for the last one


async def test_election_is_imported_counted_and_published_with_its_official_winners(
    new_vote: NewVote,
) -> None:
    text = (SOURCES / "poland_wieliczka_2023.pb").read_text(encoding="utf-8-sig")
    vote = await new_vote(costs={})
    await new_person(vote.tenant, role=Role.ADMIN)
    async with vote.stand.open() as place:
        await import_election(place=place, text=text)
        result = await load_result(activity=place.here)
        people = await participants(activity_id=place.here.id)
    assert result is not None
    assert (result.ballots, people) == (6586, 6586)
    official = {option.name[:120] for option in recount(text).table.election.options if option.selected}
    assert {each.title for each in result.winners} == official


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[:40])
def test_every_rule_gives_what_pabutools_gives(path: Path) -> None:
    election = election_of(path)
    if election.voters > OFTEN:
        pytest.skip("pabutools takes long on this one; docs/methods/voting.md has the figure")
    theirs = Reference(election)
    assert winners(election, "greedy_votes_per_cost") == wanted(election, theirs.greedy_by_votes_per_cost())
    if theirs.approval:
        assert winners(election, "greedy_votes") == wanted(election, theirs.greedy_by_votes())
        by_votes = winners(election, "equal_shares", utility="votes", step="0", fill="no")
        assert by_votes == theirs.equal_shares(by_cost=False)
    assert winners(election, "equal_shares", step="0", fill="no") == theirs.equal_shares()
    if election.voters <= FEW:
        assert winners(election, "equal_shares", step="1", fill="no") == theirs.equal_shares_raised()
