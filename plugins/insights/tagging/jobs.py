"""Suggesting topics, as jobs: for a study when staff ask, and for what arrives where they have asked before."""

from core.sdk import enqueue, job, report_progress
from plugins.insights.engines import engine
from plugins.insights.reading.selection import ids_of
from plugins.insights.studies.model import load_study
from plugins.insights.tagging.deciding import in_use
from plugins.insights.vectors import make_vectors

_BATCH = 100


async def suggest_for_new(*, contribution_id: int) -> None:
    """Only where staff use suggestions."""
    if await in_use():
        await enqueue("insights.tag_new", contribution_id=contribution_id)


@job("insights.tag_new", quiet=True)
async def tag_new(*, contribution_id: int) -> None:
    """One that has just come."""
    from plugins.insights.tagging.guessing import guess_topics  # numpy: not in every process

    await guess_topics(await engine(), ids=[contribution_id], language="nb")


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
