"""The declaration and the hooks: short, no logic."""

from datetime import datetime

from core.sdk import (
    Access,
    Action,
    Activity,
    Block,
    Capability,
    Export,
    Method,
    PersonalData,
    Plugin,
    Problem,
    _,
    hookimpl,
)

from allmenning_walk import pages, service
from allmenning_walk.blocks import notes_by_tone
from allmenning_walk.settings import WalkSettings
from allmenning_walk.tables import TABLES


@hookimpl
def plugin() -> Plugin:
    """What this plugin is."""
    return Plugin(
        id="walk",
        name=_("Neighbourhood walk"),
        summary=_("People mark places along a route, with photos, and support those of others."),
        vendor="Nabolagsverkstedet",
        price=_("Free"),
        description=_(
            "For a walk that many take, together or alone: what is good here, and what should change?"
        ),
        version="1.0.0",
        sdk="1",
        capabilities=(Capability.CONTRIBUTIONS, Capability.FILES),
        methods=(
            Method(
                id="walk",
                name=_("Neighbourhood walk"),
                summary=_("People mark places along a route, with photos, and support those of others."),
                icon="map",
                settings=WalkSettings,
                actions=(
                    Action("walk.view", _("See the notes"), default=Access.EVERYONE, open_only=False),
                    Action("walk.add", _("Write a note")),
                    Action("walk.support", _("Support a note")),
                ),
                contributes=(service.KIND,),
                page=pages.show_all,
            ),
        ),
        tables=TABLES,
        routes=(pages,),
    )


@hookimpl
def allows(activity: Activity, action: str) -> bool:
    """Writing and support. What your settings switch off is answered here too."""
    return action in ("walk.add", "walk.support")


@hookimpl
def publish_problems(activity: Activity) -> list[Problem]:
    """People must be asked something."""
    if activity.settings.question:
        return []
    return [Problem(message=_("Write the question that people answer."))]


@hookimpl
async def blocks(
    project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """Notes by their tone: a card on dashboards, a section of reports."""
    return await notes_by_tone(project_id=project_id, activity_id=activity_id, since=since, until=until)


@hookimpl
async def exports(activity: Activity) -> list[Export]:
    """All notes of an activity."""
    return [
        Export(name="notes", title=_("Notes"), columns=service.COLUMNS, rows=service.notes_of(activity.id))
    ]


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """The tones that this person chose; the texts are contributions, which the host gives."""
    chosen = await service.chosen_by(person_id)
    return [PersonalData(name="walk.tones", rows=chosen)] if chosen else []


@hookimpl
async def forget_person(person_id: int) -> None:
    """Nothing to do: a tone leads to nobody once the host has let go of the note's author."""
