"""For the staff overview: statements and questions that nobody has answered."""

from core.sdk import Panel, Person, Role, _, rows

_SHOWN = 5
_WAITING = """
    SELECT c.id, c.kind, coalesce(nullif(c.title, ''), s.title, left(c.text, 100)) AS words,
      '/projects/' || p.slug || '/' || a.slug || CASE WHEN c.kind = 'question' THEN
        '/manage/questions/' ELSE '/manage/statements/' END
      || c.id AS url
    FROM contribution c JOIN activity a ON a.id = c.activity JOIN project p ON p.id = a.project
    LEFT JOIN information_statement s ON s.contribution = c.id LEFT JOIN information_answer n ON n.contribution = c.id
    WHERE a.method IN ('information', 'hearing') AND p.state = 'published' AND n.id IS NULL
      AND ((c.kind = 'question' AND c.state = 'published' AND NOT EXISTS
        (SELECT 1 FROM status_change h WHERE h.contribution = c.id AND h.answer <> '')) OR (c.kind
          = 'submission' AND c.state = 'internal'))
      AND ($2::bigint[] IS NULL OR p.id = ANY ($2))
    ORDER BY c.id LIMIT $1
"""


async def waiting_for_answer(*, person: Person) -> list[Panel]:
    """One panel of the projects this person looks after, or none where all is answered."""
    mine = None if person.role.rank >= Role.MODERATOR.rank else list(person.project_roles)
    found = await rows(_WAITING, _SHOWN, mine)
    if not found:
        return []
    title = _("Questions and statements that wait for an answer")
    return [Panel(title=title, template="information/waiting.html", context={"waiting": found})]
