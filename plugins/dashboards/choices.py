"""What a person may look at, and the choices of the filters."""

from typing import Any

from core.sdk import (
    Localized,
    NotFound,
    Person,
    Role,
    Visit,
    _,
    place_of_project,
    rows,
    topics,
    value,
)
from plugins.dashboards.asked import Asked

MOST = 500
_DIGITS = 19  # of the biggest number that a place can have


async def may_see(visit: Visit) -> tuple[int | None, int | None]:
    """The project and the activity that the address names. Who looks after some projects only begins with the first of them."""
    person = visit.person
    if person is None:
        raise NotFound
    activity_id = number(visit.query.get("activity", ""))
    project_id = number(visit.query.get("project", ""))
    if activity_id is not None:
        owner = await value("SELECT project FROM activity WHERE id = $1", activity_id)
        if owner is None or (project_id is not None and owner != project_id):
            activity_id = None  # another project was chosen: its activities are others
        else:
            project_id = owner
    mine = projects_of(person)
    if mine is not None and project_id is None:
        project_id = min(mine)
    if project_id is not None and not await _is_there(project_id, mine):
        raise NotFound
    return project_id, activity_id


async def _is_there(project_id: int, mine: list[int] | None) -> bool:
    if mine is not None and project_id not in mine:
        return False
    return bool(await value("SELECT EXISTS (SELECT 1 FROM project WHERE id = $1)", project_id))


def projects_of(person: Person) -> list[int] | None:
    """None: all of the place."""
    return None if person.role.rank >= Role.MODERATOR.rank else list(person.project_roles)


async def may_choose(visit: Visit, project_id: int) -> bool:
    """Which figures residents see of a project."""
    place = await place_of_project(visit.site, project_id)
    return place is not None and visit.can("dashboards.manage", place).allowed


async def choices_of(visit: Visit, asked: Asked) -> dict[str, Any]:
    """For the filters: projects, the activities of the one that is chosen, topics."""
    mine = projects_of(visit.person) if visit.person else []
    projects = await rows(
        "SELECT id, titles FROM project WHERE ($1::bigint[] IS NULL OR id = ANY ($1)) ORDER BY id DESC LIMIT $2",
        mine,
        MOST,
    )
    activities = await rows(
        "SELECT id, names FROM activity WHERE project = $1 ORDER BY id LIMIT $2", asked.project_id, MOST
    )
    whole = [("", _("The whole place"))] if mine is None else []
    return {
        "projects": [*whole, *((each["id"], Localized.of(each["titles"])) for each in projects)],
        "activities": [("", _("All")), *((each["id"], Localized.of(each["names"])) for each in activities)],
        "topics": [("", _("All topics")), *((each.key, each.name) for each in await topics())],
    }


def number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) < _DIGITS else None
