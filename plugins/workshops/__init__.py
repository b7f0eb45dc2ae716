"""Workshops: meetings in a room, online or both, led step by step for everyone at once. Written only against `core.sdk`."""

from datetime import datetime

from core.sdk import (
    Activity,
    Block,
    Capability,
    Export,
    Method,
    PersonalData,
    Plugin,
    Problem,
    Seeding,
    _,
    field_pages,
    hookimpl,
)
from plugins.workshops import (
    actions,
    after,
    browse,
    groups,
    lead,
    manage,
    manage_steps,
    people,
    room,
    room_posts,
    said,
    signing_up,
)
from plugins.workshops import settings as chosen
from plugins.workshops.copying import copy_meetings
from plugins.workshops.deeds import DEEDS
from plugins.workshops.figures import figures
from plugins.workshops.missing import problems_of
from plugins.workshops.outside import exports_of, forget, kept_about
from plugins.workshops.reminding import forget_needs, remind
from plugins.workshops.seeding import seed
from plugins.workshops.tables import TABLES


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings."""
    return Plugin(
        id="workshops",
        name=_("Workshops and meetings"),
        version="1.0.0",
        sdk="1",
        capabilities=(Capability.CONTRIBUTIONS, Capability.FILES, Capability.MAIL, Capability.PERSONAL_DATA),
        summary=_(
            "People meet, in a room or online, and are led through questions, polls and groups together."
        ),
        methods=(
            Method(
                id="workshops",
                name=_("Workshops and meetings"),
                summary=_("Invite to meetings, and lead a workshop step by step for everyone at once."),
                icon="group",
                page=browse.show_meetings,
                settings=chosen.WorkshopsSettings,
                actions=actions.ALL,
                contributes=said.KINDS,
                manage=(
                    (_("Plan and lead"), "/manage"),
                    (_("Questions when signing up"), "/manage/fields"),
                ),
            ),
        ),
        tables=TABLES,
        routes=(
            browse,
            signing_up,
            room,
            room_posts,
            groups,
            manage,
            manage_steps,
            lead,
            people,
            after,
            field_pages,
        ),
        jobs=(remind, forget_needs),
        tenant_settings=chosen.WorkshopsDefaults,
        default_on=True,
        deeds=DEEDS,
    )


@hookimpl
async def publish_problems(activity: Activity) -> list[Problem]:
    """There should be a meeting, and people should know how to get there."""
    return await problems_of(activity)


@hookimpl
def allows(activity: Activity, action: str) -> bool:
    """Comments are switched on and off by the settings."""
    return chosen.allows(activity, action)


@hookimpl
async def blocks(
    project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """Meetings, who signed up and came, what was written."""
    return await figures(project_id=project_id, activity_id=activity_id, since=since, until=until)


@hookimpl
async def exports(activity: Activity) -> list[Export]:
    """Meetings, steps, answers without names, what was written."""
    return await exports_of(activity)


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """Sign-ups, answers and groups; what was written is given out by core."""
    return await kept_about(person_id)


@hookimpl
async def forget_person(person_id: int) -> None:
    """Sign-ups go; answers stay counted without a name."""
    await forget(person_id)


@hookimpl
async def clone_activity(source: Activity, target: Activity) -> None:
    """Meetings and agendas go along; who came does not."""
    await copy_meetings(source=source, target=target)


@hookimpl
async def seeds(seeding: Seeding) -> None:
    """Meetings to sign up for, one that was held, minutes: by themes harbour, flood, square."""
    await seed(seeding)
