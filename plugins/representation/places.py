"""The project that staff work with here, and the word that counts who came by an invitation."""

from core.sdk import NotFound, Place, Visit, place_at, row, slugify

_LONGEST = 40


async def staff_place(visit: Visit, project_id: int, action: str) -> Place:
    """NotFound where it is not there, Forbidden where this person may not."""
    found = await row("SELECT slug FROM project WHERE id = $1", project_id)
    place = await place_at(visit.site, found["slug"]) if found else None
    if place is None:
        raise NotFound
    visit.require(action, place)
    return place


def word_of(kind: str, name: str) -> str:
    """Stands at the end of the link (`?from=age-18-24`): how many came this way, and nothing of who they are."""
    return slugify(f"{kind} {name}", fallback="group")[:_LONGEST]
