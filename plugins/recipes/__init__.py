"""Recipes: six project templates made of the other plugins' methods. Written only against `core.sdk`."""

from core.sdk import Plugin, Recipe, _, hookimpl
from plugins.recipes.budget import BUDGET
from plugins.recipes.collecting import IDEAS, PANEL, POLL
from plugins.recipes.hearing import HEARING
from plugins.recipes.survey import SURVEY


@hookimpl
def plugin() -> Plugin:
    """What this plugin is and brings: templates, nothing of its own to keep."""
    return Plugin(
        id="recipes",
        name=_("Project templates"),
        version="1.0.0",
        sdk="1",
        summary=_("A new project begins with phases and activities that fit what you want to do."),
        default_on=True,
    )


@hookimpl
def recipes() -> list[Recipe]:
    """The six, from the shortest to the longest."""
    return [POLL, IDEAS, SURVEY, HEARING, PANEL, BUDGET]
