"""Courses for those who work with participation. Written only against `core.sdk`."""

from datetime import datetime
from typing import Any

from academy import pages
from academy.actions import ALL as ACTIONS
from academy.deeds import DEEDS
from academy.figures import figures
from academy.panels import panels_at
from academy.privacy import forget, kept_about
from academy.service.reminders import remind
from academy.tables import TABLES
from core.sdk import Block, Capability, Link, Panel, PersonalData, Plugin, _, hookimpl


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings."""
    return Plugin(
        id="academy",
        name=_("Academy"),
        version="1.0.0",
        sdk="1",
        summary=_("Courses for staff: lessons, quizzes, practice and certificates, offered where they fit."),
        actions=ACTIONS,
        tables=TABLES,
        routes=pages.MODULES,
        jobs=(remind,),
        default_on=True,
        capabilities=(Capability.FILES, Capability.MAIL, Capability.PERSONAL_DATA),
        deeds=DEEDS,
    )


@hookimpl
def links(place: str) -> list[Link]:
    """In the staff menu."""
    if place != "manage":
        return []
    return [Link(label=_("Academy"), url="/manage/academy", icon="book", action="academy.learn")]


@hookimpl
async def panels(place: str, subject: Any) -> list[Panel]:
    """A lesson that fits the page, and courses that somebody was asked to take."""
    return await panels_at(place, subject)


@hookimpl
async def blocks(
    project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """Of the place as a whole: courses that staff have finished."""
    return await figures(since=since, until=until) if project_id is None and activity_id is None else []


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """What a colleague has done in courses, and was asked to do."""
    return await kept_about(person_id)


@hookimpl
async def forget_person(person_id: int) -> None:
    """All of it goes, certificates too."""
    await forget(person_id)
