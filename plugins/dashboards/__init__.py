"""Dashboards: what happens in a place, a project, an activity – in figures. Written only against `core.sdk`."""

from core.sdk import Capability, Link, Plugin, _, hookimpl
from plugins.dashboards import actions, pages
from plugins.dashboards.settings import Defaults
from plugins.dashboards.sharing import share


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
        routes=(pages,),
        jobs=(share,),
        tenant_settings=Defaults,
        default_on=True,
    )


@hookimpl
def links(place: str) -> list[Link]:
    """In the staff menu."""
    if place != "manage":
        return []
    return [Link(label=_("Dashboard"), url="/manage/dashboards", icon="chart", action="dashboards.enter")]
