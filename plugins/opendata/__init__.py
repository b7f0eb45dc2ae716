"""Open data: the public tables of the place and its projects as CSV and JSON, and a catalogue after DCAT-AP-NO.

Written only against `core.sdk`: figures are any plugin's blocks, texts are contributions.
"""

from core.sdk import Capability, Link, PersonalData, Plugin, _, hookimpl
from plugins.opendata import actions, manage, pages
from plugins.opendata.settings import Defaults
from plugins.opendata.tables import TABLES


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings."""
    return Plugin(
        id="opendata",
        name=_("Open data"),
        version="1.0.0",
        sdk="1",
        capabilities=(Capability.CONTRIBUTIONS,),
        summary=_("Figures and public texts as tables that anyone can fetch and use, with a catalogue."),
        actions=actions.ALL,
        tables=TABLES,
        routes=(pages, manage),
        tenant_settings=Defaults,
        default_on=True,
        deeds={"opendata.close": _("Closed a project's data"), "opendata.open": _("Opened a project's data")},
    )


@hookimpl
def links(place: str) -> list[Link]:
    """At the foot of each page, and in the staff menu."""
    if place == "footer":
        return [Link(label=_("Open data"), url="/open-data")]
    if place == "manage":
        return [Link(label=_("Open data"), url="/manage/open-data", icon="download", action="opendata.enter")]
    return []


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """Nothing: which projects are closed is all that is kept, not by whom. The record of staff's deeds has that."""
    return []


@hookimpl
async def forget_person(person_id: int) -> None:
    """Nothing to forget."""
