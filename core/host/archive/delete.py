"""Deleting a place: registration, schema and role at once; then its files and what Redis remembers."""

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from core.host.provision import drop_tenant
from core.jobs.redis import DUE
from core.outside.storage import storage
from core.settings import settings
from core.tenancy import Tenant
from core.tenancy.registry import tenant_by_id

log = structlog.get_logger()


async def delete_tenant(tenant: Tenant) -> int:
    """Nothing stays. Safe to repeat after a failure half-way. How many files went."""
    if await tenant_by_id(tenant.id) is not None:
        await drop_tenant(tenant)
    files = await storage().delete_prefix(f"{tenant.id}/")
    await _forget_in_redis(tenant)
    log.info("tenant_deleted", tenant=tenant.id, files=files)
    return files


async def _forget_in_redis(tenant: Tenant) -> None:
    """Counters of tries and the hint to look into its outbox. Redis may be away: both fade by themselves."""
    redis: Redis = Redis.from_url(settings().redis_url, socket_connect_timeout=1, socket_timeout=5)
    try:
        async for key in redis.scan_iter(match=f"*:{tenant.id}:*", count=1000):
            await redis.delete(key)
        await redis.zrem(DUE, tenant.id)
    except (RedisError, OSError):
        log.warning("tenant_not_forgotten_in_redis", tenant=tenant.id)
    finally:
        await redis.aclose()
