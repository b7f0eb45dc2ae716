"""An activity for tests: a published project with one method at work, made through the services that staff use."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec

from core.db import execute, value
from core.i18n import Localized
from core.projects.activities import add_activity
from core.projects.content import TextBlock
from core.projects.content_service import set_blocks
from core.projects.phases import add_phase
from core.projects.place import Place, place_of_activity
from core.projects.publishing import publish
from core.projects.service import create_project
from core.tenancy import Tenant, scope, site

Prepare = Callable[[Place], Awaitable[object]]


@dataclass(frozen=True)
class Stand:
    """Where a test stands. `url` is the activity's own page."""

    tenant: Tenant
    project_id: int
    activity_id: int
    url: str

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Place]:
        """A transaction of its own in the tenant, with the place that services want."""
        async with scope(self.tenant):
            place = await place_of_activity(await site(), self.activity_id)
            if place is None:
                raise LookupError(f"activity {self.activity_id} is gone")
            yield place


async def new_activity(
    tenant: Tenant,
    method: str,
    *,
    settings: msgspec.Struct | None = None,
    prepare: Prepare | None = None,
    ready: bool = True,
) -> Stand:
    """Open since yesterday, for a month; with the method's own settings, or these.

    `prepare(place)`: what the method needs before it may be published, its questions for example. `ready=False`: published
    although something is missing.
    """
    now = datetime.now(UTC)
    async with scope(tenant):
        project_id = await create_project(titles=_nb("Havna vår"), summaries=_nb("Om havna"))
        await set_blocks(project_id=project_id, blocks=[TextBlock(text=_nb("Slik blir den nye havna."))])
        phase_id = await add_phase(
            project_id=project_id,
            names=_nb("Vi lytter"),
            descriptions=_nb("Skriv til oss."),
            starts_at=now - timedelta(days=1),
            ends_at=now + timedelta(days=30),
        )
        activity_id = await add_activity(
            site=await site(),
            project_id=project_id,
            phase_id=phase_id,
            method=method,
            names=_nb("Si din mening"),
            settings=settings,
        )
        place = await place_of_activity(await site(), activity_id)
        if prepare is not None and place is not None:
            await prepare(place)
        if ready:
            await publish(project_id=project_id, site=await site())
        else:
            await _publish_as_it_is(project_id)
        path = await value(
            "SELECT p.slug || '/' || a.slug FROM activity a JOIN project p ON p.id = a.project WHERE a.id = $1",
            activity_id,
        )
    return Stand(tenant, project_id, activity_id, f"/projects/{path}")


async def _publish_as_it_is(project_id: int) -> None:
    await execute("UPDATE project SET state = 'published', published_at = now() WHERE id = $1", project_id)
    await execute("UPDATE activity SET state = 'published' WHERE project = $1", project_id)


def _nb(text: str) -> Localized:
    return Localized({"nb": text})
