"""Answers to statements. One row a voter and statement, and a line in the log for each answer given or changed."""

from datetime import UTC, datetime

from core.sdk import Act, Channel, Place, Refused, _, execute, record_many, value
from plugins.deliberation.groups.asking import ask_for_run
from plugins.deliberation.statements.voter import Voter, keep_voter

AGREE, PASS, DISAGREE = 1, 0, -1
VALUES = {"agree": AGREE, "pass": PASS, "disagree": DISAGREE}

_ANSWER = """
    INSERT INTO deliberation_vote (voter, statement, value) VALUES ($1, $2, $3)
    ON CONFLICT (voter, statement) DO UPDATE SET value = excluded.value, at = now()
    WHERE deliberation_vote.value <> excluded.value RETURNING id
"""
_THERE = (
    "SELECT c.id FROM contribution c JOIN deliberation_statement s ON s.contribution = c.id "
    "WHERE c.id = $1 AND c.activity = $2 AND c.state = 'published'"
)


class StatementGone(Refused):
    def __init__(self) -> None:
        super().__init__(_("This statement is no longer here. Go on with the next one."))


async def answer(*, place: Place, voter: Voter, statement_id: int, said: int) -> None:
    """Say it, or say something else than before. Raises StatementGone. The same once more changes nothing."""
    if await value(_THERE, statement_id, place.here.id) is None:
        raise StatementGone
    voter_id = await keep_voter(voter=voter, place=place)
    if await value(_ANSWER, voter_id, statement_id, said) is None:
        return
    await record_many(
        [Act(voter.name, "deliberation.vote", datetime.now(UTC), statement_id)],
        project_id=place.project.id,
        activity_id=place.here.id,
        channel=Channel.WEB,
    )
    await ask_for_run(activity_id=place.here.id)


async def take_back(*, place: Place, voter: Voter, statement_id: int) -> None:
    """As if it had not been answered; it comes up again. The log keeps that something was done."""
    gone = await execute(
        "DELETE FROM deliberation_vote d USING deliberation_voter v WHERE d.voter = v.id AND v.activity = $1 "
        "AND v.who = $2 AND d.statement = $3",
        place.here.id,
        voter.who,
        statement_id,
    )
    if gone:
        await ask_for_run(activity_id=place.here.id)
