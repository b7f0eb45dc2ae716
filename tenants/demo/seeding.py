"""What the methods themselves bring to a town: each plugin seeds its own activities, as its hook `seeds` says."""

from typing import Any

from core.db import value
from core.host import house
from core.host.declaration import Enabled
from core.host.hookspecs import Seeding
from core.i18n import speaking
from core.people import Role
from core.projects.place import place_of_activity, place_of_project
from tenants.demo.settle import Settled
from tenants.demo.town import ProjectWords


async def seed(settled: Settled, project: ProjectWords, activities: dict[str, int]) -> None:
    """Not guarded as a page is: a plugin that fails here stops the demonstration, so that somebody sees it."""
    own = [
        each for phase in project.phases for each in phase.activities if each.stage and each.key in activities
    ]
    for words in own:
        place = await place_of_activity(settled.site, activities[words.key])
        if place is None:
            raise LookupError(f"{words.key} is not there")
        with speaking(settled.site.main_language):
            await _module(words.method).seeds(seeding=_seeding(settled, place, words.stage, words.theme))


async def seed_project(settled: Settled, project: ProjectWords) -> None:
    """When all has been said in it: what plugins without a method of their own bring, by the project's name in addresses."""
    project_id = await value("SELECT id FROM project WHERE slug = $1", project.slug)
    place = await place_of_project(settled.site, project_id)
    stage = "finished" if project.state == "archived" else "running"
    for lodger in house().lodgers_in(Enabled.TENANTS):
        if (
            lodger.plugin.methods
            or not hasattr(lodger.module, "seeds")
            or not settled.site.enabled(lodger.plugin.id)
        ):
            continue
        with speaking(settled.site.main_language):
            await lodger.module.seeds(seeding=_seeding(settled, place, stage, project.slug))


def _seeding(settled: Settled, place: Any, stage: str, theme: str) -> Seeding:
    everybody = tuple(settled.people.values())
    return Seeding(
        place=place,
        stage=stage,
        theme=theme,
        language=settled.site.main_language,
        residents=tuple(person for person in everybody if person.role is Role.PARTICIPANT),
        staff=tuple(person for person in everybody if person.is_staff),
    )


def _module(method: str) -> Any:
    return house().lodgers[house().method_owner[method]].module
