"""Where those who work with participation in many municipalities meet. Written only against `core.sdk`.

What they write stands in the platform's schema, in the room of `academy/community/desk`; nothing of residents goes there.
"""

from academy.community import library, me, pages, place, writing
from academy.community.actions import ALL, DEEDS
from academy.community.digest import digest
from academy.community.outside import forget, kept_about
from core.sdk import Capability, Link, PersonalData, Plugin, _, hookimpl


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings."""
    return Plugin(
        id="community",
        name=_("Community of practitioners"),
        version="1.0.0",
        sdk="1",
        summary=_("Staff of all municipalities ask, answer, and share projects that others may copy."),
        actions=ALL,
        routes=(pages, writing, me, library, place),
        jobs=(digest,),
        default_on=True,
        deeds=DEEDS,
        capabilities=(Capability.MAIL,),
    )


@hookimpl
def links(place: str) -> list[Link]:
    """In the staff menu."""
    if place != "manage":
        return []
    return [Link(label=_("Community"), url="/manage/community", icon="globe", action="community.enter")]


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """What a colleague has written to others, and said of themselves."""
    return await kept_about(person_id)


@hookimpl
async def forget_person(person_id: int) -> None:
    """The name goes; what was written stays with the place's name until the place takes it away."""
    await forget(person_id)
