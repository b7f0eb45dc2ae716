"""For the staff overview: ideas that many stand behind and nobody has answered."""

from core.sdk import Panel, Person, Role, _, rows

_FEW = 5  # supporters from which silence is worth a line
_SHOWN = 5
_UNANSWERED = """
    SELECT c.title, c.text, c.support_count, '/projects/' || p.slug || '/' || a.slug || '/manage/' || c.id AS url
    FROM contribution c JOIN activity a ON a.id = c.activity JOIN project p ON p.id = a.project
    LEFT JOIN status s ON s.id = c.status
    WHERE a.method = 'ideas' AND c.kind = 'idea' AND c.state = 'published' AND p.state = 'published'
      AND c.support_count >= $1 AND coalesce(s.kind, 'open') = 'open'
      AND ($3::bigint[] IS NULL OR p.id = ANY ($3))
      AND NOT EXISTS (SELECT 1 FROM status_change ch WHERE ch.contribution = c.id AND ch.answer <> '')
    ORDER BY c.support_count DESC, c.id LIMIT $2
"""


async def supported_without_answer(*, person: Person) -> list[Panel]:
    """One panel of the projects this person looks after, or none where every such idea has its answer."""
    mine = None if person.role.rank >= Role.MODERATOR.rank else list(person.project_roles)
    found = await rows(_UNANSWERED, _FEW, _SHOWN, mine)
    if not found:
        return []
    return [
        Panel(
            title=_("Many support these, and wait for an answer"),
            template="ideas/supported.html",
            context={"ideas": found},
        )
    ]
