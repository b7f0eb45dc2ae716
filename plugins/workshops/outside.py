"""What leaves the plugin: whole exports, what it keeps about a person, and letting a person go."""

from collections.abc import AsyncIterator
from typing import Any

from core.sdk import (
    Activity,
    Export,
    PersonalData,
    _,
    execute,
    export_comments,
    export_contributions,
    rows,
    stream_rows,
)

_MEETINGS = (
    "SELECT m.id, m.titles, m.kind, m.state, m.starts_at, m.ends_at, m.venue, m.address, m.capacity, m.online_capacity, "
    "(SELECT count(*) FROM workshops_registration r WHERE r.meeting = m.id AND r.state = 'going') AS going, "
    "(SELECT count(*) FROM workshops_registration r WHERE r.meeting = m.id AND r.state = 'waiting') AS waiting, "
    "(SELECT count(*) FROM workshops_registration r WHERE r.meeting = m.id AND r.came_at IS NOT NULL) AS came, "
    "m.recording, m.minutes FROM workshops_meeting m WHERE m.activity = $1 ORDER BY m.id"
)
_STEPS = (
    "SELECT t.id, t.meeting, t.position, t.kind, t.titles, t.options, t.begun_at FROM workshops_step t "
    "JOIN workshops_meeting m ON m.id = t.meeting WHERE m.activity = $1 ORDER BY t.meeting, t.position, t.id"
)
# Without who: a poll is answered in confidence.
_ANSWERS = (
    "SELECT a.step, a.choices FROM workshops_answer a JOIN workshops_step t ON t.id = a.step "
    "JOIN workshops_meeting m ON m.id = t.meeting WHERE m.activity = $1 ORDER BY a.step, md5(a.id::text)"
)


async def exports_of(activity: Activity) -> list[Export]:
    """Names as the public sees them: an export may travel. Who signed up is for the staff's own list only."""
    meetings = (
        "id titles kind state starts_at ends_at venue address capacity online_capacity going waiting came "
        "recording minutes"
    )
    return [
        Export(
            name="meetings",
            title=_("Meetings"),
            columns=tuple(meetings.split()),
            rows=_stream(_MEETINGS, activity.id),
        ),
        Export(
            name="steps",
            title=_("Steps of the workshops"),
            columns=("id", "meeting", "position", "kind", "titles", "options", "begun_at"),
            rows=_stream(_STEPS, activity.id),
        ),
        Export(
            name="answers",
            title=_("Answers"),
            columns=("step", "choices"),
            rows=_stream(_ANSWERS, activity.id),
        ),
        Export(
            name="said",
            title=_("What was written"),
            columns=(
                "id",
                "kind",
                "step",
                "group",
                "text",
                "author",
                "supports",
                "state",
                "channel",
                "published_at",
            ),
            rows=_said(activity.id),
        ),
        Export(
            name="comments",
            title=_("Comments"),
            columns=(
                "id",
                "about",
                "answers",
                "text",
                "author",
                "official",
                "supports",
                "state",
                "published_at",
            ),
            rows=export_comments(activity_id=activity.id, viewer=None),
        ),
    ]


async def kept_about(person_id: int) -> list[PersonalData]:
    """Sign-ups, answers to polls, groups. What the person wrote is core's to give."""
    found = {
        "workshops.registrations": await rows(
            "SELECT m.titles AS meeting, m.starts_at, r.how, r.state, r.queued_at, r.needs, r.answers, r.came_at "
            "FROM workshops_registration r JOIN workshops_meeting m ON m.id = r.meeting WHERE r.person = $1 ORDER BY r.id",
            person_id,
        ),
        "workshops.answers": await rows(
            "SELECT t.titles AS step, a.choices, a.at FROM workshops_answer a JOIN workshops_step t ON t.id = a.step "
            "WHERE a.person = $1 ORDER BY a.id",
            person_id,
        ),
        "workshops.groups": await rows(
            'SELECT t.titles AS step, g.number FROM workshops_member m JOIN workshops_group g ON g.id = m."group" '
            "JOIN workshops_step t ON t.id = m.step WHERE m.person = $1 ORDER BY m.id",
            person_id,
        ),
    }
    return [PersonalData(name=name, rows=tuple(each)) for name, each in found.items() if each]


async def forget(person_id: int) -> None:
    """A poll's answer stays counted, without whose it was."""
    await execute("UPDATE workshops_answer SET person = NULL WHERE person = $1", person_id)
    await execute("DELETE FROM workshops_member WHERE person = $1", person_id)
    await execute("DELETE FROM workshops_registration WHERE person = $1", person_id)


async def _stream(sql: str, activity_id: int) -> AsyncIterator[dict[str, Any]]:
    async for each in stream_rows(sql, activity_id):
        yield each


async def _said(activity_id: int) -> AsyncIterator[dict[str, Any]]:
    found = await rows(
        'SELECT s.contribution, s.step, g.number FROM workshops_said s LEFT JOIN workshops_group g ON g.id = s."group" '
        "JOIN contribution c ON c.id = s.contribution WHERE c.activity = $1",
        activity_id,
    )
    where = {each["contribution"]: each for each in found}
    for kind in ("question", "input", "note", "minutes"):
        async for each in export_contributions(activity_id=activity_id, kind=kind, viewer=None):
            spot = where.get(each.id, {})
            yield {
                "id": each.id,
                "kind": each.kind,
                "step": spot.get("step"),
                "group": spot.get("number"),
                "text": each.text,
                "author": str(each.author_name),
                "supports": each.counts.support,
                "state": each.state.value,
                "channel": each.channel,
                "published_at": each.published_at,
            }
