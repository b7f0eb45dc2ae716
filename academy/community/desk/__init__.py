"""The community's room on the platform: its tables, and the experts who look after it."""

from academy.community.desk import pages
from academy.community.desk.tables import TABLES
from academy.community.desk.tidying import tidy
from core.sdk import Enabled, Link, PersonalData, Plugin, _, hookimpl


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings."""
    return Plugin(
        id="commons",
        name=_("Community of practitioners, on the platform"),
        version="1.0.0",
        sdk="1",
        summary=_("What staff of many municipalities write to each other, and experts who look after it."),
        where=Enabled.PLATFORM,
        tables=TABLES,
        routes=(pages,),
        jobs=(tidy,),
        deeds={
            "commons.hide": _("Hid a post in the community"),
            "commons.show": _("Showed a hidden post in the community again"),
            "commons.settle": _("Left a reported post in the community as it is"),
        },
    )


@hookimpl
def links(place: str) -> list[Link]:
    """In the experts' menu."""
    if place != "platform":
        return []
    return [Link(label=_("Community"), url="/desk-community", action="platform.support")]


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """Nothing: members belong to places, and are asked about there."""
    return []


@hookimpl
async def forget_person(person_id: int) -> None:
    """Nothing to do: an expert's name is not kept with what was hidden."""
