"""Suggesting topics, as jobs: for a study when staff ask, and for what arrives where they have asked before, many at once."""

from datetime import UTC, datetime, timedelta

from core.sdk import enqueue, execute, job, report_progress, rows, site, value
from plugins.insights.engines import engine
from plugins.insights.reading.selection import ids_of
from plugins.insights.studies.model import load_study
from plugins.insights.tagging.deciding import in_use
from plugins.insights.vectors import make_vectors

_BATCH = 100
_MOST = 2_000  # arrivals at a time
_TOGETHER = 20  # seconds


async def suggest_for_new(*, contribution_id: int) -> None:
    """Only where staff use suggestions. What comes in the next seconds is taken together with it, in one job."""
    if not await in_use():
        return
    await _one_at_a_time()
    waits: bool = await value("SELECT EXISTS (SELECT 1 FROM insights_arrival)")
    await execute(
        "INSERT INTO insights_arrival (contribution) SELECT id FROM contribution WHERE id = $1 ON CONFLICT DO NOTHING",
        contribution_id,
    )
    if not waits:
        await enqueue("insights.tag_new", at=datetime.now(UTC) + timedelta(seconds=_TOGETHER))


@job("insights.tag_new", quiet=True)
async def tag_new() -> None:
    """All that have come since the last time."""
    from plugins.insights.tagging.guessing import guess_topics  # numpy: not in every process

    found = await rows("SELECT contribution FROM insights_arrival ORDER BY contribution LIMIT $1", _MOST)
    ids = [each["contribution"] for each in found]
    if not ids:
        return
    await guess_topics(await engine(), ids=ids, language=(await site()).main_language)
    await _one_at_a_time()
    await execute("DELETE FROM insights_arrival WHERE contribution = ANY($1::bigint[])", ids)
    if await value("SELECT EXISTS (SELECT 1 FROM insights_arrival)"):  # came meanwhile, and asked for no job
        await enqueue("insights.tag_new")


async def _one_at_a_time() -> None:
    """So that nobody finds others waiting whose job is just ending. Held to the end of the transaction, which is near."""
    await execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.insights_arrival'))")


@job("insights.tag", queue="long", quiet=True)
async def tag_study(*, study_id: int) -> None:
    """Everything in the study that has no topic. Safe to run twice."""
    from plugins.insights.tagging.guessing import guess_topics

    study = await load_study(study_id)
    if study is None:
        return
    ids = await ids_of(study.selection, seen=None)
    for start in range(0, len(ids), _BATCH):
        await make_vectors(ids=ids[start : start + _BATCH])
        await report_progress(start, len(ids) + 1)
    await guess_topics(await engine(), ids=ids, language=study.language)
