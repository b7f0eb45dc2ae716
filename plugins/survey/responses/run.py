"""Reading a file in, as a job; and taking it back to the last row."""

import asyncio
from datetime import UTC, datetime

from core.sdk import (
    Act,
    Channel,
    GiveUp,
    Place,
    execute,
    job,
    place_of_activity,
    record_many,
    report_progress,
    site,
    undo_import,
    value,
)
from plugins.survey.answering.keeping import Kept, keep
from plugins.survey.answering.quotas import recount
from plugins.survey.answering.sending import ACTION
from plugins.survey.exporting.columns import Column, columns_of
from plugins.survey.responses.keep import KeptImport, finish, load_import, mark_undone, table_of
from plugins.survey.responses.plan import Planned, plan
from plugins.survey.results.reading import versions_only
from plugins.survey.versions import Version, all_versions, version_in_use

PORTION = 1_000


@job("survey.import", queue="long")
async def import_responses(*, import_id: int) -> None:
    """A second run finds it done."""
    activity_id = await value("SELECT activity FROM survey_import WHERE id = $1", import_id)
    place = await place_of_activity(await site(), activity_id) if activity_id else None
    if place is None:
        raise GiveUp("the survey is gone")
    kept = await load_import(activity_id=place.here.id, import_id=import_id)
    if kept is not None and kept.state == "running":
        await bring_in(place=place, kept=kept)


async def bring_in(*, place: Place, kept: KeptImport) -> Planned:
    """In the open transaction: all of it, or nothing."""
    version = await version_in_use(activity_id=place.here.id)
    if version is None:
        raise GiveUp("the survey has no questions")
    table = await table_of(kept)
    columns = await columns_in_use(place)
    planned = await asyncio.to_thread(plan, table, kept.mapping, columns)
    for start in range(0, len(planned.responses), PORTION):
        await _write(place, version, kept, planned, start)
        await report_progress(start, len(planned.responses))
    if version.answered or planned.responses:
        forms = {v.id: v.questionnaire for v in await all_versions(activity_id=place.here.id)}
        await recount(activity_id=place.here.id, forms=forms)
    await finish(
        import_id=kept.id, planned=planned, said=[(line, str(text)) for line, text in planned.errors]
    )
    return planned


async def columns_in_use(place: Place) -> list[Column]:
    """Those that the newest version has: answers that come in belong to it."""
    return columns_of((await versions_only(activity_id=place.here.id))[:1])


async def undo(*, place: Place, kept: KeptImport) -> int:
    """How many responses went, with what was written in them and their lines in the log."""
    if not await mark_undone(import_id=kept.id):
        return 0
    await execute(
        "DELETE FROM contribution WHERE id IN (SELECT t.contribution FROM survey_text t JOIN survey_response r "
        "ON r.id = t.response WHERE r.import_id = $1)",
        kept.id,
    )
    gone = await execute("DELETE FROM survey_response WHERE import_id = $1", kept.id)
    await undo_import(import_id=kept.id)
    forms = {v.id: v.questionnaire for v in await all_versions(activity_id=place.here.id)}
    await recount(activity_id=place.here.id, forms=forms)
    return gone


async def _write(place: Place, version: Version, kept: KeptImport, planned: Planned, start: int) -> None:
    now = datetime.now(UTC)
    some = planned.responses[start : start + PORTION]
    responses = [
        Kept(
            version_id=version.id, answers=answers, channel="import", on=day or now.date(), import_id=kept.id
        )
        for answers, day in some
    ]
    await keep(place=place, responses=responses, forms={version.id: version.questionnaire})
    await record_many(
        [Act(f"import:{kept.id}:{start + n}", ACTION, now) for n in range(len(some))],
        project_id=place.project.id,
        activity_id=place.here.id,
        channel=Channel.IMPORT,
        import_id=kept.id,
    )
