"""Participatory budgeting from idea to result."""

from core.sdk import Recipe, RecipeActivity, RecipePhase, _
from plugins.recipes.reporting import REPORTING

BUDGET = Recipe(
    id="participatory_budget",
    name=_("Participatory budgeting"),
    summary=_(
        "Ideas from residents, evaluated by the municipality, chosen by a vote, built with a fixed sum."
    ),
    promise=_("What wins the vote is built. We tell how it goes until it is done."),
    phases=(
        RecipePhase(
            name=_("Share ideas"),
            description=_("What should the money be used for?"),
            days=28,
            activities=(
                RecipeActivity(
                    method="ideas",
                    name=_("Share your idea"),
                    intro=_("Suggest what the money should be used for, and support the ideas of others."),
                ),
            ),
        ),
        RecipePhase(
            name=_("We find out what is possible"),
            description=_(
                "We find out what the ideas cost and whether they can be done, and give a reason for each."
            ),
            days=35,
        ),
        RecipePhase(
            name=_("Vote"),
            description=_("Residents decide which options get the money."),
            days=21,
            activities=(
                RecipeActivity(
                    method="voting",
                    name=_("Vote"),
                    intro=_("Choose the options that you want, within the sum. Your vote is secret."),
                ),
            ),
        ),
        REPORTING,
    ),
)
