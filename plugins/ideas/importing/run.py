"""Doing it: check an import against the place, start it, insert its rows in a job, undo it in another."""

from core.sdk import (
    JobProgress,
    JobState,
    Place,
    enqueue,
    execute,
    job,
    place_of_activity,
    row,
    site,
    speaking,
    undo_import,
)
from plugins.ideas.importing.insert import insert_plan
from plugins.ideas.importing.keep import (
    ImportState,
    KeptImport,
    WrongMoment,
    drop_rows,
    keep_outcome,
    load_import,
    move_on,
)
from plugins.ideas.importing.whole import WholePlan, plan_import


async def check_import(*, place: Place, kept: KeptImport) -> WholePlan:
    """Go through every row, insert nothing, and keep what was found. The import is ready then."""
    plan = await plan_import(place=place, kept=kept)
    await keep_outcome(kept.id, counts=plan.counts, errors=plan.errors)
    await move_on(kept.id, (ImportState.MAPPING, ImportState.READY), ImportState.READY)
    return plan


async def start_import(*, kept: KeptImport) -> None:
    """Raises WrongMoment."""
    await move_on(kept.id, (ImportState.READY,), ImportState.RUNNING)
    await _enqueue("ideas.import", kept.id)


async def start_undo(*, kept: KeptImport) -> None:
    """Raises WrongMoment."""
    await move_on(kept.id, (ImportState.DONE,), ImportState.UNDOING)
    await _enqueue("ideas.undo_import", kept.id)


async def reopen(*, kept: KeptImport, job_now: JobProgress | None) -> None:
    """After a job that failed or was stopped: back to where it was started from. Raises WrongMoment while it runs."""
    if job_now is not None and job_now.state not in (JobState.FAILED, JobState.CANCELLED):
        raise WrongMoment
    before, after = (
        (ImportState.RUNNING, ImportState.READY)
        if kept.state is ImportState.RUNNING
        else (ImportState.UNDOING, ImportState.DONE)
    )
    await move_on(kept.id, (before,), after)


async def import_now(*, place: Place, kept: KeptImport) -> WholePlan:
    """Check and insert in the open transaction, without a job: for the shell and for demonstrations."""
    plan = await plan_import(place=place, kept=kept)
    await _insert(place, kept, plan)
    return plan


@job("ideas.import", queue="long")
async def do_import(*, import_id: int) -> None:
    """All of it or nothing: one transaction, in portions, saying how far it is."""
    found = await _in_state(import_id, ImportState.RUNNING)
    if found is None:
        return
    place, kept = found
    with speaking(await _locale_of(import_id)):
        await import_now(place=place, kept=kept)


@job("ideas.undo_import", queue="long")
async def do_undo(*, import_id: int) -> None:
    if await _in_state(import_id, ImportState.UNDOING) is None:
        return
    await undo_import(import_id=import_id)
    await _end(import_id, ImportState.UNDONE)


async def _insert(place: Place, kept: KeptImport, plan: WholePlan) -> None:
    await insert_plan(place=place, kept=kept, plan=plan)
    await keep_outcome(kept.id, counts=plan.counts, errors=plan.errors)
    await drop_rows(kept.id)
    await _end(kept.id, ImportState.DONE)


async def _enqueue(name: str, import_id: int) -> None:
    job_id = await enqueue(name, import_id=import_id)
    await execute("UPDATE ideas_import SET job_id = $2, ended_at = NULL WHERE id = $1", import_id, job_id)


async def _in_state(import_id: int, state: ImportState) -> tuple[Place, KeptImport] | None:
    """Locked, so that a job that is run twice at once does its work once."""
    found = await row("SELECT activity, state FROM ideas_import WHERE id = $1 FOR UPDATE", import_id)
    if found is None or found["state"] != state:
        return None
    place = await place_of_activity(await site(), found["activity"])
    kept = await load_import(activity_id=found["activity"], import_id=import_id)
    return (place, kept) if place and kept else None


async def _locale_of(import_id: int) -> str:
    found = await row("SELECT locale FROM ideas_import WHERE id = $1", import_id)
    return str(found["locale"]) if found and found["locale"] else (await site()).main_language


async def _end(import_id: int, state: ImportState) -> None:
    await execute("UPDATE ideas_import SET state = $2, ended_at = now() WHERE id = $1", import_id, state)
