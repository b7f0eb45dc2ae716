"""What the community keeps about a colleague of this place, and how it goes."""

from typing import Any

from academy.community.members import leave
from academy.community.room import there
from core.sdk import PersonalData, current_tenant, rows

_KEPT = {
    "community profile": "SELECT name, work, about, listed, digest, joined_at FROM commons_member "
    "WHERE tenant = $1 AND person = $2",
    "community posts": "SELECT p.kind, p.title, p.body, p.at FROM commons_post p JOIN commons_member m ON m.id = p.author "
    "WHERE m.tenant = $1 AND m.person = $2 ORDER BY p.id",
    "community reports": "SELECT r.post, r.reason, r.at FROM commons_report r JOIN commons_member m ON m.id = r.member "
    "WHERE m.tenant = $1 AND m.person = $2 ORDER BY r.id",
}


async def kept_about(person_id: int) -> list[PersonalData]:
    tenant = current_tenant().id

    async def read() -> list[tuple[str, list[dict[str, Any]]]]:
        return [(name, await rows(sql, tenant, person_id)) for name, sql in _KEPT.items()]

    return [PersonalData(name=name, rows=tuple(kept)) for name, kept in await there(read) if kept]


async def forget(person_id: int) -> None:
    tenant = current_tenant().id
    await there(lambda: leave(tenant=tenant, person=person_id))
