"""What an outcome answers. The only writer of `followup_link`; a contribution only of the outcome's own project."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from core.sdk import Person, clean_line, execute, rows, value
from plugins.followup.reading import Outcome
from plugins.followup.telling import tell_of_outcome
from plugins.followup.touched import people_of

SHOWN = 40
_FIND = """
    SELECT c.id, c.title, left(c.text, 200) AS text, c.support_count, a.names,
      EXISTS (SELECT 1 FROM followup_link l WHERE l.outcome = $2 AND l.contribution = c.id) AS linked
    FROM contribution c JOIN activity a ON a.id = c.activity LEFT JOIN contribution_words w ON w.contribution = c.id
    WHERE a.project = $1 AND c.state = 'published' AND c.root IS NULL AND NOT c.official
      AND ($3 = '' OR w.search @@ websearch_to_tsquery('pg_catalog.norwegian', $3) OR strpos(lower(w.words), lower($3)) > 0)
      AND ($4::bigint IS NULL OR EXISTS (SELECT 1 FROM contribution_topic ct WHERE ct.contribution = c.id AND ct.topic = $4))
    ORDER BY c.support_count DESC, c.id LIMIT $5
"""
_ADD = """
    INSERT INTO followup_link (outcome, contribution) SELECT $1, c.id FROM contribution c JOIN activity a ON a.id = c.activity
    WHERE a.project = $2 AND c.id = ANY($3::bigint[]) AND c.state = 'published' ON CONFLICT DO NOTHING
"""


async def candidates(*, outcome: Outcome, words: str, topic: int | None) -> list[dict[str, Any]]:
    """What people wrote in the project, of any method, the most supported first."""
    return await rows(_FIND, outcome.project_id, outcome.id, words.strip(), topic, SHOWN)


async def link_contributions(*, outcome: Outcome, contribution_ids: list[int], by: Person) -> int:
    """How many are new. Those that are of another project, or not for all to see, are passed over."""
    before = await _count(outcome.id)
    async with _newly_told(outcome, by):
        await execute(_ADD, outcome.id, outcome.project_id, contribution_ids)
    return await _count(outcome.id) - before


async def link_topic(*, outcome: Outcome, topic_id: int, by: Person) -> None:
    async with _newly_told(outcome, by):
        await execute(
            "INSERT INTO followup_link (outcome, topic) SELECT $1, id FROM topic WHERE id = $2 ON CONFLICT DO NOTHING",
            outcome.id,
            topic_id,
        )


async def link_reference(*, outcome: Outcome, reference: str, label: str) -> None:
    """A recommendation or a figure of another plugin, by its id there."""
    await execute(
        "INSERT INTO followup_link (outcome, reference, label) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        outcome.id,
        clean_line(reference)[:80],
        clean_line(label)[:200],
    )


async def unlink(*, outcome_id: int, link_id: int) -> None:
    await execute("DELETE FROM followup_link WHERE id = $2 AND outcome = $1", outcome_id, link_id)


async def _count(outcome_id: int) -> int:
    found: int = await value("SELECT count(*) FROM followup_link WHERE outcome = $1", outcome_id)
    return found


@asynccontextmanager
async def _newly_told(outcome: Outcome, by: Person) -> AsyncIterator[None]:
    """Where it is published already, those whom it touches only now are told now."""
    told = await people_of(outcome.id) if outcome.state == "published" else []
    yield
    if outcome.state == "published":
        await tell_of_outcome(outcome_id=outcome.id, changed=False, by=by, but=told)
