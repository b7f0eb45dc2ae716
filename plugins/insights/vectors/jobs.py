"""Vectors are made in jobs: of what arrives at once; of all that is missing in batches, each kept before the next begins."""

from core.sdk import Event, Hourly, enqueue, execute, job, row, value
from plugins.insights.engines import engine
from plugins.insights.vectors.making import make_missing, make_vectors, missing_count

ARRIVALS = ("contribution.submitted", "contribution.edited", "comment.submitted")
BATCH = 200  # about ten seconds of work
_BEGIN = """
    INSERT INTO insights_fill (space, total, "left", started_by) VALUES ($1, $2, $2, $3)
    ON CONFLICT (space) WHERE state = 'running' DO NOTHING RETURNING id
"""
_GO_ON = """UPDATE insights_fill SET "left" = $2, state = $3::varchar,
    ended_at = CASE WHEN $3::varchar = 'running' THEN NULL ELSE now() END WHERE id = $1 AND state = 'running'"""


async def heard(event: Event) -> None:
    """What has just come is understood at once."""
    if event.name in ARRIVALS:
        await make_vectors(ids=[event.subject_id])


async def begin_fill(*, by: int | None = None) -> int | None:
    """Make all that are missing. None where nothing is, or somebody has begun already."""
    space = (await engine()).space
    missing = await missing_count(space=space)
    fill_id: int | None = await value(_BEGIN, space, missing, by) if missing else None
    if fill_id is not None:
        await enqueue("insights.fill", fill_id=fill_id)
    return fill_id


async def stop_fill(*, fill_id: int) -> None:
    """After the batch that is being made. What is made stays."""
    await execute(
        "UPDATE insights_fill SET state = 'cancelled', ended_at = now() WHERE id = $1 AND state = 'running'",
        fill_id,
    )


@job("insights.fill", queue="long", quiet=True)
async def fill(*, fill_id: int) -> None:
    """One batch, and the next one asked for."""
    found = await row("SELECT space FROM insights_fill WHERE id = $1 AND state = 'running'", fill_id)
    space = (await engine()).space
    if found is None:
        return
    if found["space"] != space:  # another engine was chosen meanwhile: that is another fill
        await execute(_GO_ON, fill_id, 0, "cancelled")
        return
    made = await make_missing(most=BATCH)
    left = await missing_count(space=space) if made else 0
    await execute(_GO_ON, fill_id, left, "running" if left else "done")
    if left:
        await enqueue("insights.fill", fill_id=fill_id)


@job("insights.sweep", schedule=Hourly(), quiet=True)
async def sweep() -> None:
    """What came by another way – an import, a form that was imported – and what was missed."""
    await begin_fill()
