"""Which statement comes next: the one that teaches most, as Polis chooses.

A statement weighs by how much it tells people apart, by how many agree rather than pass, and more while few have seen it. It is
drawn with that weight, so that not everybody meets the same ones first. The draw depends on the voter and the statement only:
a page that is loaded again shows the same.
"""

from dataclasses import dataclass

from core.sdk import Place, row, rows, value
from plugins.deliberation.statements.voter import Voter


@dataclass(frozen=True, slots=True)
class Statement:
    id: int
    text: str
    language: str
    seed: bool
    mine: bool = False


# Weighted drawing without replacement: the largest ln(u) / weight first (Efraimidis and Spirakis), u from a hash.
# The weight is Polis' priority: ((1 − passes) · (reach + 1) · agrees · (1 + 8 · 2^(−seen/5)))².
_NEXT = """
    SELECT c.id, c.text, c.language, s.seed FROM deliberation_statement s JOIN contribution c ON c.id = s.contribution
    WHERE s.activity = $1 AND c.state = 'published' AND NOT EXISTS (
        SELECT 1 FROM deliberation_vote v WHERE v.voter = $2 AND v.statement = s.contribution)
    ORDER BY ln((('x' || substr(md5($3 || s.contribution::text), 1, 8))::bit(32)::bigint + 1) / 4294967297.0::double precision)
        / power((1 - (s.seen - s.agree - s.disagree + 1.0) / (s.seen + 2.0)) * (s.reach + 1)
            * ((s.agree + 1.0) / (s.seen + 2.0)) * (1 + 8 * power(2, -s.seen / 5.0)), 2) DESC, c.id
    LIMIT 1
"""


async def next_statement(*, place: Place, voter: Voter | None, seed: str) -> Statement | None:
    """None when everything is answered. `seed`: for who is no voter yet."""
    found = await row(
        _NEXT, place.here.id, voter.id if voter and voter.id else 0, voter.seed if voter else seed
    )
    return Statement(found["id"], found["text"], found["language"], found["seed"]) if found else None


async def how_many_statements(*, activity_id: int) -> int:
    count: int = await value(
        "SELECT count(*) FROM deliberation_statement s JOIN contribution c ON c.id = s.contribution "
        "WHERE s.activity = $1 AND c.state = 'published'",
        activity_id,
    )
    return count


async def answers_of(*, voter: Voter) -> list[tuple[Statement, int]]:
    """What this voter has answered, the latest first. Shown to nobody else."""
    if voter.id is None:
        return []
    found = await rows(
        "SELECT c.id, c.text, c.language, s.seed, d.value FROM deliberation_vote d "
        "JOIN deliberation_statement s ON s.contribution = d.statement JOIN contribution c ON c.id = d.statement "
        "WHERE d.voter = $1 AND c.state = 'published' ORDER BY d.at DESC, d.id DESC",
        voter.id,
    )
    return [(Statement(r["id"], r["text"], r["language"], r["seed"]), r["value"]) for r in found]
