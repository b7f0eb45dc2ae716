"""The declaration and the hooks: short, no logic."""

from allmenning_pinboard import blocks as figures
from allmenning_pinboard import pages, service
from allmenning_pinboard.settings import PinboardSettings
from allmenning_pinboard.tables import Pin
from core.sdk import (
    Access,
    Action,
    Activity,
    Block,
    Export,
    Method,
    PersonalData,
    Plugin,
    Problem,
    Role,
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
                    Action(
                        "pinboard.moderate", _("Moderate the board"), role=Role.MODERATOR, open_only=False
                    ),
                ),
                contributes=("pin",),
                page=pages.board,
            ),
        ),
        tables=(Pin,),
        routes=(pages,),
    )


@hookimpl
def allows(activity: Activity, action: str) -> bool:
    """Everything declared is possible; comments are not."""
    return action != "pinboard.comment"


@hookimpl
def publish_problems(activity: Activity) -> list[Problem]:
    """A board needs a question."""
    return (
        [] if activity.settings.question else [Problem(message=_("Write the question that people answer."))]
    )


@hookimpl
async def blocks(project_id: int | None, activity_id: int | None) -> list[Block]:
    """Pins by colour."""
    return await figures.pins_by_colour(project_id=project_id, activity_id=activity_id)


@hookimpl
async def exports(activity: Activity) -> list[Export]:
    """All pins of a board."""
    return [Export(name="pins", title=_("Pins"), columns=service.COLUMNS, rows=service.pins_of(activity.id))]


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """The colours that this person chose; the texts are contributions, which the host gives."""
    return [PersonalData(name="pinboard", rows=await service.colours_of(person_id))]


@hookimpl
async def forget_person(person_id: int) -> None:
    """Nothing to do: a colour leads to nobody once the host has let go of the contribution's author."""
