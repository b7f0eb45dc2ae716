"""What happens to statements elsewhere: a moderator publishes or hides one, an author takes one back."""

from core.sdk import Event, place_of_activity, row, site
from plugins.deliberation.groups.asking import ask_for_run
from plugins.deliberation.statements.answering import AGREE, StatementGone, answer
from plugins.deliberation.statements.voter import load_voter


async def heard(event: Event) -> None:
    """May come twice: an answer that stands already changes nothing."""
    if event.activity_id is None or not event.name.startswith("contribution."):
        return
    found = await row(
        "SELECT s.seed, c.author FROM deliberation_statement s JOIN contribution c ON c.id = s.contribution "
        "WHERE s.contribution = $1 AND s.activity = $2",
        event.subject_id,
        event.activity_id,
    )
    if found is None:
        return
    if event.name == "contribution.submitted" and not found["seed"] and found["author"] is not None:
        await _agree(event.activity_id, event.subject_id, found["author"])
    await ask_for_run(activity_id=event.activity_id)


async def _agree(activity_id: int, statement_id: int, author: int) -> None:
    """Who wrote it agrees with it, unless that person has answered it otherwise."""
    place = await place_of_activity(await site(), activity_id)
    if place is None:
        return
    voter = await load_voter(name=f"person:{author}", place=place)
    if voter.id is not None:
        said = await row(
            "SELECT value FROM deliberation_vote WHERE voter = $1 AND statement = $2", voter.id, statement_id
        )
        if said is not None:
            return
    try:
        await answer(place=place, voter=voter, statement_id=statement_id, said=AGREE)
    except StatementGone:
        return
