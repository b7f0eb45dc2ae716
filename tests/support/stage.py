"""A place with one of everything: for tests that walk every address with ids that exist."""

import re
from dataclasses import dataclass, field
from typing import Any

import httpx

from core.contributions import comment, seed_defaults
from core.db import row, rows, value
from core.host import house
from core.http import Route
from core.messages import notify
from core.people import Person, Role
from core.tenancy import Tenant, scope
from tests.contributions.ground import Ground, new_idea
from tests.support.every_method import owner_of, seed_methods
from tests.support.people import new_person
from tests.support.projects import new_project

_seeded: dict[str, dict[str, dict[str, Any]]] = {}
IDEAS_FILE = "title;text\nBenk ved elva;Så vi kan sitte.\nLys i bakken;Det er mørkt.\n".encode()


@dataclass
class Stage:
    """`ids` fills the placeholders of addresses; `admin` runs the place, `author` wrote what is in it."""

    tenant: Tenant
    admin: Person
    author: Person
    ground: Ground
    ids: dict[str, Any] = field(default_factory=dict)
    of_plugin: dict[str, dict[str, Any]] = field(default_factory=dict)  # where its own activity stands

    def ground_of(self, route: Route) -> str:
        """The address of the activity that the route's plugin has here."""
        known = self._known(route)
        return f"/projects/{known['project_slug']}/{known['activity_slug']}"

    def _known(self, route: Route) -> dict[str, Any]:
        return self.ids | self.of_plugin.get(owner_of(house(), route), {})

    def address(self, route: Route, **other: Any) -> str:
        known = self._known(route) | other
        return re.sub(r"\{(\w+):(\w+)\}", lambda found: str(known.get(found[1], "1")), route.full_path)


async def new_stage(tenant: Tenant, *, methods: bool = False) -> Stage:
    """With `methods` an activity of every other method too, for its plugin's addresses.

    A project with a description, a phase and an open activity of ideas; in it an idea, a comment and a notification."""
    async with scope(tenant):
        await seed_defaults()
    project_id = await new_project(tenant, "Havna vår", method="ideas")
    admin = await new_person(tenant, name="Aud Leder", role=Role.ADMIN)
    author = await new_person(tenant, name="Kari Nordvik")
    ground = await _open_ground(tenant, project_id)
    idea_id = await new_idea(ground, author)
    async with ground.open() as place:
        comment_id = await comment(place=place, root_id=idea_id, author=author, text="Enig!")
    async with scope(tenant):
        await notify(person_ids=[admin.id, author.id], kind="news", title="Nytt", body="Les.", url="/")
    stage = Stage(tenant, admin, author, ground)
    stage.ids = {
        **await _ids(tenant, project_id, ground, author),
        "idea_id": idea_id,
        "comment_id": comment_id,
    }
    stage.ids |= {"contribution_id": idea_id, "person_id": author.id}
    if methods and tenant.id not in _seeded:  # once a town: it takes seconds
        _seeded[tenant.id] = await seed_methods(house(), tenant)
    known = _seeded[tenant.id] if methods else {}
    stage.of_plugin = {plugin: dict(ids) for plugin, ids in known.items() if plugin != "ideas"}
    return stage


async def _open_ground(tenant: Tenant, project_id: int) -> Ground:
    async with scope(tenant):
        settings = {"comments": True, "support": True}
        found = await row(
            "UPDATE activity SET state = 'published', settings = settings || $2 WHERE project = $1 "
            "RETURNING id, (SELECT slug FROM project WHERE id = $1) || '/' || slug AS path",
            project_id,
            settings,
        )
    assert found is not None
    return Ground(tenant, project_id, found["id"], f"/projects/{found['path']}")


async def _ids(tenant: Tenant, project_id: int, ground: Ground, person: Person) -> dict[str, Any]:
    _, _, project_slug, activity_slug = ground.url.split("/")
    async with scope(tenant, read_only=True):
        blocks = await value("SELECT blocks FROM project WHERE id = $1", project_id)
        phase_id = await value("SELECT id FROM phase WHERE project = $1", project_id)
        notification = await value("SELECT max(id) FROM notification WHERE person = $1", person.id)
        topics = await rows("SELECT id, key FROM topic LIMIT 1")
    return {
        "project_id": project_id,
        "project_slug": project_slug,
        "activity_id": ground.activity_id,
        "activity_slug": activity_slug,
        "phase_id": phase_id,
        "block_id": blocks[0]["id"],
        "notification_id": notification,
        "topic_id": topics[0]["id"],
        "kind": "text",
        "key": "x",
        "name": "x",
        "what": "ideas",
    }


async def with_import(stage: Stage, admin: httpx.AsyncClient) -> None:
    """An import that waits for its mapping, and a field of staff's own."""
    base = f"{stage.ground.url}/manage"
    answer = await admin.post(f"{base}/import", files={"ideas": ("ideas.csv", IDEAS_FILE, "text/csv")})
    found = re.search(r"/import/(\d+)", answer.headers.get("location", ""))
    assert found, answer.text[:2000]
    stage.ids["import_id"] = int(found[1])
