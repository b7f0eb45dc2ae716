"""Planning: making, changing and calling off a meeting. Writes what staff decide; the room is led in `leading`."""

import secrets
from datetime import datetime
from typing import Any

from core.sdk import (
    Localized,
    Person,
    Place,
    Refused,
    Text,
    _,
    check_version,
    execute,
    note,
    notify,
    row,
    rows,
    value,
)
from plugins.workshops.meeting import CANCELLED, Meeting, meeting_at
from plugins.workshops.registering import fill_places

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike
_NEW = (
    "INSERT INTO workshops_meeting (activity, titles, kind, starts_at, ends_at, closes_at, venue, address, capacity, "
    "online_capacity, video, intros, programmes, access, code) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id"
)
_CHANGE = (
    "UPDATE workshops_meeting SET titles = $2, kind = $3, starts_at = $4, ends_at = $5, closes_at = $6, venue = $7, "
    "address = $8, capacity = $9, online_capacity = $10, video = $11, intros = $12, programmes = $13, access = $14, "
    "edits = edits + 1, version = version + 1 WHERE id = $1"
)


class EndsFirst(Refused):
    field = "ends_at"

    def __init__(self) -> None:
        super().__init__(_("The meeting must end after it begins."))


class NotALink(Refused):
    def __init__(self, field: str) -> None:
        super().__init__(_("Write a whole address that begins with https://."))
        self.field = field


class NowhereToGo(Refused):
    field = "venue"

    def __init__(self) -> None:
        super().__init__(_("Say where people should come."))


def web_address(typed: str, field: str) -> str:
    """Empty, or a link that can be followed."""
    address = typed.strip()
    if address and (not address.startswith(("https://", "http://")) or any(c in address for c in ' "<>\\')):
        raise NotALink(field)
    return address


async def plan_meeting(*, place: Place, by: Person, given: Any) -> int:
    """A new one. `given`: a `MeetingForm`, or anything with its fields. The id."""
    new_id: int = await value(_NEW, place.here.id, *_columns(given), new_code())
    await note(action="workshops.plan", subject="meeting", subject_id=new_id, by=by)
    return new_id


async def change_meeting(*, place: Place, meeting: Meeting, given: Any, version: str) -> None:
    """Raises StaleForm. Those who come are told of a new time or place; more room is given to those who wait."""
    columns = _columns(given)
    found = await row(
        "SELECT edits FROM workshops_meeting WHERE id = $1 AND activity = $2 FOR UPDATE",
        meeting.id,
        place.here.id,
    )
    check_version(current=found["edits"] if found else 0, sent=version)
    await execute(_CHANGE, meeting.id, *columns)
    changed = await meeting_at(activity_id=place.here.id, meeting_id=meeting.id)
    if changed is None:
        return
    await fill_places(place=place, meeting=changed)
    moved = (meeting.starts_at, meeting.venue, meeting.address) != (
        changed.starts_at,
        changed.venue,
        changed.address,
    )
    if moved:
        await _tell(place, changed, _("New time or place: “{title}”"))


async def cancel_meeting(*, place: Place, meeting: Meeting, by: Person) -> None:
    """It will not be held. Everybody who signed up is told."""
    await execute(
        "UPDATE workshops_meeting SET state = $3, edits = edits + 1, version = version + 1 WHERE id = $1 AND activity = $2",
        meeting.id,
        place.here.id,
        CANCELLED,
    )
    await note(action="workshops.cancel", subject="meeting", subject_id=meeting.id, by=by)
    await _tell(place, meeting, _("Called off: “{title}”"))


def new_code() -> str:
    return "".join(secrets.choice(_LETTERS) for _each in range(6))


async def _tell(place: Place, meeting: Meeting, title: Text) -> None:
    found = await rows(
        "SELECT person FROM workshops_registration WHERE meeting = $1 AND state <> 'cancelled'", meeting.id
    )
    await notify(
        person_ids=[each["person"] for each in found],
        kind="meeting",
        title=title.format(title=meeting.title),
        url=f"{place.url}/meetings/{meeting.id}",
    )


def _columns(given: Any) -> tuple[Any, ...]:
    starts_at: datetime = given.starts_at
    if given.ends_at <= starts_at:
        raise EndsFirst
    if given.kind != "online" and not (given.venue or given.address):
        raise NowhereToGo
    return (
        given.title,
        given.kind,
        starts_at,
        given.ends_at,
        given.closes_at,
        given.venue,
        given.address,
        given.capacity,
        given.online_capacity,
        web_address(given.video, "video"),
        given.intro or Localized(),
        given.programme or Localized(),
        given.access or Localized(),
    )
