"""What is kept about a person, and how it goes."""

from core.sdk import PersonalData, execute, rows

_KEPT = {
    "course steps": "SELECT course, kind, name, at FROM academy_step WHERE person = $1 ORDER BY id",
    "quiz tries": "SELECT course, lesson, right_ones, questions, at FROM academy_try WHERE person = $1 ORDER BY id",
    "certificates": "SELECT title, name, code, public, at FROM academy_certificate WHERE person = $1 ORDER BY id",
    "courses asked for": "SELECT course, due_on, at FROM academy_assignment WHERE person = $1 ORDER BY id",
    "courses asked of others": "SELECT course, due_on, at FROM academy_assignment WHERE by = $1 ORDER BY id",
    "offers put away": "SELECT lesson FROM academy_put_away WHERE person = $1 ORDER BY id",
    "practice project": "SELECT project, at FROM academy_practice WHERE person = $1",
    "courses added": "SELECT slug, at FROM academy_own_course WHERE by = $1 ORDER BY id",
}
_LET_GO = (
    "DELETE FROM academy_step WHERE person = $1",
    "DELETE FROM academy_try WHERE person = $1",
    "DELETE FROM academy_certificate WHERE person = $1",
    "DELETE FROM academy_assignment WHERE person = $1",
    "UPDATE academy_assignment SET by = NULL WHERE by = $1",
    "DELETE FROM academy_put_away WHERE person = $1",
    "DELETE FROM academy_practice WHERE person = $1",
    "UPDATE academy_own_course SET by = NULL WHERE by = $1",
)


async def kept_about(person_id: int) -> list[PersonalData]:
    found = [(name, await rows(sql, person_id)) for name, sql in _KEPT.items()]
    return [PersonalData(name=name, rows=tuple(kept)) for name, kept in found if kept]


async def forget(person_id: int) -> None:
    """A certificate is the person's own: it goes with them. The practice project stays a draft for its colleagues to remove."""
    for sql in _LET_GO:
        await execute(sql, person_id)
