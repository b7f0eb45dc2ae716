"""What every page here begins with: the meeting that the address names, and what templates say of it."""

from typing import Any

from core.sdk import NotFound, Person, Place, Visit
from plugins.workshops.meeting import Meeting, meeting_at
from plugins.workshops.settings import settings_of
from plugins.workshops.steps import Step, step_at

_DIGITS = 18  # what certainly fits into a bigint


async def meeting_here(place: Place, meeting_id: int) -> Meeting:
    found = await meeting_at(activity_id=place.here.id, meeting_id=meeting_id)
    if found is None:
        raise NotFound
    return found


async def step_here(meeting: Meeting, step_id: int) -> Step:
    found = await step_at(meeting_id=meeting.id, step_id=step_id)
    if found is None:
        raise NotFound
    return found


def about(place: Place, meeting: Meeting | None = None) -> dict[str, Any]:
    base = place.url
    context: dict[str, Any] = {"base": base, "chosen": settings_of(place.here)}
    if meeting is not None:
        context |= {
            "meeting": meeting,
            "here": f"{base}/meetings/{meeting.id}",
            "desk": f"{base}/manage/meetings/{meeting.id}",
        }
    return context


def person_of(visit: Visit) -> Person:
    if visit.person is None:  # the route's action lets nobody in without one
        raise NotFound
    return visit.person


def id_of(typed: object) -> int | None:
    """None for what cannot be an id."""
    if not isinstance(typed, str) or not (typed.isascii() and typed.isdigit()) or len(typed) > _DIGITS:
        return None
    return int(typed)


async def sent(visit: Visit, name: str) -> str:
    """One value of the form, as it was typed."""
    found = (await visit.body()).get(name, [""])[-1]
    return found if isinstance(found, str) else ""
