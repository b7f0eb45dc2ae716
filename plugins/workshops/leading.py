"""Leading: which step everybody sees, whether answers are taken and shown, when it begins and ends."""

from core.sdk import Person, Refused, _, execute, note, value
from plugins.workshops.meeting import CANCELLED, FINISHED, LIVE, Meeting
from plugins.workshops.steps import Step, changed, steps_of_meeting


class NothingToLead(Refused):
    def __init__(self) -> None:
        super().__init__(_("Make an agenda first: the steps that you will lead people through."))


class WasCancelled(Refused):
    def __init__(self) -> None:
        super().__init__(_("This meeting was called off."))


async def go_to(*, meeting: Meeting, step: Step, by: Person) -> None:
    """Everybody sees this step from now on. The first one begins the workshop."""
    if meeting.state == CANCELLED:
        raise WasCancelled
    await execute(
        "UPDATE workshops_step SET begun_at = coalesce(begun_at, now()), taking = true WHERE id = $1", step.id
    )
    if step.kind == "groups":
        await execute(
            "INSERT INTO workshops_group (step, number) SELECT $1, n FROM generate_series(1, $2) n ON CONFLICT DO NOTHING",
            step.id,
            step.groups,
        )
    await execute(
        "UPDATE workshops_meeting SET current = $2, state = $3 WHERE id = $1", meeting.id, step.id, LIVE
    )
    if meeting.state != LIVE:
        await note(action="workshops.begin", subject="meeting", subject_id=meeting.id, by=by)
    await changed(meeting)


async def go_on(*, meeting: Meeting, by: Person, steps: int = 1) -> None:
    """The step after (or before) the one that everybody sees."""
    agenda = await steps_of_meeting(meeting.id)
    if not agenda:
        raise NothingToLead
    at = next((n for n, step in enumerate(agenda) if step.id == meeting.current), -1)
    await go_to(meeting=meeting, step=agenda[max(0, min(len(agenda) - 1, at + steps))], by=by)


async def set_taking(*, meeting: Meeting, step: Step, on: bool) -> None:
    await execute("UPDATE workshops_step SET taking = $2 WHERE id = $1", step.id, on)
    await changed(meeting)


async def set_shown(*, meeting: Meeting, step: Step, on: bool) -> None:
    await execute("UPDATE workshops_step SET shown = $2 WHERE id = $1", step.id, on)
    await changed(meeting)


async def finish(*, meeting: Meeting, by: Person) -> None:
    """The meeting is over. Those who could not come may still answer, where the settings say so."""
    await execute("UPDATE workshops_meeting SET state = $2 WHERE id = $1", meeting.id, FINISHED)
    await execute(
        "UPDATE workshops_step SET shown = true WHERE meeting = $1 AND begun_at IS NOT NULL", meeting.id
    )
    await note(action="workshops.finish", subject="meeting", subject_id=meeting.id, by=by)
    await changed(meeting)


async def mark_answered(*, meeting: Meeting, contribution_id: int, on: bool) -> None:
    """A question of this meeting was answered aloud."""
    found = await value(
        "UPDATE workshops_said s SET answered = $3 FROM workshops_step t WHERE t.id = s.step AND t.meeting = $1 "
        "AND s.contribution = $2 RETURNING s.id",
        meeting.id,
        contribution_id,
        on,
    )
    if found is not None:
        await changed(meeting)
