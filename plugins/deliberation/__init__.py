"""Deliberation: what unites, what divides, what weighs. Written only against `core.sdk`."""

from datetime import datetime

from core.sdk import (
    Activity,
    Block,
    Capability,
    Event,
    Export,
    Method,
    PersonalData,
    Plugin,
    Problem,
    Seeding,
    _,
    hookimpl,
    seed_defaults,
)
from plugins.deliberation import actions, cloning, missing, outside
from plugins.deliberation import settings as chosen
from plugins.deliberation.figures import figures
from plugins.deliberation.groups import pages as result_pages
from plugins.deliberation.groups.computing import find_groups
from plugins.deliberation.groups.hearing import heard
from plugins.deliberation.options import manage as options_manage
from plugins.deliberation.options import pages as options_pages
from plugins.deliberation.outcome import manage as outcome_manage
from plugins.deliberation.outcome import pages as outcome_pages
from plugins.deliberation.statements import adding, manage, pages
from plugins.deliberation.tables import TABLES


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings."""
    return Plugin(
        id="deliberation",
        name=_("Deliberation"),
        version="1.0.0",
        sdk="1",
        capabilities=(Capability.CONTRIBUTIONS,),
        summary=_("People find out what unites them, what divides them, and what weighs most."),
        methods=(
            Method(
                id="deliberation",
                name=_("Deliberation"),
                summary=_(
                    "Answer statements one at a time, or weigh options, and end with a common statement."
                ),
                icon="chat",
                page=pages.show,
                settings=chosen.DeliberationSettings,
                actions=actions.ALL,
                contributes=("statement", "argument", "common"),
                manage=(
                    (_("Statements"), "/manage"),
                    (_("Options"), "/manage/options"),
                    (_("Common statement"), "/manage/outcome"),
                ),
            ),
        ),
        tables=TABLES,
        routes=(
            pages,
            adding,
            manage,
            result_pages,
            options_pages,
            options_manage,
            outcome_pages,
            outcome_manage,
        ),
        jobs=(find_groups,),
        default_on=True,
    )


@hookimpl
def publish_problems(activity: Activity) -> list[Problem]:
    """What staff should mend or think of before people come."""
    return missing.problems_of(activity)


@hookimpl
def allows(activity: Activity, action: str) -> bool:
    """What people can add, and whether statements or options are here, is switched by the settings."""
    return chosen.allows(activity, action)


@hookimpl
async def blocks(
    project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """Participants, answers, statements; and of one activity what unites and how large the groups are."""
    return await figures(project_id=project_id, activity_id=activity_id, since=since, until=until)


@hookimpl
async def exports(activity: Activity) -> list[Export]:
    """Statements with their counts, votes by numbered voters, options, arguments, and the common statement."""
    return await outside.exports_of(activity)


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """A person's answers, found by the pseudonyms that only this place can make."""
    return await outside.kept_about(person_id)


@hookimpl
async def forget_person(person_id: int) -> None:
    """Cut the thread between a person and the answers; the answers stay, nobody's any more."""
    await outside.forget(person_id)


@hookimpl
async def clone_activity(source: Activity, target: Activity) -> None:
    """Options and criteria go along; what people wrote and answered does not."""
    await cloning.copy_options(source_id=source.id, target_id=target.id)


@hookimpl
async def tenant_enabled() -> None:
    """The common statement is answered with a status: a place that has none gets the usual ones."""
    await seed_defaults()


@hookimpl
async def on_event(event: Event) -> None:
    """What is published or hidden changes what can be told; an author agrees with what was written."""
    await heard(event)


@hookimpl
async def seeds(seeding: Seeding) -> None:
    """Demonstration content: a deliberation just opened, half way, or finished with an answered common statement."""
    from plugins.deliberation.seeding import seed

    await seed(seeding)
