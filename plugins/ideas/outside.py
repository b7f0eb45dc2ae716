"""What leaves the plugin: whole exports, and what it keeps about a person. Ideas themselves are exported by core too."""

from collections.abc import AsyncIterator
from typing import Any

from core.sdk import (
    Activity,
    Export,
    PersonalData,
    _,
    execute,
    export_comments,
    load_form,
    place_of_activity,
    rows,
    site,
    stream_rows,
)
from plugins.ideas.export import COMMENT_COLUMNS, IDEA_COLUMNS, idea_rows


async def exports_of(activity: Activity) -> list[Export]:
    """Names as the public sees them: an export may travel."""
    place = await place_of_activity(await site(), activity.id)
    if place is None:
        return []
    form = await load_form(activity.form_id)
    extra = tuple(field for field in form.fields if field.public) if form else ()
    columns = (*(key for key, _heading in IDEA_COLUMNS), *(f"extra.{field.key}" for field in extra))
    return [
        Export(
            name="ideas",
            title=_("Ideas"),
            columns=columns,
            rows=idea_rows(place=place, viewer=None, extra=extra),
        ),
        Export(
            name="comments",
            title=_("Comments"),
            columns=tuple(key for key, _heading in COMMENT_COLUMNS),
            rows=export_comments(activity_id=activity.id, viewer=None),
        ),
        Export(
            name="imports",
            title=_("Imports"),
            columns=("id", "at", "state", "counts", "files"),
            rows=_imports(activity.id),
        ),
    ]


async def _imports(activity_id: int) -> AsyncIterator[dict[str, Any]]:
    sql = (
        "SELECT i.id, i.at, i.state, i.counts, (SELECT string_agg(f.filename, ', ' ORDER BY f.id) "
        "FROM ideas_import_file f WHERE f.import_id = i.id) AS files FROM ideas_import i WHERE i.activity = $1 ORDER BY i.id"
    )
    async for each in stream_rows(sql, activity_id):
        yield each


async def kept_about(person_id: int) -> list[PersonalData]:
    """Imports that the person has made. What they wrote is core's to give."""
    found = await rows("SELECT id, at, state, counts FROM ideas_import WHERE by = $1 ORDER BY id", person_id)
    return [PersonalData(name="ideas.imports", rows=tuple(found))] if found else []


async def forget(person_id: int) -> None:
    await execute("UPDATE ideas_import SET by = NULL WHERE by = $1", person_id)
