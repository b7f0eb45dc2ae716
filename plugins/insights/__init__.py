"""Insights: staff read thousands of contributions by themes, search by meaning, and go from words to recommendations.

Written only against `core.sdk`. It knows contributions, never methods, so it works for any vendor's.
"""

from datetime import datetime
from typing import Any

from core.sdk import (
    Activity,
    Block,
    Capability,
    Conclusion,
    Event,
    Export,
    Link,
    Panel,
    PersonalData,
    Plugin,
    Seeding,
    _,
    hookimpl,
)
from plugins.insights import actions
from plugins.insights.alike import pages as alike
from plugins.insights.alike.looking import look_for_alike
from plugins.insights.alike.tables import TABLES as ALIKE_TABLES
from plugins.insights.arriving import arrived
from plugins.insights.deeds import DEEDS
from plugins.insights.engines import pages as engines
from plugins.insights.engines.forgetting import forget_sent
from plugins.insights.engines.tables import ENGINE_TABLES
from plugins.insights.outside import forget, kept_about
from plugins.insights.reading import pages as reading
from plugins.insights.reading.shown import blocks_of
from plugins.insights.recommendations import exporting, one
from plugins.insights.recommendations import pages as recommendations
from plugins.insights.recommendations.concluded import signed_in
from plugins.insights.recommendations.one import beside_panels
from plugins.insights.recommendations.proposing import propose
from plugins.insights.recommendations.tables import TABLES as RECOMMENDATION_TABLES
from plugins.insights.seeding import demonstrate, seed
from plugins.insights.studies import pages as studies
from plugins.insights.summaries import pages as summaries
from plugins.insights.summaries import public
from plugins.insights.summaries.making import summarise
from plugins.insights.summaries.public import DEEDS as SUMMARY_DEEDS
from plugins.insights.summaries.public import project_panels
from plugins.insights.summaries.shown import signed_blocks
from plugins.insights.summaries.tables import TABLES as SUMMARY_TABLES
from plugins.insights.tables import TABLES
from plugins.insights.tagging import pages as tagging
from plugins.insights.tagging.jobs import tag_new, tag_study
from plugins.insights.tagging.tables import TABLES as TAGGING_TABLES
from plugins.insights.taking_out import exports_of
from plugins.insights.themes import arranging
from plugins.insights.themes import pages as themes
from plugins.insights.themes.running import run_study
from plugins.insights.vectors.jobs import fill, sweep


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings."""
    return Plugin(
        id="insights",
        name=_("Insights"),
        version="1.0.0",
        sdk="1",
        capabilities=(Capability.CONTRIBUTIONS, Capability.PERSONAL_DATA),
        summary=_(
            "What people write, sorted in themes, searched by meaning, and turned into recommendations."
        ),
        actions=actions.ALL,
        tables=(
            *TABLES,
            *SUMMARY_TABLES,
            *RECOMMENDATION_TABLES,
            *TAGGING_TABLES,
            *ENGINE_TABLES,
            *ALIKE_TABLES,
        ),
        routes=(
            studies,
            themes,
            arranging,
            reading,
            recommendations,
            one,
            exporting,
            summaries,
            public,
            tagging,
            alike,
            engines,
        ),
        jobs=(
            fill,
            sweep,
            run_study,
            propose,
            summarise,
            demonstrate,
            tag_new,
            tag_study,
            forget_sent,
            look_for_alike,
        ),
        default_on=True,
        deeds=DEEDS | SUMMARY_DEEDS,
    )


@hookimpl
def links(place: str) -> list[Link]:
    """In the staff menu."""
    if place != "manage":
        return []
    return [Link(label=_("Insights"), url="/manage/insights", icon="search", action="insights.enter")]


@hookimpl
async def blocks(
    project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """Themes of the newest study of the project, and what is signed; for one activity or a period there are none."""
    themes_now = await blocks_of(project_id=project_id, activity_id=activity_id, since=since, until=until)
    narrowed = activity_id is not None or since is not None or until is not None
    return themes_now if narrowed else [*themes_now, *(await signed_blocks(project_id=project_id))]


@hookimpl
async def conclusions(project_id: int) -> list[Conclusion]:
    """Recommendations that are signed."""
    return await signed_in(project_id)


@hookimpl
async def exports(activity: Activity) -> list[Export]:
    """What was made of its contributions: topics, themes, campaigns."""
    return await exports_of(activity)


@hookimpl
async def panels(place: str, subject: Any) -> list[Panel]:
    """On a project's page: summaries that are signed and published. On a contribution's, for staff: what it has led to."""
    if place == "contribution":
        return await beside_panels(subject)
    return await project_panels(subject) if place == "project" else []


@hookimpl
async def on_event(event: Event) -> None:
    """What has just come is read at once."""
    await arrived(event)


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """Studies that a colleague made."""
    return await kept_about(person_id)


@hookimpl
async def forget_person(person_id: int) -> None:
    """The name of a colleague goes; vectors and placings go with the contribution, when that goes."""
    await forget(person_id)


@hookimpl
async def seeds(seeding: Seeding) -> None:
    """One analysed project in each town of the demonstration, with a signed summary and recommendations."""
    await seed(seeding)
