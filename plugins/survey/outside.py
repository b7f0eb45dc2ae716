"""What leaves the plugin: whole exports, and what it keeps about a person. Anonymous answers are nobody's."""

from collections.abc import AsyncIterator
from typing import Any

from core.sdk import Activity, Export, PersonalData, _, execute, rows, stream_rows
from plugins.survey.exporting.columns import columns_of
from plugins.survey.exporting.rows import FIRST, codebook_rows, response_rows
from plugins.survey.results.reading import versions_only


async def exports_of(activity: Activity) -> list[Export]:
    """Without names: an export may travel."""
    columns = columns_of(await versions_only(activity_id=activity.id))
    return [
        Export(
            name="answers",
            title=_("Answers"),
            columns=(*(key for key, _words in FIRST), *(column.key for column in columns)),
            rows=response_rows(activity_id=activity.id, columns=columns),
        ),
        Export(
            name="codebook",
            title=_("Codebook"),
            columns=("column", "question", "words", "kind", "required", "versions", "value", "means"),
            rows=codebook_rows(columns=columns, locale=""),
        ),
        Export(
            name="versions",
            title=_("Versions"),
            columns=("number", "published_at", "definition"),
            rows=_versions(activity.id),
        ),
    ]


async def _versions(activity_id: int) -> AsyncIterator[dict[str, Any]]:
    sql = "SELECT number, published_at, definition FROM survey_version WHERE activity = $1 ORDER BY number"
    async for each in stream_rows(sql, activity_id):
        yield each


async def kept_about(person_id: int) -> list[PersonalData]:
    """That they answered; what they answered only where the survey was not anonymous; what they did as staff."""
    found = {
        "survey.taken_part": await rows(
            "SELECT a.names, a.id AS activity FROM survey_taker t JOIN activity a ON a.id = t.activity "
            "WHERE t.person = $1 ORDER BY a.id",
            person_id,
        ),
        "survey.answers": await rows(
            "SELECT activity, submitted_on, channel, answers FROM survey_response WHERE person = $1 ORDER BY activity",
            person_id,
        ),
        "survey.drafts": await rows(
            "SELECT activity, answers, changed_at FROM survey_draft WHERE key_hash = "
            "encode(sha256(convert_to('person:' || $1::bigint, 'UTF8')), 'hex') ORDER BY activity",
            person_id,
        ),
        "survey.imports": await rows(
            "SELECT id, at, state, filename FROM survey_import WHERE by = $1 ORDER BY id", person_id
        ),
        "survey.versions": await rows(
            "SELECT activity, number, made_at FROM survey_version WHERE made_by = $1 ORDER BY activity, number",
            person_id,
        ),
    }
    return [PersonalData(name=name, rows=tuple(some)) for name, some in found.items() if some]


async def forget(person_id: int) -> None:
    """Who it was is gone; the answers stay as anonymous ones, and that they were counted once."""
    await execute("UPDATE survey_response SET person = NULL WHERE person = $1", person_id)
    await execute("DELETE FROM survey_taker WHERE person = $1", person_id)
    await execute(
        "DELETE FROM survey_draft WHERE key_hash = encode(sha256(convert_to('person:' || $1::bigint, 'UTF8')), 'hex')",
        person_id,
    )
    await execute("UPDATE survey_import SET by = NULL WHERE by = $1", person_id)
    await execute("UPDATE survey_version SET made_by = NULL WHERE made_by = $1", person_id)
