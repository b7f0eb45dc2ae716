"""What the service itself keeps about a person of the platform: sign-ups under their address, decisions they made."""

from core.db import execute, row, rows
from core.host.hookspecs import PersonalData


async def data_about(person_id: int) -> list[PersonalData]:
    email = await _email(person_id)
    sign_ups = await rows(
        "SELECT name, email, created_at, address, finished_at FROM tenants_sign_up WHERE lower(email) = lower($1)",
        email,
    )
    decided = await rows(
        'SELECT tenant_name, decision, note, at FROM tenants_decision WHERE "by" = $1', email
    )
    return [
        PersonalData(name="sign_ups", rows=tuple(sign_ups)),
        PersonalData(name="decisions", rows=tuple(decided)),
    ]


async def forget(person_id: int) -> None:
    """Sign-ups go. A decision stays, without the name: what was decided must be understood later."""
    email = await _email(person_id)
    await execute("DELETE FROM tenants_sign_up WHERE lower(email) = lower($1)", email)
    await execute("""UPDATE tenants_decision SET "by" = 'support' WHERE "by" = $1""", email)
    await execute("UPDATE tenants_register_domain SET added_by = 'support' WHERE added_by = $1", email)


async def _email(person_id: int) -> str:
    found = await row("SELECT email FROM person WHERE id = $1", person_id)
    return (found or {}).get("email") or ""
