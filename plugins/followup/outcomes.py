"""What came of it: written, published, changed, taken back. The only writer of `followup_outcome` and its changes."""

from dataclasses import dataclass
from datetime import date, datetime

from core.sdk import Person, check_version, clean_html, clean_line, emit, execute, plain_text, row, value
from plugins.followup.reading import Outcome, load_outcome
from plugins.followup.refusals import NotAnAddress, NothingLinked, SayWhy
from plugins.followup.telling import tell_of_outcome
from plugins.followup.words import Kind

_NEW = """
    INSERT INTO followup_outcome (project, kind, title, body, decided_on, url, created_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
"""
_CHANGE = """
    UPDATE followup_outcome SET kind = $2, title = $3, body = $4, decided_on = $5, url = $6, version = version + 1 WHERE id = $1
"""
_KEEP = """
    INSERT INTO followup_change (outcome, kind, title, body, note, by)
    SELECT id, kind, title, body, $2, $3 FROM followup_outcome WHERE id = $1
"""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What staff write in an outcome."""

    kind: str
    title: str
    body: str
    decided_on: date | None = None
    url: str = ""


async def write_outcome(*, project_id: int, words: Words, by: Person) -> int:
    """A draft; its id. Raises SayWhy, NotAnAddress."""
    made: int = await value(_NEW, project_id, *_checked(words), by.id)
    return made


async def change_outcome(*, outcome_id: int, sent_version: str, words: Words, note: str, by: Person) -> int:
    """A draft simply changes. Of a published one the old words are kept and those it concerns are told; to how many.

    Raises StaleForm, SayWhy, NotAnAddress.
    """
    now = await row(
        "SELECT version, state, kind, title, body FROM followup_outcome WHERE id = $1 FOR UPDATE", outcome_id
    )
    if now is None:
        return 0
    check_version(current=now["version"], sent=sent_version)
    given = _checked(words)
    public = now["state"] == "published" and given[:3] != (now["kind"], now["title"], now["body"])
    if public:
        await execute(_KEEP, outcome_id, clean_line(note), by.id)
    await execute(_CHANGE, outcome_id, *given)
    return (
        await tell_of_outcome(outcome_id=outcome_id, changed=True, by=by, note=clean_line(note))
        if public
        else 0
    )


async def publish_outcome(*, outcome_id: int, by: Person, at: datetime | None = None) -> int:
    """For all who see the project; how many were told. Twice is once. Raises NothingLinked."""
    outcome = await _locked(outcome_id)
    if outcome is None or outcome.state == "published":
        return 0
    if not outcome.links:
        raise NothingLinked
    await execute(
        "UPDATE followup_outcome SET state = 'published', published_at = coalesce($2, now()), version = version + 1 "
        "WHERE id = $1",
        outcome_id,
        at,
    )
    await emit("outcome.published", subject_id=outcome_id, project_id=outcome.project_id, person_id=by.id)
    return await tell_of_outcome(outcome_id=outcome_id, changed=False, by=by)


async def withdraw_outcome(*, outcome_id: int) -> None:
    """A draft again: only staff see it."""
    await execute(
        "UPDATE followup_outcome SET state = 'draft', version = version + 1 WHERE id = $1 AND state = 'published'",
        outcome_id,
    )


async def delete_outcome(*, outcome_id: int) -> None:
    """A draft only: what people have read is taken back first."""
    await execute("DELETE FROM followup_outcome WHERE id = $1 AND state = 'draft'", outcome_id)


async def _locked(outcome_id: int) -> Outcome | None:
    await row("SELECT 1 FROM followup_outcome WHERE id = $1 FOR UPDATE", outcome_id)
    return await load_outcome(outcome_id)


def _checked(words: Words) -> tuple[str, str, str, date | None, str]:
    body, url = clean_html(words.body), words.url.strip()
    if words.kind == Kind.NO and not plain_text(body).strip():
        raise SayWhy("body")
    if url and not url.startswith(("https://", "http://")):
        raise NotAnAddress
    return words.kind, clean_line(words.title), body, words.decided_on, url
