"""What staff do with a contribution: a status, an official answer, someone who looks after it."""

from typing import Any

from core.contributions.colleagues import colleagues
from core.contributions.labels import status_by_id
from core.contributions.refusals import Gone
from core.contributions.telling import happened, tell_assignee, tell_of_answer
from core.db import execute, row
from core.people import Person
from core.projects.place import Place
from core.text import clean_html, plain_text


async def set_status(
    *, place: Place, contribution_id: int, status_id: int | None, by: Person, answer: str = ""
) -> int:
    """A new status, perhaps with an official answer (HTML), and word to all it concerns; to how many.

    Nothing is written when neither changes: a form sent twice tells people once.
    """
    found = await _locked(place, contribution_id)
    html = clean_html(answer)
    html = html if plain_text(html) or "<img" in html else ""
    if found["status"] == status_id and (not html or html == found["last_answer"]):
        return 0
    status = await status_by_id(status_id) if status_id is not None else None
    await execute(
        "UPDATE contribution SET status = $2 WHERE id = $1", contribution_id, status.id if status else None
    )
    await execute(
        "INSERT INTO status_change (contribution, status, answer, by) VALUES ($1, $2, $3, $4)",
        contribution_id,
        status.id if status else None,
        html,
        by.id,
    )
    await happened(
        "contribution.answered" if html else "contribution.status_changed", place, contribution_id, by
    )
    return await tell_of_answer(
        place, contribution_id=contribution_id, title=found["title"], status=status, answer=html, by=by
    )


async def assign(*, place: Place, contribution_id: int, person_id: int | None, by: Person) -> None:
    """Who of the staff looks after it; None = nobody. Only people with a role here can be chosen."""
    found = await _locked(place, contribution_id)
    if person_id is not None and person_id not in {each["id"] for each in await colleagues(place=place)}:
        raise Gone
    await execute("UPDATE contribution SET assignee = $2 WHERE id = $1", contribution_id, person_id)
    if person_id is not None and person_id not in (by.id, found["assignee"]):
        await tell_assignee(place, contribution_id=contribution_id, title=found["title"], person_id=person_id)


async def _locked(place: Place, contribution_id: int) -> dict[str, Any]:
    found = await row(
        "SELECT title, status, assignee, (SELECT answer FROM status_change s WHERE s.contribution = c.id "
        "ORDER BY s.at DESC, s.id DESC LIMIT 1) AS last_answer FROM contribution c "
        "WHERE c.id = $1 AND c.activity = $2 AND c.root IS NULL AND c.state IN ('published', 'waiting', 'hidden') "
        "FOR NO KEY UPDATE",
        contribution_id,
        place.here.id,
    )
    if found is None:
        raise Gone
    return found
