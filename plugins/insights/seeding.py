"""Demonstration: in each town one project is read, summed up and signed, in a job, so that the demonstration starts no later."""

from core.sdk import Person, Seeding, Text, _, enqueue, job, row, speaking, value
from plugins.insights.reading.selection import Selection
from plugins.insights.recommendations import deciding
from plugins.insights.recommendations.model import recommendations_of
from plugins.insights.recommendations.proposing import propose
from plugins.insights.studies.model import Study, load_study
from plugins.insights.studies.writing import make_study
from plugins.insights.summaries import signing
from plugins.insights.summaries.making import begin_summary, summarise
from plugins.insights.summaries.model import load_summary
from plugins.insights.themes.model import flat, themes_of
from plugins.insights.themes.running import run_study

_ENOUGH = 15  # contributions that can be sorted in themes
_MOST = 6  # recommendations
TITLE: Text = _("What people want")
INTRODUCTION: Text = _("People write most about {first}. The sentences below are their own.")
FOLLOW_UP: Text = _("Follow up what people say about “{theme}”")


async def seed(seeding: Seeding) -> None:
    """The first project of the town where enough has been said."""
    project_id = seeding.place.project.id
    said: int = await value(
        "SELECT count(*) FROM contribution c JOIN activity a ON a.id = c.activity WHERE a.project = $1 "
        "AND c.root IS NULL AND c.state = 'published' AND NOT c.official",
        project_id,
    )
    if said < _ENOUGH or not seeding.staff or await value("SELECT EXISTS (SELECT 1 FROM insights_study)"):
        return
    by = seeding.staff[0]
    with speaking(seeding.language):
        study_id = await make_study(
            project_id=project_id,
            title=str(TITLE),
            selection=Selection(project=project_id),
            language=seeding.language,
            by=by,
        )
    await enqueue("insights.demonstrate", study_id=study_id, by=by.id)


@job("insights.demonstrate", queue="long", quiet=True)
async def demonstrate(*, study_id: int, by: int) -> None:
    """Safe to run twice: what is signed is left as it is."""
    study = await load_study(study_id)
    if study is None or study.grouped_at is not None:
        return
    await run_study(study_id=study_id, by=by, anew=True)
    study = await load_study(study_id)
    person = await _person(by)
    if study is not None and person is not None:
        with speaking(study.language):
            await _sum_up(study, person)
            await _recommend(study, person)


async def _sum_up(study: Study, by: Person) -> None:
    summary_id = await begin_summary(study=study, question="", by=by)
    await summarise(summary_id=summary_id)
    draft = await load_summary(summary_id=summary_id, study_id=study.id)
    if draft is None or not draft.lines:
        return
    first = str(INTRODUCTION).format(first=draft.lines[0].heading.lower())
    await signing.save(
        summary=draft, lines=draft.lines, introduction=first, version=str(draft.version), by=by
    )
    ready = await load_summary(summary_id=summary_id, study_id=study.id)
    if ready is not None:
        await signing.sign(summary=ready, by=by)
    signed = await load_summary(summary_id=summary_id, study_id=study.id)
    if signed is not None:
        await signing.publish(summary=signed, published=True)


async def _recommend(study: Study, by: Person) -> None:
    themes = [each for each in flat(await themes_of(study_id=study.id)) if not each.below and not each.hidden]
    largest = sorted(themes, key=lambda each: -each.contributions)[:_MOST]
    await propose(study_id=study.id, theme_ids=[each.id for each in largest], by=by.id)
    for one in await recommendations_of(study_id=study.id):
        await deciding.change(
            study_id=study.id,
            recommendation_id=one.id,
            title=str(FOLLOW_UP).format(theme=one.title),
            text=one.text,
            version=str(one.version),
            by=by,
        )
    if largest:
        await deciding.sign(study_id=study.id, by=by)


async def _person(person_id: int) -> Person | None:
    found = await row("SELECT id, name, coalesce(email, '') AS email FROM person WHERE id = $1", person_id)
    return Person(**found) if found else None
