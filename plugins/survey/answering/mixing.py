"""Anonymous responses are moved in company: written anew in random order, under new ids, together with at least four others.

When somebody sends an answer, the row shares its transaction with their line in the participation log, and a database that is
looked at closely enough tells which rows came together. So it waits until five are there; then all five are deleted and
written again, and what was written in them becomes contributions. The last ones are moved when the survey has closed.
"""

import random
from datetime import date
from typing import Any

from core.sdk import Hourly, Place, enqueue, execute, job, place_of_activity, rows, site, value
from plugins.survey.answering.keeping import Kept, keep
from plugins.survey.versions import all_versions

FEWEST = 5
_MOST = 1_000
_DRAWN = random.SystemRandom()


async def mix_when_enough(*, activity_id: int) -> None:
    """Ask for it, when enough wait. A few too many asked are harmless: the job looks for itself."""
    waiting: int = await value(
        "SELECT count(*) FROM survey_response WHERE activity = $1 AND NOT mixed", activity_id
    )
    if waiting >= FEWEST:
        await enqueue("survey.mix", activity_id=activity_id)


@job("survey.mix")
async def mix_one(*, activity_id: int) -> None:
    place = await place_of_activity(await site(), activity_id)
    if place is not None:
        await mix(place=place)


@job("survey.mix_all", schedule=Hourly(minute=20))
async def mix_all() -> None:
    """Where enough wait; and the last ones, where the survey has closed."""
    found = await rows(
        "SELECT a.id, coalesce(a.closes_at, p.ends_at) < now() AS closed, count(*) AS n FROM survey_response r "
        "JOIN activity a ON a.id = r.activity LEFT JOIN phase p ON p.id = a.phase WHERE NOT r.mixed GROUP BY a.id, p.ends_at"
    )
    for each in found:
        place = await place_of_activity(await site(), each["id"])
        if place is not None and (each["n"] >= FEWEST or each["closed"]):
            await mix(place=place, fewest=1)


async def mix(*, place: Place, fewest: int = FEWEST) -> int:
    """How many were moved: all that wait, or none."""
    waiting = await rows(
        "SELECT id FROM survey_response WHERE activity = $1 AND NOT mixed ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED",
        place.here.id,
        _MOST,
    )
    if len(waiting) < fewest:
        return 0
    taken = await rows(
        "DELETE FROM survey_response WHERE id = ANY ($1::uuid[]) RETURNING version, channel, answers, receipt_hash, "
        "submitted_on, import_id",
        [each["id"] for each in waiting],
    )
    _DRAWN.shuffle(taken)
    day = await _one_day(place.here.id, taken)
    forms = {v.id: v.questionnaire for v in await all_versions(activity_id=place.here.id)}
    await keep(place=place, responses=[_kept(each, day) for each in taken], forms=forms)
    await _coarsen_files(taken)
    return len(taken)


async def _one_day(activity_id: int, taken: list[dict[str, Any]]) -> date:
    """All that are moved together get one day; the few last ones that of the company before them."""
    if len(taken) < FEWEST:
        before: date | None = await value(
            "SELECT max(submitted_on) FROM survey_response WHERE activity = $1 AND mixed", activity_id
        )
        if before is not None:
            return before
    latest: date = max(each["submitted_on"] for each in taken)
    return latest


def _kept(found: dict[str, Any], day: date) -> Kept:
    return Kept(
        version_id=found["version"],
        answers=found["answers"],
        channel=found["channel"],
        on=day,
        receipt_hash=found["receipt_hash"],
        import_id=found["import_id"],
    )


async def _coarsen_files(taken: list[dict[str, Any]]) -> None:
    """When a file came would tell who sent it: only the day is left."""
    keys = [
        file["key"]
        for each in taken
        for answer in each["answers"].values()
        if isinstance(answer, list)
        for file in answer
        if isinstance(file, dict) and "key" in file
    ]
    if keys:
        await execute(
            "UPDATE file SET created_at = date_trunc('day', created_at) WHERE key = ANY ($1::varchar[])", keys
        )
