"""Letting people read a version."""

from core.sdk import Person, Place, _, execute, note, notify, row, rows, set_public
from plugins.information.documents.model import WrongState
from plugins.information.documents.take_in import keys_of_files


async def publish_version(*, place: Place, number: int, by: Person) -> int:
    """From now on this is the document. Those who wrote about an earlier one are told; how many. Raises WrongState."""
    found = await row(
        "UPDATE information_version SET state = 'published', published_at = now() "
        "WHERE activity = $1 AND number = $2 AND state = 'ready' "
        "AND number > coalesce((SELECT max(o.number) FROM information_version o WHERE o.activity = $1 "
        "AND o.state = 'published'), 0) "
        "RETURNING id",
        place.here.id,
        number,
    )
    if found is None:
        raise WrongState
    await set_public(await keys_of_files(version_id=found["id"]), public=True)
    await note(
        action="information.version",
        subject="activity",
        subject_id=place.here.id,
        details={"version": number},
        by=by,
    )
    return await _tell(place, number, by)


async def drop_version(*, place: Place, number: int) -> None:
    """One that was never published: its files are swept away with it. Raises WrongState."""
    gone = await row(
        "DELETE FROM information_version WHERE activity = $1 AND number = $2 AND state <> 'published' RETURNING id",
        place.here.id,
        number,
    )
    if gone is None:
        raise WrongState


async def change_note(*, place: Place, number: int, title: str, words: str) -> None:
    await execute(
        "UPDATE information_version SET title = $3, note = $4 WHERE activity = $1 AND number = $2",
        *(place.here.id, number, title, words),
    )


async def _tell(place: Place, number: int, by: Person) -> int:
    found = await rows(
        "SELECT DISTINCT c.author AS person FROM contribution c JOIN information_remark r ON r.contribution = c.id "
        "WHERE c.activity = $1 AND c.author IS NOT NULL AND c.state = 'published' "
        "UNION SELECT person FROM information_statement WHERE activity = $1 AND person IS NOT NULL",
        place.here.id,
    )
    people = [each["person"] for each in found if each["person"] != by.id]
    if number > 1 and people:
        await notify(
            person_ids=people,
            kind="answer",
            title=_("There is a new version of “{name}”").format(name=place.here.name),
            body=_("See what is changed, and because of which comments."),
            url=f"{place.url}/changes/{number}",
        )
    return len(people) if number > 1 else 0
