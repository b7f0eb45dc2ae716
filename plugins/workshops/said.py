"""One thing that was said, or the minutes: a contribution with its talk."""

from core.sdk import Page, Place, State, Visit, comments_of, load, page, row
from plugins.workshops.about import about
from plugins.workshops.settings import allows

KINDS = ("question", "input", "note", "minutes")


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


async def _where(said_id: int) -> dict[str, object] | None:
    """The meeting that it belongs to."""
    return await row(
        "SELECT m.id, m.titles, m.starts_at FROM workshops_meeting m LEFT JOIN workshops_step t ON t.meeting = m.id "
        "LEFT JOIN workshops_said s ON s.step = t.id WHERE s.contribution = $1 OR m.minutes_id = $1 LIMIT 1",
        said_id,
    )
