"""What is shown and where a page leads, from the answers so far; and what is wrong with a questionnaire."""

from plugins.survey.logic.conditions import holds
from plugins.survey.logic.problems import Flaw, flaws, problems
from plugins.survey.logic.way import applies, first_page, kept_answers, next_page, pages_gone_through, visible

__all__ = [
    "Flaw",
    "applies",
    "first_page",
    "flaws",
    "holds",
    "kept_answers",
    "next_page",
    "pages_gone_through",
    "problems",
    "visible",
]
