"""The last phase of every recipe: tell people what became of what they said."""

from core.sdk import RecipeActivity, RecipePhase, _

REPORTING = RecipePhase(
    name=_("What came of it"),
    description=_("We tell what people said, what was decided and why, and what happens next."),
    days=60,
    activities=(
        RecipeActivity(
            method="information",
            name=_("What came of it"),
            intro=_(
                "Here you read what we learnt, what was decided and what happens now. Ask us if anything is unclear."
            ),
        ),
    ),
)
