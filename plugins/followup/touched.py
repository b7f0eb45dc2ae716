"""Whose contributions an outcome touches: who wrote, supports or follows them, and who wrote about a topic."""

from core.sdk import rows

# The contributions of an outcome: those linked, what was merged into them, and in the project all that has a linked topic.
TOUCHED = """
    SELECT c.id, true AS linked FROM followup_link l
      JOIN contribution c ON c.id = l.contribution OR c.merged_into = l.contribution WHERE l.outcome = $1
    UNION SELECT c.id, false FROM followup_link l JOIN followup_outcome o ON o.id = l.outcome
      JOIN contribution_topic ct ON ct.topic = l.topic JOIN contribution c ON c.id = ct.contribution
      JOIN activity a ON a.id = c.activity AND a.project = o.project WHERE l.outcome = $1
"""
_PEOPLE = f"""
    WITH touched AS ({TOUCHED}), theirs AS (SELECT t.linked, c.id, c.author FROM touched t JOIN contribution c ON c.id = t.id
      WHERE c.state IN ('published', 'merged'))
    SELECT author AS person FROM theirs WHERE author IS NOT NULL
    UNION SELECT f.person FROM theirs t JOIN follow f ON f.subject = 'contribution' AND f.subject_id = t.id WHERE t.linked
    UNION SELECT r.person FROM theirs t JOIN reaction r ON r.contribution = t.id AND r.value = 1
      WHERE t.linked AND r.person IS NOT NULL
    ORDER BY person
"""


async def people_of(outcome_id: int, *, but: int = 0) -> list[int]:
    return [each["person"] for each in await rows(_PEOPLE, outcome_id) if each["person"] != but]
