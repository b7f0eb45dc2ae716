"""What the methods themselves bring to a town: each plugin seeds its own activities, as its hook `seeds` says."""

from typing import Any

from core.host import house
from core.host.hookspecs import Seeding
from core.i18n import speaking
from core.people import Role
from core.projects.place import place_of_activity
from tenants.demo.settle import Settled
from tenants.demo.town import ProjectWords


async def seed(settled: Settled, project: ProjectWords, activities: dict[str, int]) -> None:
    """Not guarded as a page is: a plugin that fails here stops the demonstration, so that somebody sees it."""
    everybody = tuple(settled.people.values())
    own = [
        each for phase in project.phases for each in phase.activities if each.stage and each.key in activities
    ]
    for words in own:
        place = await place_of_activity(settled.site, activities[words.key])
        if place is None:
            raise LookupError(f"{words.key} is not there")
        seeding = Seeding(
            place=place,
            stage=words.stage,
            theme=words.theme,
            language=settled.site.main_language,
            residents=tuple(person for person in everybody if person.role is Role.PARTICIPANT),
            staff=tuple(person for person in everybody if person.is_staff),
        )
        with speaking(settled.site.main_language):
            await _module(words.method).seeds(seeding=seeding)


def _module(method: str) -> Any:
    return house().lodgers[house().method_owner[method]].module
