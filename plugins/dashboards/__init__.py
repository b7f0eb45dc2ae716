"""Dashboards: what happens in a place, a project, an activity – in figures. Written only against `core.sdk`."""

from typing import Any

from core.sdk import Capability, Link, Panel, PersonalData, Plugin, Seeding, _, hookimpl
from plugins.dashboards import actions, pages, residents
from plugins.dashboards.choosing import choose, chosen
from plugins.dashboards.deeds import DEEDS
from plugins.dashboards.settings import Defaults
from plugins.dashboards.sharing import share
from plugins.dashboards.tables import TABLES

_FIRST = (  # what residents of a demonstration see
    "people.participants",
    "people.over_time",
    "deeds.actions",
    "answers.days",
    "ideas.ideas",
    "ideas.by_status",
    "ideas.by_topic",
    "representation.age",
    "representation.sex",
)


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings."""
    return Plugin(
        id="dashboards",
        name=_("Dashboards"),
        version="1.0.0",
        sdk="1",
        capabilities=(Capability.CONTRIBUTIONS,),
        summary=_(
            "Figures for a place, a project and an activity: who takes part, how, and what comes of it."
        ),
        actions=actions.ALL,
        tables=TABLES,
        routes=(pages, residents),
        jobs=(share,),
        tenant_settings=Defaults,
        default_on=True,
        deeds=DEEDS,
    )


@hookimpl
def links(place: str) -> list[Link]:
    """In the staff menu."""
    if place != "manage":
        return []
    return [Link(label=_("Dashboard"), url="/manage/dashboards", icon="chart", action="dashboards.enter")]


@hookimpl
async def panels(place: str, subject: Any) -> list[Panel]:
    """On a project's page, where staff have chosen figures for residents."""
    if place != "project" or not await chosen(project_id=subject.id):
        return []
    return [
        Panel(
            title=_("In figures"), template="dashboards/panel.html", context={"url": f"{subject.url}/figures"}
        )
    ]


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """Nothing: kept is only which cards a project shows, not who chose them."""
    return []


@hookimpl
async def forget_person(person_id: int) -> None:
    """Nothing to forget, as above."""


@hookimpl
async def seeds(seeding: Seeding) -> None:
    """In a demonstration each project shows its figures."""
    await choose(project_id=seeding.place.project.id, cards=_FIRST)
