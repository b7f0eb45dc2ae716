"""Recipes that begin with what people think: a quick poll, ideas on a theme, a citizens' panel."""

from core.sdk import Recipe, RecipeActivity, RecipePhase, _
from plugins.recipes.reporting import REPORTING

POLL = Recipe(
    id="quick_poll",
    name=_("Quick poll"),
    summary=_("A few questions in a week, and an answer back. For a small matter that is decided soon."),
    promise=_("We read every answer, and tell the result within two weeks of the closing."),
    phases=(
        RecipePhase(
            name=_("What do you think?"),
            description=_("A few questions. It takes two minutes."),
            days=7,
            activities=(
                RecipeActivity(
                    method="survey",
                    name=_("Answer the poll"),
                    intro=_("A few short questions. Nobody sees who answered what."),
                ),
            ),
        ),
        REPORTING,
    ),
)

IDEAS = Recipe(
    id="idea_collection",
    name=_("Idea collection"),
    summary=_("People share ideas for a month, the municipality considers each of them and answers."),
    promise=_("Every idea gets an answer, with a reason."),
    phases=(
        RecipePhase(
            name=_("Share ideas"),
            description=_("Everybody can share ideas, and support and discuss those of others."),
            days=28,
            activities=(
                RecipeActivity(
                    method="ideas",
                    name=_("Share your idea"),
                    intro=_("What would you like to see? Tell us, and support the ideas of others."),
                ),
            ),
        ),
        RecipePhase(
            name=_("We consider the ideas"),
            description=_(
                "We read all ideas, find out what is possible and what it costs, and answer each of them."
            ),
            days=42,
        ),
        REPORTING,
    ),
)

PANEL = Recipe(
    id="citizens_panel",
    name=_("Citizens' panel"),
    summary=_(
        "A group learns about a matter, deliberates and gives a common statement that the municipality answers."
    ),
    promise=_("The council treats the panel's statement, and answers each point in it."),
    phases=(
        RecipePhase(
            name=_("Learn"),
            description=_("The panel gets to know the matter, and asks those who know it."),
            days=21,
            activities=(
                RecipeActivity(
                    method="information",
                    name=_("About the matter"),
                    intro=_("What it is about, what has been decided, and what can be changed."),
                ),
                RecipeActivity(
                    method="workshops",
                    name=_("Gatherings of the panel"),
                    intro=_("When and where the panel meets, and how to follow from home."),
                ),
            ),
        ),
        RecipePhase(
            name=_("Deliberate"),
            description=_("The panel weighs arguments, and finds out what unites and what divides."),
            days=28,
            activities=(
                RecipeActivity(
                    method="deliberation",
                    name=_("Deliberation"),
                    intro=_("Say what you agree with and what you do not, and add what is missing."),
                ),
            ),
        ),
        REPORTING,
    ),
)
