"""Who takes part, and who is missing: against those who live here. Written only against `core.sdk`."""

from datetime import datetime
from typing import Any

from core.sdk import ENOUGH, Block, Capability, Link, Panel, PersonalData, Plugin, Seeding, _, hookimpl
from plugins.representation import actions, pages, poster, telling
from plugins.representation.deeds import DEEDS
from plugins.representation.measuring import pictures
from plugins.representation.seeding import sow
from plugins.representation.shown import blocks_of
from plugins.representation.tables import TABLES


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings."""
    return Plugin(
        id="representation",
        name=_("Who takes part"),
        version="1.0.0",
        sdk="1",
        capabilities=(Capability.MAIL, Capability.PERSONAL_DATA),
        summary=_(
            "Who takes part, and who is missing, against those who live here; and an invitation to them."
        ),
        actions=actions.ALL,
        tables=TABLES,
        routes=(pages, poster),
        default_on=True,
        deeds=DEEDS,
    )


@hookimpl
def links(place: str) -> list[Link]:
    """In the staff menu."""
    if place != "manage":
        return []
    return [
        Link(
            label=_("Who takes part"),
            url="/manage/representation",
            icon="group",
            action="representation.enter",
        )
    ]


@hookimpl
async def panels(place: str, subject: Any) -> list[Panel]:
    """On one's own page: what one may tell, and why."""
    if place != "account":
        return []
    told = await telling.told_by(subject.id)
    return [Panel(title=_("About you"), template="representation/panel.html", context={"told": bool(told)})]


@hookimpl
async def blocks(
    project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """Of a whole project and of all time: who took part is not cut into pieces that could tell who somebody is."""
    if project_id is None or activity_id is not None or since is not None or until is not None:
        return []
    return blocks_of(await pictures(project_id=project_id))


@hookimpl
async def portraits(project_id: int, who: frozenset[bytes]) -> list[Block]:
    """Of some of a project's participants. Only where so many have told that shares can be said."""
    found = await pictures(project_id=project_id, among=who)
    return blocks_of([each for each in found if each.known >= ENOUGH])


@hookimpl
async def seeds(seeding: Seeding) -> None:
    """Who lives in a demonstration's place, and what its invented people have told about themselves."""
    await sow(seeding)


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """What somebody has told about themselves."""
    return await telling.kept_about(person_id)


@hookimpl
async def forget_person(person_id: int) -> None:
    """All of it."""
    await telling.forget(person_id)
