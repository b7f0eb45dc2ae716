"""Information and hearings: pages, questions, letters; a document that people comment on. Only against `core.sdk`."""

from datetime import datetime
from typing import Any

from core.sdk import (
    Activity,
    Block,
    Capability,
    Export,
    Method,
    Panel,
    PersonalData,
    Plugin,
    Problem,
    Seeding,
    _,
    hookimpl,
)
from plugins.information import actions, ask, front, letter_pages, manage_blocks, manage_questions, one
from plugins.information import settings as chosen
from plugins.information.content import copy_blocks
from plugins.information.deeds import DEEDS
from plugins.information.documents import manage as document_desk
from plugins.information.documents import pages as document_pages
from plugins.information.documents.take_in import read_version
from plugins.information.figures import figures
from plugins.information.hearing import manage as hearing_desk
from plugins.information.hearing import remark_pages, statement_pages
from plugins.information.missing import problems_of
from plugins.information.outside import exports_of, forget, kept_about
from plugins.information.seeds import seed
from plugins.information.tables import TABLES
from plugins.information.tell import waiting_for_answer


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings."""
    return Plugin(
        id="information",
        name=_("Information and hearings"),
        version="1.0.0",
        sdk="1",
        capabilities=(Capability.CONTRIBUTIONS, Capability.FILES, Capability.MAIL, Capability.PERSONAL_DATA),
        summary=_(
            "Tell people what happens, answer their questions, and hear them on a document, section by section."
        ),
        methods=(
            Method(
                id=chosen.INFORMATION,
                name=_("Information"),
                summary=_(
                    "A page with facts and documents, questions that you answer for all to read, and letters."
                ),
                icon="info",
                page=front.show_information,
                settings=chosen.InformationSettings,
                actions=actions.OF_INFORMATION,
                contributes=("question",),
                manage=(
                    (_("The page"), "/manage"),
                    (_("Questions"), "/manage/questions"),
                    (_("Letters"), "/manage/letters"),
                ),
            ),
            Method(
                id=chosen.HEARING,
                name=_("Hearing"),
                summary=_(
                    "People comment on a plan section by section and send statements. You answer each of them."
                ),
                icon="book",
                page=front.show_hearing,
                settings=chosen.HearingSettings,
                actions=actions.OF_HEARING,
                contributes=("remark", "submission", "question"),
                manage=(
                    (_("The document"), "/manage/document"),
                    (_("Comments and statements"), "/manage/incoming"),
                    (_("Questions"), "/manage/questions"),
                    (_("Letters"), "/manage/letters"),
                ),
            ),
        ),
        tables=TABLES,
        routes=(
            front.count_reading,
            ask,
            letter_pages,
            manage_blocks,
            manage_questions,
            document_pages,
            document_desk,
            hearing_desk,
            remark_pages,
            statement_pages,
            one,
        ),
        jobs=(read_version,),
        default_on=True,
        deeds=DEEDS,
    )


@hookimpl
async def publish_problems(activity: Activity) -> list[Problem]:
    """Above all: does the hearing last as long as the law says?"""
    return await problems_of(activity)


@hookimpl
def allows(activity: Activity, action: str) -> bool:
    """Questions, comments, statements, support and replies are switched on and off by the settings."""
    return chosen.allows(activity, action)


@hookimpl
async def blocks(
    project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """People, questions, comments, statements, readings, and what became of what they wrote."""
    return await figures(project_id=project_id, activity_id=activity_id, since=since, until=until)


@hookimpl
async def exports(activity: Activity) -> list[Export]:
    """Everything, with names as the public sees them."""
    return await exports_of(activity)


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """Statements sent, and for staff letters, answers and documents."""
    return await kept_about(person_id)


@hookimpl
async def forget_person(person_id: int) -> None:
    """The name goes out of statements; they stay, since they are case documents."""
    await forget(person_id)


@hookimpl
async def clone_activity(source: Activity, target: Activity) -> None:
    """The page's blocks go along. A document does not: another project has another one."""
    await copy_blocks(source_id=source.id, target_id=target.id)


@hookimpl
async def panels(place: str, subject: Any) -> list[Panel]:
    """On the staff overview: what waits for an answer."""
    return await waiting_for_answer(person=subject) if place == "manage" else []


@hookimpl
async def seeds(seeding: Seeding) -> None:
    """Content from `seeds/<theme>.toml`: a page with questions, or a document with comments and statements."""
    await seed(seeding)
