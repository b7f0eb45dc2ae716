"""For the staff overview: proposals that must be checked, and cases whose time limit is near or over."""

from core.sdk import Panel, Person, Role, _, rows

_SHOWN = 6
_WAITING = """
    SELECT c.title, c.language, k.stage, coalesce(CASE WHEN k.stage = 'received' THEN k.check_due END, k.council_due) AS due,
        '/projects/' || p.slug || '/' || a.slug || '/manage/' || c.id AS url
    FROM proposals_case k JOIN contribution c ON c.id = k.contribution
    JOIN activity a ON a.id = c.activity JOIN project p ON p.id = a.project
    WHERE k.stage IN ('received', 'reached', 'sent') AND k.clock_note = '' AND ($2::bigint[] IS NULL OR p.id = ANY ($2))
    ORDER BY due, c.id LIMIT $1
"""


async def waiting_cases(*, person: Person) -> list[Panel]:
    """Of the projects this person looks after; none where nothing waits."""
    mine = None if person.role.rank >= Role.MODERATOR.rank else list(person.project_roles)
    found = await rows(_WAITING, _SHOWN, mine)
    if not found:
        return []
    return [
        Panel(
            title=_("Citizens' proposals that wait for you"),
            template="proposals/waiting.html",
            context={"cases": found},
        )
    ]
