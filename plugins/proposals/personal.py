"""What the plugin keeps about a person, and how it lets go. The count of signatures stands when an account is closed: a line
without a name remains, as a name on paper would, and leads to nobody."""

from core.sdk import PersonalData, execute, rows

_KEPT = {
    "proposals.signatures": """
        SELECT c.title, g.at, g.shown FROM proposals_signature g JOIN proposals_case k ON k.id = g.proposal
        JOIN contribution c ON c.id = k.contribution WHERE g.person = $1 ORDER BY g.id
    """,
    "proposals.proposing": """
        SELECT c.title, r.at FROM proposals_proposer r JOIN proposals_case k ON k.id = r.proposal
        JOIN contribution c ON c.id = k.contribution WHERE r.person = $1 ORDER BY r.id
    """,
    "proposals.steps": """
        SELECT c.title, s.at, s.stage, s.reason FROM proposals_step s JOIN proposals_case k ON k.id = s.proposal
        JOIN contribution c ON c.id = k.contribution WHERE s.by = $1 ORDER BY s.id
    """,
    "proposals.batches": """
        SELECT c.title, b.at, b.note, b.counted FROM proposals_batch b JOIN proposals_case k ON k.id = b.proposal
        JOIN contribution c ON c.id = k.contribution WHERE b.by = $1 ORDER BY b.id
    """,
    "proposals.handling": """
        SELECT c.title, k.stage FROM proposals_case k JOIN contribution c ON c.id = k.contribution
        WHERE k.handler = $1 ORDER BY k.id
    """,
}


async def kept_about(person_id: int) -> list[PersonalData]:
    """What they wrote is the host's to give."""
    found = {name: await rows(sql, person_id) for name, sql in _KEPT.items()}
    return [PersonalData(name=name, rows=tuple(each)) for name, each in found.items() if each]


async def forget(person_id: int) -> None:
    """Signatures lose their name and stay counted; all else lets go of the person."""
    await execute("UPDATE proposals_signature SET person = NULL, shown = false WHERE person = $1", person_id)
    await execute("DELETE FROM proposals_proposer WHERE person = $1", person_id)
    await execute("UPDATE proposals_step SET by = NULL WHERE by = $1", person_id)
    await execute("UPDATE proposals_batch SET by = NULL WHERE by = $1", person_id)
    await execute("UPDATE proposals_case SET handler = NULL WHERE handler = $1", person_id)
