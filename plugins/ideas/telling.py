"""A new idea is told to the project's contact person, where staff have asked for it."""

from core.sdk import Event, _, excerpt, notify, place_of_activity, row, site
from plugins.ideas.settings import settings_of


async def tell_contact(event: Event) -> None:
    """Hears of everything that is submitted, and acts on ideas of activities whose settings say so."""
    if event.name != "contribution.submitted" or event.activity_id is None:
        return
    place = await place_of_activity(await site(), event.activity_id)
    if place is None or place.here.method != "ideas" or not settings_of(place.here).tell_contact:
        return
    found = await row(
        "SELECT c.title, c.text, c.author, p.contact_person FROM contribution c JOIN project p ON p.id = $2 "
        "WHERE c.id = $1 AND c.kind = 'idea' AND c.state = 'published'",
        event.subject_id,
        place.project.id,
    )
    if found is None or found["contact_person"] in (None, found["author"]):
        return
    await notify(
        person_ids=[found["contact_person"]],
        kind="queue",
        title=_("New idea: “{title}”").format(title=found["title"] or excerpt(found["text"], 60)),
        body=excerpt(found["text"], 200),
        url=f"{place.url}/{event.subject_id}",
    )
