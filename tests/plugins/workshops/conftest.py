"""A meeting in an open activity, planned through the staff's own service."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from core.people import Person, Role
from core.sdk import Localized
from core.sdk.testing import Stand, new_activity, new_person
from plugins.workshops.leading import go_to
from plugins.workshops.meeting import Meeting, meeting_at
from plugins.workshops.planning import plan_meeting
from plugins.workshops.steps import Step, add_step, steps_of_meeting
from tests.support.towns import Towns

NewMeeting = Callable[..., Awaitable[int]]


def nb(text: str) -> Localized:
    return Localized({"nb": text}) if text else Localized()


@pytest.fixture
async def stand(two_towns: Towns) -> Stand:
    """An open activity of workshops in the first town."""
    return await new_activity(two_towns.a, "workshops")


@pytest.fixture
async def boss(stand: Stand) -> Person:
    return await new_person(stand.tenant, name="Turid Leder", role=Role.ADMIN)


@pytest.fixture
def new_meeting(stand: Stand, boss: Person) -> NewMeeting:
    async def make(**about: Any) -> int:
        now = datetime.now(UTC)
        given: dict[str, Any] = {
            "title": nb("Folkemøte om havna"),
            "kind": "in_person",
            "starts_at": now + timedelta(hours=4),
            "ends_at": now + timedelta(hours=6),
            "closes_at": None,
            "venue": "Samfunnshuset",
            "address": "Storgata 1",
            "capacity": 0,
            "online_capacity": 0,
            "video": "",
            "intro": nb("Kom og si hva du mener."),
            "programme": nb("18:00 Velkommen\n18:15 Spørsmål"),
            "access": nb("Trinnfri inngang og teleslynge."),
        }
        async with stand.open() as place:
            return await plan_meeting(place=place, by=boss, given=SimpleNamespace(**given | about))

    return make


async def load_meeting(stand: Stand, meeting_id: int) -> Meeting:
    async with stand.open() as place:
        found = await meeting_at(activity_id=place.here.id, meeting_id=meeting_id)
    assert found is not None
    return found


async def new_step(stand: Stand, meeting_id: int, kind: str, **about: Any) -> int:
    given = {
        "kind": kind,
        "title": nb(f"Steg: {kind}"),
        "text": nb("Tenk fritt."),
        "options": nb("Badebrygge\nLekeplass\nParkering") if kind in ("poll", "ranking") else nb(""),
        "many": False,
        "grouping": "random",
        "groups": 3,
        "minutes": 10,
    }
    meeting = await load_meeting(stand, meeting_id)
    async with stand.open():
        return await add_step(meeting=meeting, given=SimpleNamespace(**given | about))


async def lead_to(stand: Stand, meeting_id: int, step_id: int, by: Person) -> Step:
    meeting = await load_meeting(stand, meeting_id)
    async with stand.open():
        step = next(each for each in await steps_of_meeting(meeting.id) if each.id == step_id)
        await go_to(meeting=meeting, step=step, by=by)
        return step
