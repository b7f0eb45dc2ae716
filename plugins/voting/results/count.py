"""Counting a closed vote: by the chosen rule, and by the others to compare. Again and again the same."""

from datetime import UTC, datetime

from core.sdk import (
    Activity,
    Person,
    Place,
    enqueue,
    execute,
    job,
    note,
    place_of_activity,
    row,
    rows,
    site,
    value,
)
from plugins.voting.ballot.urn import turn
from plugins.voting.counting.outcome import Decision
from plugins.voting.counting.rules import RULES
from plugins.voting.paper.accept import accept_papers
from plugins.voting.results.elections import Pot, pots_of
from plugins.voting.results.refusals import AlreadyPublished, NothingToCount, StillOpen
from plugins.voting.tally.package import CountedPot

_OUTCOME = """
    INSERT INTO voting_outcome (counted, part, pot, position, rule, version, parameters, chosen, budget, spent, unit, voters,
        ties, note, digest)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id
"""
_DECISIONS = """
    INSERT INTO voting_decision (outcome, option, cost, funded, why, turn, supporters, score, left_before, missing, payers, price)
    SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::boolean[], $5::varchar[], $6::integer[], $7::integer[],
        $8::bigint[], $9::bigint[], $10::bigint[], $11::integer[], $12::text[])
"""


async def ask_for_count(*, place: Place, by: Person) -> int:
    """The job's number. Raises StillOpen, AlreadyPublished."""
    await _may_count(place.here)
    await note(action="voting.count", subject="activity", subject_id=place.here.id, by=by)
    return await enqueue("voting.count", activity_id=place.here.id, by_id=by.id)


@job("voting.count", queue="long")
async def count_later(*, activity_id: int, by_id: int) -> None:
    place = await place_of_activity(await site(), activity_id)
    if place is not None:
        await count_now(place=place, by_id=by_id)


async def count_now(*, place: Place, by_id: int | None) -> int:
    """Count in the open transaction; what was counted before is replaced. Raises StillOpen, AlreadyPublished, NothingToCount and
    what the papers refuse.
    """
    await _may_count(place.here)
    await accept_papers(activity=place.here)
    await turn(activity_id=place.here.id)
    pots = await pots_of(activity=place.here)
    if not pots:
        raise NothingToCount
    await execute("DELETE FROM voting_count WHERE activity = $1", place.here.id)
    ballots = await value("SELECT count(*) FROM voting_ballot WHERE activity = $1", place.here.id)
    counted: int = await value(
        "INSERT INTO voting_count (activity, by, ballots) VALUES ($1, $2, $3) RETURNING id",
        place.here.id,
        by_id,
        ballots,
    )
    for position, pot in enumerate(pots):
        for rule in RULES:
            await _keep(counted, position, pot, count_pot(pot, rule))
    return counted


def count_pot(pot: Pot, rule: str) -> CountedPot:
    """By one rule, with the parameters that belong to it."""
    parameters, election = pot.parameters(rule), pot.election
    outcome = RULES[rule].count(election, seed=election.fingerprint, parameters=parameters)
    return CountedPot(
        slug=pot.slug, election=election, rule=RULES[rule], parameters=parameters, outcome=outcome
    )


async def result_changed(*, activity: Activity) -> bool:
    """Does counting anew give another result than what is kept? It never should."""
    kept = await rows(
        "SELECT o.pot, o.rule, o.digest FROM voting_outcome o JOIN voting_count c ON c.id = o.counted WHERE c.activity = $1",
        activity.id,
    )
    pots = await pots_of(activity=activity)
    anew = {(pot.slug, rule): count_pot(pot, rule).digest for pot in pots for rule in RULES}
    return {(each["pot"], each["rule"]): each["digest"] for each in kept} != anew


async def _may_count(activity: Activity) -> None:
    if activity.closes_at is None or activity.closes_at > datetime.now(UTC):
        raise StillOpen
    found = await row("SELECT published_at FROM voting_count WHERE activity = $1 FOR UPDATE", activity.id)
    if found and found["published_at"]:
        raise AlreadyPublished


async def _keep(counted: int, position: int, pot: Pot, done: CountedPot) -> None:
    outcome, election = done.outcome, done.election
    outcome_id: int = await value(
        _OUTCOME,
        counted,
        pot.part.id if pot.part else None,
        pot.slug,
        position,
        done.rule.id,
        done.rule.version,
        done.parameters,
        done.rule.id == pot.chosen.rule,
        election.budget,
        outcome.spent,
        pot.unit,
        election.voters,
        [{"turn": tie.turn, "keys": tie.keys, "by": tie.by} for tie in outcome.ties],
        outcome.note,
        done.digest,
    )
    costs = [election.by_key[each.key].cost for each in outcome.decisions]
    await execute(_DECISIONS, outcome_id, *_columns(outcome.decisions, costs))


def _columns(decisions: tuple[Decision, ...], costs: list[int]) -> list[list[object]]:
    return [
        [int(each.key) for each in decisions],
        list(costs),
        [each.funded for each in decisions],
        [each.why.value for each in decisions],
        [each.turn for each in decisions],
        [each.supporters for each in decisions],
        [each.score for each in decisions],
        [each.left for each in decisions],
        [each.missing for each in decisions],
        [each.payers for each in decisions],
        [str(each.price) for each in decisions],
    ]
