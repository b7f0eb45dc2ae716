"""Who comes: signing up, the waiting list, coming.

Whoever changes it holds the meeting's row, so that places are given one at a time.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.sdk import Channel, Person, Place, Refused, _, execute, notify, record, row, rows, value
from plugins.workshops.meeting import CANCELLED, FINISHED, Meeting

GOING, WAITING, LEFT = "going", "waiting", "cancelled"
_LOCK = "SELECT state FROM workshops_meeting WHERE id = $1 FOR UPDATE"
_TAKEN = "SELECT count(*) FROM workshops_registration WHERE meeting = $1 AND how = $2 AND state = 'going' AND person <> $3"
_KEEP = """
    INSERT INTO workshops_registration (meeting, person, how, state, queued_at, needs, answers, form_version)
    VALUES ($1, $2, $3, $4, clock_timestamp(), $5, $6, $7)
    ON CONFLICT (meeting, person) DO UPDATE SET how = $3, state = $4, needs = $5, answers = $6, form_version = $7,
        reminded_at = NULL,
        queued_at = CASE WHEN workshops_registration.state = 'cancelled' OR workshops_registration.how <> $3
            THEN clock_timestamp() ELSE workshops_registration.queued_at END
"""


class NotOpenForNames(Refused):
    def __init__(self) -> None:
        super().__init__(_("It is no longer possible to sign up for this meeting."))


class WrongCode(Refused):
    field = "code"

    def __init__(self) -> None:
        super().__init__(_("This is not the code of this meeting. Look at the sign by the door, or ask."))


class AnotherWay(Refused):
    field = "how"

    def __init__(self) -> None:
        super().__init__(_("It is not possible to take part in this way."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """`ahead`: how many stand before in the waiting list."""

    how: str
    state: str
    needs: str
    answers: dict[str, Any]
    came_at: datetime | None
    ahead: int = 0


async def registration_of(*, meeting_id: int, person: Person | None) -> Registration | None:
    """One's own; None where there is none or it was cancelled."""
    if person is None:
        return None
    found = await row(
        "SELECT r.how, r.state, r.needs, r.answers, r.came_at, (SELECT count(*) FROM workshops_registration w "
        "WHERE w.meeting = r.meeting AND w.how = r.how AND w.state = 'waiting' AND r.state = 'waiting' "
        "AND (w.queued_at, w.id) < (r.queued_at, r.id)) AS ahead "
        "FROM workshops_registration r WHERE r.meeting = $1 AND r.person = $2 AND r.state <> 'cancelled'",
        meeting_id,
        person.id,
    )
    return Registration(**found) if found else None


async def register(
    *,
    place: Place,
    meeting: Meeting,
    person: Person,
    how: str,
    now: datetime,
    needs: str = "",
    answers: dict[str, Any] | None = None,
    form_version: int | None = None,
) -> str:
    """Sign up, or change one's sign-up. `going`, or `waiting` where it is full."""
    if how not in meeting.ways:
        raise AnotherWay
    if not meeting.takes_names(now):
        raise NotOpenForNames
    await _lock(meeting)
    had = await registration_of(meeting_id=meeting.id, person=person)
    state = had.state if had is not None and had.how == how else await _next_state(meeting, how, person.id)
    await execute(_KEEP, meeting.id, person.id, how, state, needs, answers or {}, form_version)
    if had is None:
        await _log(place, "workshops.register", person)
    elif had.how != how:
        await fill_places(place=place, meeting=meeting)
    return state


async def leave(*, place: Place, meeting: Meeting, person_id: int) -> None:
    """Somebody does not come after all; the first who waits gets the place, and is told."""
    await _lock(meeting)
    await execute(
        "UPDATE workshops_registration SET state = 'cancelled', needs = '', answers = '{}' WHERE meeting = $1 AND person = $2",
        meeting.id,
        person_id,
    )
    await fill_places(place=place, meeting=meeting)


async def fill_places(*, place: Place, meeting: Meeting) -> None:
    """Give free places to those who wait, in their order."""
    await _lock(meeting)
    for how in meeting.ways:
        room = meeting.room_for(how)
        moved = await rows(
            "WITH first AS (SELECT id FROM workshops_registration WHERE meeting = $1 AND how = $2 AND state = 'waiting' "
            "ORDER BY queued_at, id LIMIT CASE WHEN $3::int = 0 THEN NULL ELSE greatest(0, $3::int - (SELECT count(*)::int "
            "FROM workshops_registration WHERE meeting = $1 AND how = $2 AND state = 'going')) END) "
            "UPDATE workshops_registration r SET state = 'going' FROM first WHERE r.id = first.id RETURNING r.person",
            meeting.id,
            how,
            room,
        )
        await notify(
            person_ids=[each["person"] for each in moved],
            kind="meeting",
            title=_("There is a place for you: “{title}”").format(title=meeting.title),
            body=_("You stood on the waiting list. If you cannot come, give the place to somebody else."),
            url=f"{place.url}/meetings/{meeting.id}",
        )


async def check_in(*, place: Place, meeting: Meeting, person: Person, code: str) -> None:
    """Who stands at the door has the code. Those who had not signed up are welcome, too."""
    if code.strip().upper().replace(" ", "") != meeting.code:
        raise WrongCode
    await mark_present(place=place, meeting=meeting, person_id=person.id)


async def mark_present(*, place: Place, meeting: Meeting, person_id: int) -> None:
    """The person came: in the log once, however often it is said."""
    state = await _lock(meeting)
    if state in (CANCELLED, FINISHED):
        raise NotOpenForNames
    first = await row(
        "INSERT INTO workshops_registration (meeting, person, how, state, queued_at, came_at) "
        "VALUES ($1, $2, $3, 'going', clock_timestamp(), now()) ON CONFLICT (meeting, person) DO UPDATE "
        "SET state = 'going', came_at = now() WHERE workshops_registration.came_at IS NULL RETURNING id",
        meeting.id,
        person_id,
        meeting.ways[0],
    )
    if first is not None:
        await record(
            action="workshops.come",
            project_id=place.project.id,
            activity_id=place.here.id,
            person_id=person_id,
            channel=Channel.MEETING,
        )


async def counts_of(meeting_ids: list[int]) -> dict[int, dict[str, int]]:
    """How many go, wait and came, for each meeting and way: `going`, `waiting`, `came`, `going_online` …"""
    found = await rows(
        "SELECT meeting, how, count(*) FILTER (WHERE state = 'going') AS going, "
        "count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE came_at IS NOT NULL) AS came "
        "FROM workshops_registration WHERE meeting = ANY ($1) GROUP BY meeting, how",
        meeting_ids,
    )
    counts = {each: {"going": 0, "waiting": 0, "came": 0} for each in meeting_ids}
    for each in found:
        mine = counts[each["meeting"]]
        for name in ("going", "waiting", "came"):
            mine[name] += each[name]
            mine[f"{name}_{each['how']}"] = each[name]
    return counts


async def people_of(*, meeting_id: int) -> list[dict[str, Any]]:
    """Everybody who signed up, for staff: those who come first, then those who wait, in their order."""
    return await rows(
        "SELECT r.id, r.person, p.name, p.email, r.how, r.state, r.needs, r.answers, r.form_version, r.came_at, r.queued_at "
        "FROM workshops_registration r JOIN person p ON p.id = r.person WHERE r.meeting = $1 AND r.state <> 'cancelled' "
        "ORDER BY r.state, r.queued_at, r.id",
        meeting_id,
    )


async def _next_state(meeting: Meeting, how: str, person_id: int) -> str:
    room = meeting.room_for(how)
    if room == 0:
        return GOING
    waits = await value(
        "SELECT EXISTS (SELECT 1 FROM workshops_registration WHERE meeting = $1 AND how = $2 "
        "AND state = 'waiting' AND person <> $3)",
        meeting.id,
        how,
        person_id,
    )
    taken: int = await value(_TAKEN, meeting.id, how, person_id)
    return GOING if taken < room and not waits else WAITING


async def _lock(meeting: Meeting) -> str:
    return str(await value(_LOCK, meeting.id))


async def _log(place: Place, action: str, person: Person) -> None:
    await record(action=action, project_id=place.project.id, activity_id=place.here.id, person_id=person.id)
