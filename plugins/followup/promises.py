"""What was promised: made, kept, postponed, broken. The only writer of the frame, the promises and their history."""

from datetime import date
from typing import Any

from core.sdk import Person, check_version, clean_line, clean_text, execute, row, value
from plugins.followup.refusals import NotLater, SayWhy, Settled

_FRAME = """
    INSERT INTO followup_frame (project, can_change, cannot_change, decides, how) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (project) DO UPDATE SET can_change = excluded.can_change, cannot_change = excluded.cannot_change,
      decides = excluded.decides, how = excluded.how, version = followup_frame.version + 1
"""
_CHANGE = """
    INSERT INTO followup_promise_change (promise, deed, was_due, due_on, reason, by) VALUES ($1, $2, $3, $4, $5, $6)
"""


async def set_frame(
    *, project_id: int, sent_version: str, can_change: str, cannot_change: str, decides: str, how: str
) -> None:
    """What people can influence, what they cannot, who decides, how they get their answer. Raises StaleForm."""
    now = await row("SELECT version FROM followup_frame WHERE project = $1 FOR UPDATE", project_id)
    check_version(current=now["version"] if now else 0, sent=sent_version)
    texts = [clean_text(each) for each in (can_change, cannot_change, decides, how)]
    await execute(_FRAME, project_id, *texts)


async def make_promise(*, project_id: int, text: str, due_on: date, responsible: int | None) -> int:
    made: int = await value(
        "INSERT INTO followup_promise (project, text, due_on, responsible) VALUES ($1, $2, $3, $4) RETURNING id",
        project_id,
        clean_line(text),
        due_on,
        responsible,
    )
    return made


async def give_promise(*, promise_id: int, responsible: int | None) -> None:
    """To a colleague who is reminded of it from now on."""
    await execute("UPDATE followup_promise SET responsible = $2 WHERE id = $1", promise_id, responsible)


async def keep_promise(*, promise_id: int, note: str, by: Person) -> None:
    """Raises Settled."""
    await _settle(promise_id, "kept", note, by)


async def break_promise(*, promise_id: int, reason: str, by: Person) -> None:
    """It will not be kept, and all may read why. Raises Settled, SayWhy."""
    if not clean_text(reason):
        raise SayWhy("why")
    await _settle(promise_id, "broken", reason, by)


async def postpone(*, promise_id: int, due_on: date, reason: str, by: Person) -> None:
    """To a later day, and all may read why. Raises Settled, SayWhy, NotLater."""
    now = await _open(promise_id)
    if not clean_text(reason):
        raise SayWhy("reason")
    if due_on <= now["due_on"]:
        raise NotLater
    await execute("UPDATE followup_promise SET due_on = $2, reminded = 0 WHERE id = $1", promise_id, due_on)
    await execute(_CHANGE, promise_id, "postponed", now["due_on"], due_on, clean_text(reason), by.id)


async def delete_promise(*, promise_id: int) -> None:
    """One that was written by mistake: only while nothing has become of it, and its project has not been published."""
    await execute(
        "DELETE FROM followup_promise f USING project p WHERE f.id = $1 AND p.id = f.project AND p.published_at IS NULL",
        promise_id,
    )


async def _settle(promise_id: int, deed: str, reason: str, by: Person) -> None:
    now = await _open(promise_id)
    await execute(
        "UPDATE followup_promise SET state = $2, settled_at = now() WHERE id = $1", promise_id, deed
    )
    await execute(_CHANGE, promise_id, deed, now["due_on"], now["due_on"], clean_text(reason), by.id)


async def _open(promise_id: int) -> dict[str, Any]:
    now = await row("SELECT due_on, state FROM followup_promise WHERE id = $1 FOR UPDATE", promise_id)
    if now is None or now["state"] != "open":
        raise Settled
    return now
