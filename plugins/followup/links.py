"""What an outcome answers. The only writer of `followup_link`; a contribution only of the outcome's own project."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from core.sdk import Conclusion, Person, ask_conclusions, clean_line, execute, rows, value
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
    WHERE a.project = $2 AND c.id = ANY($3::bigint[]) AND c.state = 'published'
    ON CONFLICT (outcome, coalesce(contribution, 0), coalesce(topic, 0), reference) DO UPDATE SET through = ''
"""


_REFERENCES = "SELECT reference FROM followup_link WHERE outcome = $1 AND reference <> ''"
_BEHIND = """
    INSERT INTO followup_link (outcome, contribution, through) SELECT $1, c.id, $4 FROM contribution c
    JOIN activity a ON a.id = c.activity
    WHERE a.project = $2 AND c.id = ANY($3::bigint[]) AND c.state = 'published' ON CONFLICT DO NOTHING
"""
_UNLINK = """
    DELETE FROM followup_link l USING followup_link gone WHERE gone.id = $2 AND gone.outcome = $1 AND l.outcome = $1
      AND (l.id = gone.id OR (gone.reference <> '' AND l.through = gone.reference))
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


async def conclusions_for(*, outcome: Outcome) -> list[Conclusion]:
    """What has been concluded in the project and is not linked yet: recommendations that are signed, of any plugin."""
    linked = {each["reference"] for each in await rows(_REFERENCES, outcome.id)}
    return [each for each in await ask_conclusions(project_id=outcome.project_id) if each.id not in linked]


async def link_conclusions(*, outcome: Outcome, ids: list[str], by: Person) -> int:
    """How many. Those who wrote what stands behind one are told as if their own contributions were linked."""
    chosen = [each for each in await conclusions_for(outcome=outcome) if each.id in ids]
    async with _newly_told(outcome, by):
        for each in chosen:
            await link_reference(outcome=outcome, reference=each.id, label=each.title)
            await execute(_BEHIND, outcome.id, outcome.project_id, list(each.contributions), each.id)
    return len(chosen)


async def unlink(*, outcome_id: int, link_id: int) -> None:
    """With a recommendation goes what it brought along."""
    await execute(_UNLINK, outcome_id, link_id)


async def _count(outcome_id: int) -> int:
    found: int = await value(
        "SELECT count(*) FROM followup_link WHERE outcome = $1 AND through = ''", outcome_id
    )
    return found


@asynccontextmanager
async def _newly_told(outcome: Outcome, by: Person) -> AsyncIterator[None]:
    """Where it is published already, those whom it touches only now are told now."""
    told = await people_of(outcome.id) if outcome.state == "published" else []
    yield
    if outcome.state == "published":
        await tell_of_outcome(outcome_id=outcome.id, changed=False, by=by, but=told)
