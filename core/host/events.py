"""Events: what has happened and is committed, told to every plugin that is on here – in a job, at least once."""

from typing import Any

from core.db import row, value
from core.host.hooks import ask_plugins
from core.host.hookspecs import Event
from core.jobs import enqueue, job

_HOOK_SECONDS = 30.0  # nobody waits for a page here


async def emit(
    name: str,
    *,
    subject_id: int,
    project_id: int | None = None,
    activity_id: int | None = None,
    person_id: int | None = None,
    **details: Any,
) -> None:
    """Say that something happened; `on_event` hears of it when this transaction has committed, and never if it does not."""
    event_id = await value(
        "INSERT INTO event (name, subject_id, project_id, activity_id, person_id, details) "
        "VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        name,
        subject_id,
        project_id,
        activity_id,
        person_id,
        details,
    )
    await enqueue("host.event", event_id=event_id)


@job("host.event")
async def tell_plugins(*, event_id: int) -> None:
    """The job behind `emit`."""
    found = await row("DELETE FROM event WHERE id = $1 RETURNING *", event_id)
    if found is None:
        return
    event = Event(
        name=found["name"],
        at=found["at"],
        subject_id=found["subject_id"],
        project_id=found["project_id"],
        activity_id=found["activity_id"],
        person_id=found["person_id"],
        details=found["details"],
    )
    await ask_plugins("on_event", event=event, seconds=_HOOK_SECONDS)
