"""Projects that are begun for somebody by the program: to practise in, or from what another place shares; and plans to share."""

import json
from datetime import date
from typing import Any

from core.db import execute, rows, value
from core.host import house
from core.host.hookspecs import Recipe, RecipeActivity, RecipePhase
from core.i18n import Localized, _
from core.projects.activities import methods_on
from core.projects.place import Project
from core.projects.recipes import follow_recipe
from core.projects.service import create_project
from core.tenancy import Site
from core.text.errors import Refused

_DAYS = 14  # of a phase that has no dates
_MOST_DAYS = 730


class NotADraft(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Only a draft that nobody has taken part in can be thrown away. Archive the project instead.")
        )


async def begin_draft(
    *,
    site: Site,
    titles: Localized,
    summaries: Localized | None = None,
    contact_person: int | None = None,
    recipe: Recipe | None = None,
    first_day: date,
) -> int:
    """A draft with a recipe's phases and activities; those of methods that are not on here are left out."""
    project_id = await create_project(titles=titles, summaries=summaries, contact_person=contact_person)
    if recipe is not None:
        on = set(methods_on(site))
        await follow_recipe(
            site=site, project_id=project_id, recipe=_with_methods(recipe, on), first_day=first_day
        )
    return project_id


async def remove_draft(*, project_id: int) -> None:
    """Thrown away, with all that was set up in it. Raises NotADraft where it was published or anybody took part."""
    gone = await value(
        "DELETE FROM project p WHERE p.id = $1 AND p.state = 'draft' AND p.published_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM contribution c JOIN activity a ON a.id = c.activity WHERE a.project = p.id) "
        "RETURNING p.id",
        project_id,
    )
    if gone is None:
        raise NotADraft
    await execute("DELETE FROM project_role WHERE project_id = $1", project_id)


async def recipe_of(project: Project) -> Recipe:
    """How a project is built: its timeline, its activities, their settings. Nothing that anybody wrote in it, and no dates."""
    phases = await rows(
        "SELECT id, names, descriptions, starts_at, ends_at FROM phase WHERE project = $1 ORDER BY position, id",
        project.id,
    )
    activities = await rows(
        "SELECT phase, method, names, intros, settings FROM activity WHERE project = $1 ORDER BY position, id",
        project.id,
    )
    return Recipe(
        id=project.slug,
        name=Localized.of(project.title),
        summary=Localized.of(project.summary),
        phases=tuple(
            RecipePhase(
                name=Localized.of(each["names"]),
                description=Localized.of(each["descriptions"]),
                days=_days(each["starts_at"], each["ends_at"]),
                activities=tuple(
                    RecipeActivity(
                        method=one["method"],
                        name=Localized.of(one["names"]),
                        intro=Localized.of(one["intros"]),
                        settings=one["settings"],
                    )
                    for one in activities
                    if one["phase"] == each["id"]
                ),
            )
            for each in phases
        ),
    )


def recipe_to_json(recipe: Recipe) -> dict[str, Any]:
    """Plain data, to keep or to send to another place."""
    return {
        "id": recipe.id,
        "name": dict(Localized.of(recipe.name)),
        "summary": dict(Localized.of(recipe.summary)),
        "phases": [
            {
                "name": dict(Localized.of(each.name)),
                "description": dict(Localized.of(each.description)),
                "days": each.days,
                "activities": [
                    {
                        "method": one.method,
                        "name": dict(Localized.of(one.name)),
                        "intro": dict(Localized.of(one.intro)),
                        "settings": one.settings,
                    }
                    for one in each.activities
                ],
            }
            for each in recipe.phases
        ],
    }


def recipe_from_json(data: dict[str, Any]) -> Recipe:
    """The same again. Raises ValueError where it is not what `recipe_to_json` made."""
    try:
        return Recipe(
            id=str(data["id"]),
            name=Localized.of(data["name"]),
            summary=Localized.of(data["summary"]),
            phases=tuple(
                RecipePhase(
                    name=Localized.of(each["name"]),
                    description=Localized.of(each["description"]),
                    days=max(1, min(int(each["days"]), _MOST_DAYS)),
                    activities=tuple(
                        RecipeActivity(
                            method=str(one["method"]),
                            name=Localized.of(one["name"]),
                            intro=Localized.of(one["intro"]),
                            settings=dict(one["settings"]),
                        )
                        for one in each["activities"]
                    ),
                )
                for each in data["phases"]
            ),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a recipe: {error}: {json.dumps(data)[:80]}") from error


def _with_methods(recipe: Recipe, on: set[str]) -> Recipe:
    """Settings that this version does not know fall away as `from_json` reads them."""
    known = on & set(house().methods)
    phases = tuple(
        RecipePhase(
            name=each.name,
            description=each.description,
            days=each.days,
            activities=tuple(one for one in each.activities if one.method in known),
        )
        for each in recipe.phases
    )
    return Recipe(id=recipe.id, name=recipe.name, summary=recipe.summary, phases=phases)


def _days(starts: Any, ends: Any) -> int:
    return max(1, min((ends - starts).days, _MOST_DAYS)) if starts and ends else _DAYS
