"""A project becomes an example: a story, a few sums, and how it is built. Nothing that anybody wrote in it leaves the place."""

from typing import Any

from academy.community.posts import Written
from academy.community.words import size_of
from core.sdk import (
    Localized,
    Refused,
    Site,
    _,
    participants,
    place_at,
    recipe_of,
    recipe_to_json,
    row,
    rows,
)


class ProjectGone(Refused):
    field = "project"

    def __init__(self) -> None:
        super().__init__(_("This project cannot be shared. Choose another."))


async def shareable() -> list[tuple[str, str]]:
    """Projects that residents have met, by name."""
    found = await rows(
        "SELECT id, titles FROM project WHERE published_at IS NOT NULL AND visibility = 'public' "
        "ORDER BY published_at DESC LIMIT 200"
    )
    return [(str(each["id"]), str(Localized.of(each["titles"]))) for each in found]


async def example_of(*, site: Site, said: Any, circle: int | None) -> Written:
    """Raises ProjectGone."""
    found = await row(
        "SELECT id, slug FROM project WHERE id = $1 AND published_at IS NOT NULL AND visibility = 'public'",
        int(said.project),
    )
    place = await place_at(site, found["slug"], None) if found else None
    if found is None or place is None:
        raise ProjectGone
    recipe = await recipe_of(place.project)
    methods = sorted({one.method for phase in recipe.phases for one in phase.activities})
    return Written(
        kind="example",
        title=said.title,
        body=said.body,
        circle=circle,
        facts={"led_to": said.led_to, "methods": methods, "recipe": recipe_to_json(recipe)},
        size=size_of(site.population),
        cost=said.cost,
        participants=await participants(project_id=found["id"]),
    )
