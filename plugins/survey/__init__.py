"""Surveys: staff make a questionnaire, residents answer it, everyone sees the result. Written only against `core.sdk`."""

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
    hookimpl,
)
from plugins.survey import actions
from plugins.survey.answering import pages as answering
from plugins.survey.answering import receipts
from plugins.survey.answering.drafts import forget_drafts
from plugins.survey.answering.mixing import mix_all, mix_one
from plugins.survey.builder import logic_pages, preview, question_pages, version_pages
from plugins.survey.builder import pages as builder
from plugins.survey.exporting import pages as export
from plugins.survey.figures import figures
from plugins.survey.importing import pages as import_form
from plugins.survey.missing import problems_of
from plugins.survey.outside import exports_of, forget, kept_about
from plugins.survey.paper import sheet, tablet
from plugins.survey.responses import pages as responses
from plugins.survey.responses.run import import_responses
from plugins.survey.results import pages as results
from plugins.survey.seeds import sow
from plugins.survey.settings import SurveySettings
from plugins.survey.tables import TABLES
from plugins.survey.versions import copy_newest


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings."""
    return Plugin(
        id="survey",
        name=_("Survey"),
        version="1.0.0",
        sdk="1",
        capabilities=(Capability.CONTRIBUTIONS, Capability.FILES, Capability.PERSONAL_DATA),
        summary=_("People answer questions. The answers are counted and shown."),
        methods=(
            Method(
                id="survey",
                name=_("Survey"),
                summary=_("Ask many the same questions, anonymously, and show the result."),
                icon="tasks",
                page=answering.show_front,
                settings=SurveySettings,
                actions=actions.ALL,
                contributes=("answer",),
                manage=(
                    (_("Results"), "/manage/results"),
                    (_("Paper and tablets"), "/manage/paper"),
                    (_("Questions"), "/manage/questions"),
                    (_("Versions"), "/manage/versions"),
                ),
            ),
        ),
        tables=TABLES,
        routes=(
            answering,
            receipts,
            results,
            export,
            responses,
            sheet,
            tablet,
            builder,
            question_pages,
            logic_pages,
            preview,
            version_pages,
            import_form,
        ),
        jobs=(mix_one, mix_all, forget_drafts, import_responses),
        default_on=True,
    )


@hookimpl
async def publish_problems(activity: Activity) -> list[Problem]:
    """Questions that are missing, dead ends and rings; and some advice."""
    return await problems_of(activity)


@hookimpl
async def clone_activity(source: Activity, target: Activity) -> None:
    """The questions go along; answers stay where they were given."""
    await copy_newest(source_id=source.id, target_id=target.id)


@hookimpl
async def blocks(
    project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """How many answered, how the answers came in, and what they say where it is one survey."""
    return await figures(project_id=project_id, activity_id=activity_id, since=since, until=until)


@hookimpl
async def exports(activity: Activity) -> list[Export]:
    """Answers, codebook and versions, without names."""
    return await exports_of(activity)


@hookimpl
async def personal_data(person_id: int) -> list[PersonalData]:
    """That they answered; what, only where the survey was not anonymous."""
    return await kept_about(person_id)


@hookimpl
async def forget_person(person_id: int) -> None:
    """Let go of who answered, imported and wrote questions."""
    await forget(person_id)


@hookimpl
async def seeds(seeding: Seeding) -> None:
    """Questions by the theme (travel, school, pool), and answers by the stage."""
    await sow(seeding)
