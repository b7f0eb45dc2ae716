"""Project templates: plugins offer them (hook `recipes`), staff choose one when they make a project."""

from datetime import date, datetime, time, timedelta

from core.forms import from_json
from core.host import house
from core.host.hooks import ask_now
from core.host.hookspecs import Recipe, RecipePhase
from core.i18n import Localized, Text, speaking
from core.i18n.formats import ZONE
from core.projects.activities import add_activity, methods_on
from core.projects.phases import add_phase
from core.projects.service import create_project
from core.tenancy import Site


def recipes_on(site: Site) -> list[Recipe]:
    """Those of the plugins that are on here, whose every method is on too."""
    on = set(methods_on(site))
    asked = [
        lodger
        for lodger in house().lodgers.values()
        if site.enabled(lodger.plugin.id) and hasattr(lodger.module, "recipes")
    ]
    heard = [recipe for lodger in asked for recipe in ask_now(lodger, "recipes", expect=Recipe).items]
    return [recipe for recipe in heard if methods_of(recipe) <= on]


def methods_of(recipe: Recipe) -> set[str]:
    return {activity.method for phase in recipe.phases for activity in phase.activities}


async def begin_project(
    *,
    site: Site,
    titles: Localized,
    summaries: Localized,
    contact_person: int | None,
    recipe_id: str,
    first_day: date,
) -> int:
    """A draft, empty or with the phases of a recipe; an unknown recipe is none."""
    recipe = next((each for each in recipes_on(site) if each.id == recipe_id), None)
    promise = in_all_languages(recipe.promise, site) if recipe and recipe.promise else Localized()
    project_id = await create_project(
        titles=titles, summaries=summaries, promise=promise, contact_person=contact_person
    )
    if recipe is not None:
        await follow_recipe(site=site, project_id=project_id, recipe=recipe, first_day=first_day)
    return project_id


async def follow_recipe(*, site: Site, project_id: int, recipe: Recipe, first_day: date) -> None:
    """Phases one after the other from `first_day`, with their activities: drafts, as everything staff begin."""
    day = first_day
    for phase in recipe.phases:
        until = day + timedelta(days=phase.days)
        await _add(site, project_id, phase, _morning(day), _morning(until))
        day = until


async def _add(site: Site, project_id: int, phase: RecipePhase, starts: datetime, ends: datetime) -> None:
    phase_id = await add_phase(
        project_id=project_id,
        names=in_all_languages(phase.name, site),
        descriptions=in_all_languages(phase.description, site),
        starts_at=starts,
        ends_at=ends,
    )
    for each in phase.activities:
        await add_activity(
            site=site,
            project_id=project_id,
            phase_id=phase_id,
            method=each.method,
            names=in_all_languages(each.name, site),
            intros=in_all_languages(each.intro, site),
            settings=from_json(house().methods[each.method].settings, each.settings),
        )


def in_all_languages(text: Text | Localized, site: Site) -> Localized:
    """What the catalogues say, as content that staff then change."""
    if isinstance(text, Localized):
        return text
    said: dict[str, str] = {}
    for language in site.languages:
        with speaking(language):
            said[language] = str(text)
    return Localized(said)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZONE)
