"""Closing an account: the name and all ways back to the person go at once. Contributions are for others."""

from core.db import execute
from core.people.roles import keep_an_administrator

_WIPE = """
    UPDATE person SET name = '', email = NULL, password_hash = NULL, role = 'participant', locale = '',
        postcode = '', verified_resident_on = NULL, last_seen_at = NULL, mail_choices = '{}',
        closed_at = now()
    WHERE id = $1 AND closed_at IS NULL AND expert_id IS NULL
"""
_GO = (
    "DELETE FROM session WHERE person = $1",
    "DELETE FROM person_group_member WHERE person = $1",
    "DELETE FROM project_role WHERE person = $1",
    "DELETE FROM consent WHERE person = $1",
    "DELETE FROM sign_in_code WHERE lower(email) IN (SELECT lower(email) FROM person WHERE id = $1)",
    "DELETE FROM invitation WHERE lower(email) IN (SELECT lower(email) FROM person WHERE id = $1)",
    "UPDATE invitation SET invited_by = NULL WHERE invited_by = $1",
)


async def close_person(*, person_id: int) -> bool:
    """Leaves a nameless 'former participant'. Raises LastAdministrator. False where it was closed before."""
    await keep_an_administrator(without=person_id)
    for statement in _GO:
        await execute(statement, person_id)
    return bool(await execute(_WIPE, person_id))
