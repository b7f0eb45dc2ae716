"""What the plugin keeps about a person, and letting go of it."""

from core.sdk import PersonalData, execute, rows

_WROTE = (
    'SELECT v.report, v.number, v.at FROM reports_version v WHERE v."by" = $1 ORDER BY v.report, v.number'
)
_GETS = "SELECT report, email, added_at, confirmed_at, stopped_at FROM reports_recipient WHERE person = $1 ORDER BY id"
_LET_GO = (
    "UPDATE reports_report SET created_by = NULL WHERE created_by = $1",
    'UPDATE reports_version SET "by" = NULL WHERE "by" = $1',
    'UPDATE reports_issue SET "by" = NULL WHERE "by" = $1',
    "UPDATE reports_file SET asked_by = NULL WHERE asked_by = $1",
    'UPDATE reports_schedule SET "by" = NULL WHERE "by" = $1',
    "DELETE FROM reports_recipient WHERE person = $1",
    "DELETE FROM reports_recipient WHERE email <> '' AND email = (SELECT email::text FROM person WHERE id = $1)",
)


async def kept_about(person_id: int) -> list[PersonalData]:
    wrote, gets = await rows(_WROTE, person_id), await rows(_GETS, person_id)
    found = [("work on reports", wrote), ("reports by mail", gets)]
    return [PersonalData(name=name, rows=tuple(kept)) for name, kept in found if kept]


async def forget(person_id: int) -> None:
    for sql in _LET_GO:
        await execute(sql, person_id)
