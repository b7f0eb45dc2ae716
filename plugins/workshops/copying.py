"""A project was duplicated: the meetings and their agendas go along, never who came or what was said."""

from core.sdk import Activity, copy_fields, execute, rows, value
from plugins.workshops.planning import new_code

_MEETING = (
    "INSERT INTO workshops_meeting (activity, kind, titles, intros, programmes, access, starts_at, ends_at, closes_at, venue, "
    "address, capacity, online_capacity, video, code) SELECT $2, kind, titles, intros, programmes, access, starts_at, ends_at, "
    "closes_at, venue, address, capacity, online_capacity, video, $3 FROM workshops_meeting WHERE id = $1 RETURNING id"
)
_STEPS = (
    "INSERT INTO workshops_step (meeting, position, kind, titles, texts, options, many, grouping, groups, minutes, shown) "
    "SELECT $2, position, kind, titles, texts, options, many, grouping, groups, minutes, "
    "kind IN ('questions', 'collect', 'groups') FROM workshops_step WHERE meeting = $1"
)


async def copy_meetings(*, source: Activity, target: Activity) -> None:
    await copy_fields(source_form_id=source.form_id, target_id=target.id)
    for each in await rows("SELECT id FROM workshops_meeting WHERE activity = $1 ORDER BY id", source.id):
        new_id = await value(_MEETING, each["id"], target.id, new_code())
        await execute(_STEPS, each["id"], new_id)
