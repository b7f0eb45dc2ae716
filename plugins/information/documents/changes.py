"""What a version changed, and because of what: kept when it is read, explained by staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.sdk import execute, rows
from plugins.information.reading.compare import Known, changes_between


@dataclass(frozen=True, slots=True)
class Cause:
    """A comment or a statement that a change goes back to."""

    id: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    id: int
    section: str
    kind: str
    heading: str
    parts: list[list[list[str]]]
    note: str
    causes: tuple[Cause, ...]


async def write_changes(*, version_id: int, old: Sequence[Known], new: Sequence[Known]) -> None:
    """Once for each version; the explanations come later."""
    for n, change in enumerate(changes_between(old, new)):
        await execute(
            "INSERT INTO information_change (version, position, section, kind, heading, parts, note) "
            "VALUES ($1, $2, $3, $4, $5, $6, '')",
            *(version_id, n, change.key, change.kind, change.heading[:250]),
            [[list(part) for part in paragraph] for paragraph in change.paragraphs],
        )


async def changes_of(*, version_id: int) -> list[ShownChange]:
    """In the order of the document, each with what led to it. Statements show only what the public may read."""
    found = await rows(
        "SELECT c.id, c.section, c.kind, c.heading, c.parts, c.note, coalesce((SELECT jsonb_agg(jsonb_build_array(k.id, k.kind, "
        "CASE WHEN s.id IS NOT NULL THEN coalesce(nullif(s.organisation, ''), s.title) ELSE left(k.text, "
        "120) END) ORDER BY k.id) "
        "FROM information_cause u JOIN contribution k ON k.id = u.contribution "
        "LEFT JOIN information_statement s ON s.contribution = k.id WHERE u.change = c.id "
        "AND (k.state = 'published' OR s.state = 'published')), '[]') AS causes "
        "FROM information_change c WHERE c.version = $1 ORDER BY c.position",
        version_id,
    )
    return [_shown(each) for each in found]


def _shown(found: dict[str, Any]) -> ShownChange:
    return ShownChange(**{**found, "causes": tuple(Cause(*cause) for cause in found["causes"])})


async def explain(
    *, activity_id: int, version_id: int, change_id: int, note: str, causes: Sequence[int]
) -> None:
    """Only contributions of this activity; others are passed over."""
    await execute(
        "UPDATE information_change SET note = $3 WHERE id = $1 AND version = $2", change_id, version_id, note
    )
    await execute(
        "DELETE FROM information_cause u USING information_change c WHERE c.id = u.change AND c.id = $1 AND c.version = $2 "
        "AND u.contribution <> ALL ($3::bigint[])",
        *(change_id, version_id, list(causes)),
    )
    await execute(
        "INSERT INTO information_cause (change, contribution) SELECT c.id, k.id FROM information_change c, contribution k "
        "WHERE c.id = $1 AND c.version = $2 AND k.id = ANY ($3::bigint[]) AND k.activity = $4 "
        "AND k.kind IN ('remark', 'submission') ON CONFLICT DO NOTHING",
        *(change_id, version_id, list(causes), activity_id),
    )
