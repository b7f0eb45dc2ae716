"""The staff pages where a questionnaire is made: questions, pages, conditions, versions, preview."""
