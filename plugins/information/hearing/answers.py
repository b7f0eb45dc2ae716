"""What the municipality answers to each comment and statement, and when people hear of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.sdk import (
    Person,
    Place,
    Refused,
    Text,
    _,
    clean_html,
    clean_text,
    execute,
    notify,
    plain_text,
    row,
    rows,
    value,
)

OUTCOMES: dict[str, Text] = {
    "taken_in": _("Taken in"),
    "partly": _("Partly taken in"),
    "not_taken": _("Not taken into account"),
    "noted": _("Noted"),
}


class NotHere(Refused):
    def __init__(self) -> None:
        super().__init__(_("This is not here any more."))


class WriteReason(Refused):
    field = "reason"

    def __init__(self) -> None:
        super().__init__(_("Write why. Those who wrote it have a right to know."))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to answer, with the answer as it stands."""

    id: int
    kind: str
    words: str
    author: str
    at: datetime
    outcome: str
    summary: str
    reason: str
    section: str


async def answer(
    *, place: Place, contribution_id: int, by: Person, outcome: str, summary: str, reason: str
) -> None:
    """Kept until the answers are published; after that everyone sees it at once. Raises WriteReason, NotHere."""
    html = clean_html(reason)
    if outcome not in OUTCOMES or not plain_text(html):
        raise WriteReason
    found = await value(
        "SELECT id FROM contribution WHERE id = $1 AND activity = $2 AND kind IN ('remark', 'submission') "
        "AND state IN ('published', 'internal')",
        *(contribution_id, place.here.id),
    )
    if found is None:
        raise NotHere
    await execute(
        "INSERT INTO information_answer (contribution, outcome, summary, reason, by) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (contribution) DO UPDATE SET outcome = excluded.outcome, summary = excluded.summary, "
        "reason = excluded.reason, by = excluded.by, at = now()",
        *(contribution_id, outcome, clean_text(summary), html, by.id),
    )


async def answer_to(*, contribution_id: int) -> dict[str, Any] | None:
    return await row(
        "SELECT outcome, summary, reason, at FROM information_answer WHERE contribution = $1", contribution_id
    )


async def to_answer(
    *, activity_id: int, kind: str, open_only: bool = False, limit: int = 500
) -> list[Waiting]:
    """What came in of one kind, the oldest first. For staff: names as they are."""
    found = await rows(
        "SELECT c.id, c.kind, CASE WHEN s.id IS NOT NULL THEN s.title ELSE left(c.text, 240) END AS words, "
        "coalesce(nullif(s.organisation, ''), s.sender, p.name, '') AS author, coalesce(s.received_at, c.published_at) AS at, "
        "coalesce(n.outcome, '') AS outcome, coalesce(n.summary, '') AS summary, coalesce(n.reason, '') AS reason, "
        "coalesce(r.section, '') AS section FROM contribution c LEFT JOIN information_statement s ON s.contribution = c.id "
        "LEFT JOIN information_remark r ON r.contribution = c.id LEFT JOIN person p ON p.id = c.author "
        "LEFT JOIN information_answer n ON n.contribution = c.id WHERE c.activity = $1 AND c.kind = $2 "
        "AND c.state IN ('published', 'internal') AND (NOT $3 OR n.id IS NULL) ORDER BY at, c.id LIMIT $4",
        *(activity_id, kind, open_only, limit),
    )
    return [Waiting(**each) for each in found]


async def counts(*, activity_id: int) -> dict[str, int]:
    """Received and answered, of comments and statements."""
    found = await row(
        "SELECT count(*) FILTER (WHERE c.kind = 'remark') AS remarks, count(*) FILTER (WHERE c.kind = "
        "'submission') AS statements, "
        "count(n.id) FILTER (WHERE c.kind = 'remark') AS remarks_answered, "
        "count(n.id) FILTER (WHERE c.kind = 'submission') AS statements_answered "
        "FROM contribution c LEFT JOIN information_answer n ON n.contribution = c.id "
        "WHERE c.activity = $1 AND c.kind IN ('remark', 'submission') AND c.state IN ('published', 'internal')",
        activity_id,
    )
    return dict(found or {})


async def published_at(*, activity_id: int) -> datetime | None:
    """When the answers were published, or None."""
    found: datetime | None = await value(
        "SELECT published_at FROM information_response WHERE activity = $1", activity_id
    )
    return found


async def tell_authors(*, place: Place) -> int:
    """Each whose text has an answer they have not been told of; how many texts."""
    found = await rows(
        "UPDATE information_answer n SET told_at = now() FROM contribution c LEFT JOIN information_statement s "
        "ON s.contribution = c.id WHERE n.contribution = c.id AND c.activity = $1 AND n.told_at IS NULL "
        "AND c.state <> 'withdrawn' "
        "RETURNING c.id, c.kind, coalesce(s.person, c.author) AS person",
        place.here.id,
    )
    people = {each["person"] for each in found if each["person"] is not None}
    if people:
        await notify(
            person_ids=people,
            kind="answer",
            title=_("The municipality has answered in “{name}”").format(name=place.here.name),
            body=_("Read what is taken in, what is not, and why."),
            url=f"{place.url}/answers",
        )
    return len(found)
