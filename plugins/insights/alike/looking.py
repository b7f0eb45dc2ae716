"""Finding them, as a job. What staff said of a family stays with it, also when it has grown."""

import asyncio
from collections.abc import Sequence

from core.sdk import enqueue, execute, job, report_progress, rows, value
from plugins.insights.reading.selection import ids_of
from plugins.insights.studies.model import Study, load_study

_BEGUN = """
    INSERT INTO insights_alike_run (study, job_id) VALUES ($1, $2) ON CONFLICT (study) DO UPDATE SET job_id = excluded.job_id
"""


async def begin_looking(*, study: Study) -> int:
    """The job that does it; its number is kept so that the page can tell how far it is."""
    job_id = await enqueue("insights.alike", study_id=study.id)
    await execute(_BEGUN, study.id, job_id)
    return job_id


@job("insights.alike", queue="long", quiet=True)
async def look_for_alike(*, study_id: int) -> None:
    """Safe to run twice: the second finds the same families, and each keeps its mark."""
    from plugins.insights.algorithms.duplicates import (
        families,
        near_duplicates,
    )  # numpy: not in every process

    study = await load_study(study_id)
    if study is None:
        return
    ids = await ids_of(study.selection, seen=None)
    found = await rows(
        "SELECT id, title || E'\\n' || text AS words FROM contribution WHERE id = ANY($1::bigint[]) ORDER BY id",
        ids,
    )
    await report_progress(0, 2)
    pairs = await asyncio.to_thread(near_duplicates, [each["words"] for each in found])
    await report_progress(1, 2)
    await keep_families(
        study_id=study.id, found=[[found[n]["id"] for n in family] for family in families(pairs)]
    )
    await execute("UPDATE insights_alike_run SET looked_at = now() WHERE study = $1", study.id)


async def keep_families(*, study_id: int, found: Sequence[Sequence[int]]) -> None:
    """A family that shares most with one that is kept already is that one, with its mark."""
    await value("SELECT id FROM insights_study WHERE id = $1 FOR UPDATE", study_id)
    kept = await rows(
        "SELECT f.id, array_agg(a.contribution) AS members FROM insights_family f JOIN insights_alike a ON a.family = f.id "
        "WHERE f.study = $1 GROUP BY f.id ORDER BY f.mark = '', f.id",
        study_id,
    )
    home = {member: each["id"] for each in kept for member in each["members"]}
    taken: set[int] = set()
    for members in found:
        family = _most_shared(members, home, taken)
        if family is None:
            family = await value("INSERT INTO insights_family (study) VALUES ($1) RETURNING id", study_id)
        taken.add(family)
        await _fill(family, members)
    await execute(
        "DELETE FROM insights_family WHERE study = $1 AND NOT id = ANY($2::bigint[])", study_id, list(taken)
    )


def _most_shared(members: Sequence[int], home: dict[int, int], taken: set[int]) -> int | None:
    shared: dict[int, int] = {}
    for member in members:
        family = home.get(member)
        if family is not None and family not in taken:
            shared[family] = shared.get(family, 0) + 1
    return max(shared, key=lambda family: (shared[family], -family), default=None)


async def _fill(family: int, members: Sequence[int]) -> None:
    await execute(
        "DELETE FROM insights_alike WHERE family = $1 AND NOT contribution = ANY($2::bigint[])",
        family,
        list(members),
    )
    await execute(
        "INSERT INTO insights_alike (family, contribution) SELECT $1, c.id FROM contribution c WHERE c.id = ANY($2::bigint[]) "
        "ON CONFLICT (family, contribution) DO NOTHING",
        family,
        list(members),
    )
