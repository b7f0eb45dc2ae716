"""A project with one open activity, made as small as it can be, and a short way to stand in it."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from core.contributions import Content, submit
from core.db import execute, value
from core.people import Person
from core.projects.place import Place, place_of_activity
from core.tenancy import Tenant, scope, site

IDEA = "idea"


@dataclass(frozen=True)
class Ground:
    tenant: Tenant
    project_id: int
    activity_id: int
    url: str

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Place]:
        """A scope of its own, standing in the activity."""
        async with scope(self.tenant):
            place = await place_of_activity(await site(), self.activity_id)
            assert place is not None
            yield place


async def new_ground(
    tenant: Tenant, *, project_id: int | None = None, settings: dict[str, object] | None = None
) -> Ground:
    slug = f"p{secrets.token_hex(4)}"
    async with scope(tenant):
        if project_id is None:
            project_id = await value(
                "INSERT INTO project (slug, titles, state) VALUES ($1, $2, 'published') RETURNING id",
                slug,
                {"nb": "Havna"},
            )
        else:
            slug = await value("SELECT slug FROM project WHERE id = $1", project_id)
        phase = await value(
            "INSERT INTO phase (project, names) VALUES ($1, $2) RETURNING id", project_id, {"nb": "Nå"}
        )
        activity = f"a{secrets.token_hex(4)}"
        activity_id = await value(
            "INSERT INTO activity (project, phase, slug, method, names, settings, state) "
            "VALUES ($1, $2, $3, 'ideas', $4, $5, 'published') RETURNING id",
            project_id,
            phase,
            activity,
            {"nb": "Ideer"},
            settings or {},
        )
    assert project_id is not None
    return Ground(tenant, project_id, activity_id, f"/projects/{slug}/{activity}")


async def close(ground: Ground, at: datetime) -> None:
    async with scope(ground.tenant):
        await execute(
            "UPDATE activity SET closes_at = $2, version = version + 1 WHERE id = $1", ground.activity_id, at
        )


async def new_idea(
    ground: Ground, author: Person, title: str = "Badebrygge ved fergekaia", **more: object
) -> int:
    body = str(more.pop("body", "<p>Vi trenger et sted å bade.</p>"))
    draft = bool(more.pop("draft", False))
    async with ground.open() as place:
        content = Content(title=title, body=body, **more)  # type: ignore[arg-type]
        return await submit(place=place, kind=IDEA, author=author, content=content, draft=draft)
