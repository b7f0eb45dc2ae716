"""The hourly round through all places, and what it leaves for the desk to list."""

from typing import Any

import structlog

from core.db import execute, rows
from core.tenancy import Tenant
from core.tenancy.aside import beside
from core.tenancy.registry import tenant_in_scope
from tenants.desk.health.counting import DAYS, Health, counted_in
from tenants.plans.for_desk import PlanLine, plan_lines
from tenants.plans.subscription import Stage

log = structlog.get_logger()
_KEEP = """
    INSERT INTO tenants_health (tenant, at, deeds, last_deed_at, open_activities, overdue, failed_jobs, mail_trouble, paused,
      errors, trial_ends, plan, unread, trouble, plugins)
    VALUES ($1, now(), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    ON CONFLICT (tenant) DO UPDATE SET at = excluded.at, deeds = excluded.deeds, last_deed_at = excluded.last_deed_at,
      open_activities = excluded.open_activities, overdue = excluded.overdue, failed_jobs = excluded.failed_jobs,
      mail_trouble = excluded.mail_trouble, paused = excluded.paused, errors = excluded.errors,
      trial_ends = excluded.trial_ends, plan = excluded.plan, unread = excluded.unread, trouble = excluded.trouble,
      plugins = excluded.plugins
"""
_ERRORS = """
    SELECT tenant, jsonb_object_agg(plugin, n) AS errors FROM (
      SELECT tenant, plugin, count(*) AS n FROM plugin_incident WHERE at > now() - make_interval(days => $1)
      GROUP BY tenant, plugin) each GROUP BY tenant
"""


async def keep_health() -> int:
    """In the platform's scope: ask every place, one after the other; how many were asked."""
    places = await rows("SELECT id FROM tenant WHERE NOT organisation ? 'refused' ORDER BY id")
    errors = {each["tenant"]: each["errors"] for each in await rows(_ERRORS, DAYS)}
    lines = await plan_lines()
    for each in places:
        tenant = await tenant_in_scope(each["id"])
        if tenant is not None:
            known = _of_plan(lines.get(tenant.id)) | {"errors": errors.get(tenant.id, {})}
            await _keep(Health(tenant=tenant.id, **known, **await _ask(tenant)))
    await execute("DELETE FROM tenants_health WHERE tenant NOT IN (SELECT id FROM tenant)")
    return len(places)


async def keep_health_of(tenant: Tenant) -> None:
    """Now, for the one who is looked at."""
    all_errors = {each["tenant"]: each["errors"] for each in await rows(_ERRORS, DAYS)}
    known = _of_plan((await plan_lines()).get(tenant.id)) | {"errors": all_errors.get(tenant.id, {})}
    await _keep(Health(tenant=tenant.id, **known, **await _ask(tenant)))


def _of_plan(line: PlanLine | None) -> dict[str, Any]:
    if line is None:
        return {}
    on_trial = line.stage is Stage.TRIAL and line.ends_at is not None
    return {
        "plan": str(line.plan)[:40],
        "trial_ends": line.ends_at.date() if on_trial and line.ends_at else None,
    }


async def _ask(tenant: Tenant) -> dict[str, Any]:
    try:
        return await beside(counted_in(tenant))
    except Exception:
        log.exception("place_not_read", tenant=tenant.id)
        return {"unread": True}


async def _keep(health: Health) -> None:
    await execute(
        _KEEP,
        health.tenant,
        health.deeds,
        health.last_deed_at,
        health.open_activities,
        health.overdue,
        health.failed_jobs,
        health.mail_trouble,
        health.paused,
        health.errors,
        health.trial_ends,
        health.plan,
        health.unread,
        health.trouble,
        health.plugins,
    )
