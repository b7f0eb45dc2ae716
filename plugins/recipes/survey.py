"""A survey, and what it showed told back before anything is decided."""

from core.sdk import Recipe, RecipeActivity, RecipePhase, _
from plugins.recipes.reporting import REPORTING

SURVEY = Recipe(
    id="survey_feedback",
    name=_("Survey with feedback"),
    summary=_("Three weeks of answers, then a meeting where the result is shown and discussed."),
    promise=_("We publish the whole result, and say what we will do because of it."),
    phases=(
        RecipePhase(
            name=_("Answer the survey"),
            description=_("It is anonymous, and you can stop and go on later."),
            days=21,
            activities=(
                RecipeActivity(
                    method="survey",
                    name=_("Answer the survey"),
                    intro=_("Your answers help us to choose. Nobody sees who answered what."),
                ),
            ),
        ),
        RecipePhase(
            name=_("Did we understand you?"),
            description=_("We show what the answers say. You tell us if we have read them right."),
            days=21,
            activities=(
                RecipeActivity(
                    method="workshops",
                    name=_("Open meeting about the result"),
                    intro=_("Come and discuss what the answers show."),
                ),
            ),
        ),
        REPORTING,
    ),
)
