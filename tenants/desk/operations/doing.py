"""What takes time: making an archive, and deleting a place when its day has come. Run by jobs, on the platform."""

import tempfile
from pathlib import Path

import structlog

from core.db import execute
from core.files import keep_made
from core.host.archive import delete_tenant, export_tenant
from core.jobs import GiveUp
from core.tenancy import Tenant, after_commit
from core.tenancy.aside import beside
from core.tenancy.registry import tenant_in_scope
from tenants.desk.operations import book
from tenants.desk.operations.kinds import forget
from tenants.desk.operations.telling import tell_of_deletion

log = structlog.get_logger()
# What the desk knows of a place by its id alone, and has no use for when it is gone. Operations and decisions stay.
_LEFT = ("health", "portfolio", "note", "task", "entry_ask", "launch", "launch_step", "meeting")


async def make_archive(operation_id: int) -> None:
    """Done twice is one archive. Raises GiveUp where the place is gone."""
    found = await book.operation(operation_id)
    if found is None or found["state"] != "waiting":
        return
    tenant = await tenant_in_scope(found["tenant"])
    if tenant is None:
        await book.settle(operation_id, state="failed", result="the place is gone")
        raise GiveUp("the place is gone")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{tenant.id}.zip"
        manifest = await beside(export_tenant(tenant, to=file))
        kept = await keep_made(file, name=f"{tenant.id}.zip", media_type="application/zip")
    said = f"{len(manifest.tables)} tables, {len(manifest.files)} files"
    await book.settle(operation_id, state="done", result=said, file=kept.key)


async def stop_deletion(tenant: Tenant) -> bool:
    """The place is as it was, and its administrators are told."""
    found = await book.waiting_deletion(tenant.id)
    if found is None or not await book.settle(found["id"], state="stopped"):
        return False
    if not found["details"].get("was_read_only"):
        await execute("UPDATE tenant SET read_only_at = NULL WHERE id = $1", tenant.id)
    await tell_of_deletion(tenant, day=found["due_at"], stopped=True)
    after_commit(forget)
    return True


async def delete_due() -> int:
    """Places whose day has come; how many went. One that is busy is left for the next round, whole."""
    gone = 0
    for found in await book.due_deletions():
        tenant = await tenant_in_scope(found["tenant"])
        if tenant is not None:
            try:
                await beside(delete_tenant(tenant))
            except Exception:  # noqa: BLE001 - a task runs there just now; nothing is changed, and the next round comes
                log.warning("place_busy", tenant=tenant.id)
                continue
        await forget_place(found["tenant"])
        await book.settle(found["id"], state="done", result="deleted")
        gone += 1
    return gone


async def forget_place(tenant_id: str) -> None:
    """What was asked and answered stays without names, so that the figures hold."""
    for name in _LEFT:
        await execute(f"DELETE FROM tenants_{name} WHERE tenant = $1", tenant_id)
    await execute(
        "DELETE FROM tenants_case_line WHERE case_id IN (SELECT id FROM tenants_case WHERE tenant = $1)",
        tenant_id,
    )
    await execute(
        "UPDATE tenants_case SET subject = '', page = '', browser = '', request_id = '', asker_name = '', "
        "asker_email = '', happy_why = '', state = 'closed' WHERE tenant = $1",
        tenant_id,
    )
