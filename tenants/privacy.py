"""What the service itself keeps about a person of the platform: sign-ups under their address, decisions they made."""

from core.db import execute, row, rows
from core.host.hookspecs import PersonalData

# Where an expert's name stands beside the number: the number says nothing when the account is closed.
_NAMED = (
    ("tenants_note", "writer_name", "writer"),
    ("tenants_task", "owner_name", "owner"),
    ("tenants_entry_ask", "expert_name", "expert"),
    ("tenants_meeting", "expert_name", "expert"),
    ("tenants_case", "owner_name", "owner"),
    ("tenants_operation", "expert_name", "expert"),
)
_DESK = """
    SELECT 'note' AS what, tenant, text AS said, at FROM tenants_note WHERE writer = $1
    UNION ALL SELECT 'task', tenant, title, made_at FROM tenants_task WHERE owner = $1
    UNION ALL SELECT 'asked to come in', tenant, reason, asked_at FROM tenants_entry_ask WHERE expert = $1
    UNION ALL SELECT 'meeting', tenant, title, starts_at FROM tenants_meeting WHERE expert = $1
    UNION ALL SELECT 'operation', tenant, kind || ': ' || why, at FROM tenants_operation WHERE expert = $1
    UNION ALL SELECT 'follows', tenant, '', since FROM tenants_portfolio WHERE expert = $1 ORDER BY 4
"""


async def data_about(person_id: int) -> list[PersonalData]:
    email = await _email(person_id)
    sign_ups = await rows(
        "SELECT name, email, created_at, address, finished_at FROM tenants_sign_up WHERE lower(email) = lower($1)",
        email,
    )
    decided = await rows(
        'SELECT tenant_name, decision, note, at FROM tenants_decision WHERE "by" = $1', email
    )
    desk = await rows(_DESK, person_id)
    return [
        PersonalData(name="support_desk", rows=tuple(desk)),
        PersonalData(name="sign_ups", rows=tuple(sign_ups)),
        PersonalData(name="decisions", rows=tuple(decided)),
    ]


async def forget(person_id: int) -> None:
    """Sign-ups go. Decisions and what was done at the desk stay, without the name: they must be understood later."""
    email = await _email(person_id)
    await execute("DELETE FROM tenants_sign_up WHERE lower(email) = lower($1)", email)
    await execute("""UPDATE tenants_decision SET "by" = 'support' WHERE "by" = $1""", email)
    await execute("UPDATE tenants_register_domain SET added_by = 'support' WHERE added_by = $1", email)

    for table, name, owner in _NAMED:
        await execute(f"UPDATE {table} SET {name} = 'support' WHERE {owner} = $1", person_id)
    for table, owner in (("tenants_portfolio", "expert"),):
        await execute(f"DELETE FROM {table} WHERE {owner} = $1", person_id)


async def _email(person_id: int) -> str:
    found = await row("SELECT email FROM person WHERE id = $1", person_id)
    return (found or {}).get("email") or ""
