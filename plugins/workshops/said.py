"""One thing that was said, or the minutes: a contribution with its talk."""

from typing import Any

from core.sdk import Page, Person, Place, State, Visit, comments_of, load, page, row, tell_live, withdraw
from plugins.workshops.about import about
from plugins.workshops.settings import allows

WRITTEN = ("question", "input", "note")
KINDS = (*WRITTEN, "minutes")
_STANDING = (State.WAITING, State.PUBLISHED)


async def said_page(visit: Visit, place: Place, said_id: int) -> Page | None:
    said = await load(contribution_id=said_id, activity_id=place.here.id, viewer=visit.person)
    if said is None or said.kind not in KINDS or said.state is State.DRAFT:
        return None
    thread = await comments_of(root_id=said.id, viewer=visit.person, cursor=visit.query.get("comments", ""))
    return page(
        "workshops/said.html",
        said=said,
        thread=thread,
        where=await _where(said_id),
        may_comment=visit.can("workshops.comment") if allows(place.here, "workshops.comment") else None,
        may_support=visit.can("workshops.support"),
        **about(place),
    )


async def take_back(*, place: Place, said_id: int, person: Person) -> bool:
    """One's own, and the room is told. False where there is none."""
    said = await load(contribution_id=said_id, activity_id=place.here.id, viewer=person)
    if said is None or not said.mine or said.kind not in WRITTEN or said.state not in _STANDING:
        return False
    await withdraw(place=place, contribution_id=said_id, author=person)
    where = await _where(said_id)
    if where is not None:
        await tell_live(f"workshop-{where['id']}", "answers")
    return True


async def _where(said_id: int) -> dict[str, Any] | None:
    """The meeting that it belongs to."""
    return await row(
        "SELECT m.id, m.titles, m.starts_at FROM workshops_meeting m LEFT JOIN workshops_step t ON t.meeting = m.id "
        "LEFT JOIN workshops_said s ON s.step = t.id WHERE s.contribution = $1 OR m.minutes_id = $1 LIMIT 1",
        said_id,
    )
