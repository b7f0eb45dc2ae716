"""A hearing on a plan, with the minimum period of the planning and building act."""

from core.sdk import Recipe, RecipeActivity, RecipePhase, _
from plugins.recipes.reporting import REPORTING

# Plan- og bygningsloven §§ 11-14 and 12-10: plan proposals are open to inspection for at least six weeks.
_SIX_WEEKS = 42

HEARING = Recipe(
    id="hearing",
    name=_("Hearing on a plan"),
    summary=_("Six weeks to comment on a document and send statements, and an answer to each of them."),
    promise=_("Every statement is answered in writing, and the answers follow the matter to the council."),
    phases=(
        RecipePhase(
            name=_("Hearing"),
            description=_("Read the proposal, comment on it, or send a statement."),
            days=_SIX_WEEKS,
            activities=(
                RecipeActivity(
                    method="hearing",
                    name=_("Read and comment"),
                    settings={"rule": "detailed_plan"},
                    intro=_("Comment where you like in the text, or send a statement with attachments."),
                ),
                RecipeActivity(
                    method="workshops",
                    name=_("Open meeting"),
                    intro=_("We present the proposal and answer questions."),
                ),
            ),
        ),
        RecipePhase(
            name=_("We answer the statements"),
            description=_(
                "Each statement is considered: taken in, partly taken in, or not, with the reason."
            ),
            days=42,
        ),
        REPORTING,
    ),
)
