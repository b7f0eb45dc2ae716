"""The declaration and the hooks: short, no logic."""

from datetime import datetime
from typing import Any

from allmenning_pinboard import pages, service
from allmenning_pinboard.blocks import pins_by_colour
from allmenning_pinboard.settings import PinboardSettings
from allmenning_pinboard.tables import TABLES
from core.sdk import (
    Access,
    Action,
    Activity,
    Block,
    Capability,
    Export,
    Method,
    Panel,
    PersonalData,
    Plugin,
    Problem,
    Project,
    _,
    hookimpl,
)


@hookimpl
def plugin() -> Plugin:
    """What this plugin is."""
    return Plugin(
        id="pinboard",
        name=_("Pinboard"),
        summary=_("Short notes that people pin up and support."),
        version="1.2.0",
        sdk="1",
        capabilities=(Capability.CONTRIBUTIONS,),
        methods=(
            Method(
                id="pinboard",
                name=_("Pinboard"),
                summary=_("People pin up short notes, and support those of others."),
                icon="pin",
                settings=PinboardSettings,
                actions=(
                    Action("pinboard.view", _("See the board"), default=Access.EVERYONE, open_only=False),
                    Action("pinboard.add", _("Add a pin")),
                    Action("pinboard.support", _("Support a pin")),
                ),
                contributes=(service.PIN,),
                page=pages.board,
            ),
        ),
        tables=TABLES,
        routes=(pages,),
    )


@hookimpl
def allows(activity: Activity, action: str) -> bool:
    """A board has support and nothing else; what its settings switched off would be answered here too."""
    return action in ("pinboard.add", "pinboard.support")


@hookimpl
def publish_problems(activity: Activity) -> list[Problem]:
    """A board needs a question."""
    return (
        [] if activity.settings.question else [Problem(message=_("Write the question that people answer."))]
    )


@hookimpl
async def panels(place: str, subject: Any) -> list[Panel]:
    """The newest pins, on the page of their project."""
    if place != "project" or not isinstance(subject, Project):
        return []
    pins = await service.newest_of(project_id=subject.id)
    return (
        [Panel(title=_("Newest pins"), template="pinboard/newest.html", context={"pins": pins})]
        if pins
        else []
    )


@hookimpl
async def blocks(
    project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """Pins by colour."""
    return await pins_by_colour(project_id=project_id, activity_id=activity_id, since=since, until=until)


@hookimpl
async def exports(activity: Activity) -> list[Export]:
    """All pins of a board."""
    return [Export(name="pins", title=_("Pins"), columns=service.COLUMNS, rows=service.pins_of(activity.id))]


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """The colours that this person chose; the texts are contributions, which the host gives."""
    chosen = await service.chosen_by(person_id)
    return [PersonalData(name="pinboard.colours", rows=chosen)] if chosen else []


@hookimpl
async def forget_person(person_id: int) -> None:
    """Nothing to do: a colour leads to nobody once the host has let go of the contribution's author."""
