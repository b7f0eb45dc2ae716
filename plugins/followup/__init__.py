"""Answers and follow-up: what was promised, what came of what people said, and how the work goes on.

Written only against `core.sdk`; it knows contributions, of whichever method, and no method.
"""

from datetime import datetime
from typing import Any

from core.sdk import (
    Activity,
    Block,
    Capability,
    Export,
    Link,
    Panel,
    PersonalData,
    Plugin,
    Seeding,
    _,
    hookimpl,
)
from plugins.followup import (
    actions,
    manage,
    manage_links,
    manage_outcomes,
    manage_promises,
    manage_steps,
    public,
)
from plugins.followup.deeds import DEEDS
from plugins.followup.figures import figures
from plugins.followup.outside import exports_of, forget, kept_about
from plugins.followup.panels import panels_at
from plugins.followup.reminders import remind
from plugins.followup.seeding import sow
from plugins.followup.tables import TABLES


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings."""
    return Plugin(
        id="followup",
        name=_("Answers and follow-up"),
        version="1.0.0",
        sdk="1",
        capabilities=(Capability.CONTRIBUTIONS, Capability.FILES, Capability.MAIL, Capability.PERSONAL_DATA),
        summary=_(
            "Say what people can influence and when they get an answer; then show what came of what they said."
        ),
        actions=actions.ALL,
        tables=TABLES,
        routes=(public, manage, manage_outcomes, manage_links, manage_promises, manage_steps),
        jobs=(remind,),
        default_on=True,
        deeds=DEEDS,
    )


@hookimpl
def links(place: str) -> list[Link]:
    """In the staff menu."""
    if place != "manage":
        return []
    return [
        Link(label=_("Answers and follow-up"), url="/manage/followup", icon="reply", action="followup.enter")
    ]


@hookimpl
async def panels(place: str, subject: Any) -> list[Panel]:
    """What came of it, where people look for it."""
    return await panels_at(place, subject)


@hookimpl
async def blocks(
    project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """Outcomes by kind, how long people waited, promises kept, overdue and broken."""
    return await figures(project_id=project_id, activity_id=activity_id, since=since, until=until)


@hookimpl
def exports(activity: Activity) -> list[Export]:
    """Which contributions of the activity were answered by what."""
    return exports_of(activity)


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """What staff wrote here, and what they are to see to."""
    return await kept_about(person_id)


@hookimpl
async def forget_person(person_id: int) -> None:
    """The names of staff go; what was said to people stays."""
    await forget(person_id)


@hookimpl
async def seeds(seeding: Seeding) -> None:
    """A ledger, answers with what they answer, and steps, for a demonstration's project that has a story here."""
    await sow(seeding)
