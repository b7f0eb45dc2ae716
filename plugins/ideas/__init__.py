"""Ideas: residents write, support and discuss; staff sort, answer and merge. Written only against `core.sdk`."""

from datetime import datetime
from typing import Any

from core.sdk import (
    Activity,
    Block,
    Capability,
    Event,
    Export,
    Method,
    Panel,
    PersonalData,
    Plugin,
    Problem,
    _,
    copy_fields,
    field_pages,
    hookimpl,
    seed_defaults,
)
from plugins.ideas import (
    actions,
    browse,
    detail,
    export,
    import_pages,
    manage,
    manage_one,
    write,
)
from plugins.ideas import settings as chosen
from plugins.ideas.figures import figures
from plugins.ideas.importing import do_import, do_undo
from plugins.ideas.missing import problems_of
from plugins.ideas.outside import exports_of, forget, kept_about
from plugins.ideas.supported import supported_without_answer
from plugins.ideas.tables import TABLES
from plugins.ideas.telling import tell_contact


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings."""
    return Plugin(
        id="ideas",
        name=_("Ideas"),
        version="1.0.0",
        sdk="1",
        capabilities=(Capability.CONTRIBUTIONS, Capability.FILES, Capability.MAIL, Capability.PERSONAL_DATA),
        summary=_("People share ideas, support and discuss them. The municipality answers each one."),
        methods=(
            Method(
                id="ideas",
                name=_("Ideas"),
                summary=_("Collect ideas on a theme or a place, and answer them."),
                icon="bulb",
                page=browse.show_list,
                settings=chosen.IdeasSettings,
                actions=actions.ALL,
                contributes=(browse.IDEA,),
                manage=(
                    (_("Sort and answer"), "/manage"),
                    (_("Extra questions"), "/manage/fields"),
                    (_("Import"), "/manage/import"),
                ),
            ),
        ),
        tables=TABLES,
        routes=(browse, write, detail, manage, import_pages, export, field_pages, manage_one),
        jobs=(do_import, do_undo),
        default_on=True,
    )


@hookimpl
def publish_problems(activity: Activity) -> list[Problem]:
    """What staff should mend or think of before people come."""
    return problems_of(activity)


@hookimpl
def allows(activity: Activity, action: str) -> bool:
    """Support, opposition and comments are switched on and off by the settings."""
    return chosen.allows(activity, action)


@hookimpl
async def blocks(
    project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """Ideas, people, supports and comments; by status and by topic."""
    return await figures(project_id=project_id, activity_id=activity_id, since=since, until=until)


@hookimpl
async def exports(activity: Activity) -> list[Export]:
    """Ideas, comments and imports, with names as the public sees them."""
    return await exports_of(activity)


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """What the plugin's own tables keep; ideas and comments are given out by core."""
    return await kept_about(person_id)


@hookimpl
async def forget_person(person_id: int) -> None:
    """Let go of who brought files in."""
    await forget(person_id)


@hookimpl
async def clone_activity(source: Activity, target: Activity) -> None:
    """The extra questions go along; ideas stay where they were written."""
    await copy_fields(source_form_id=source.form_id, target_id=target.id)


@hookimpl
async def tenant_enabled() -> None:
    """Ideas are sorted by topic and answered with a status: a place that has none gets the usual ones."""
    await seed_defaults()


@hookimpl
async def panels(place: str, subject: Any) -> list[Panel]:
    """On the staff overview: ideas that many support and nobody has answered."""
    return await supported_without_answer(person=subject) if place == "manage" else []


@hookimpl
async def on_event(event: Event) -> None:
    """Tell the contact person of a new idea, where staff have asked for it."""
    await tell_contact(event)
