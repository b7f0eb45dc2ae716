"""Planning, signing up, the waiting list, the door."""

import asyncio
from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from core.people import Person, Role
from core.sdk import Refused, row, rows, value
from core.sdk.testing import Client, MakePerson, Stand, new_activity, run_due_jobs
from core.tenancy import scope
from plugins.workshops.registering import leave, register
from plugins.workshops.reminding import remind
from tests.plugins.workshops.conftest import NewMeeting, load_meeting
from tests.support.towns import Towns

_TOLD = (
    "SELECT n.person, t.url FROM notification n JOIN notice t ON t.id = n.notice WHERE n.person = ANY ($1)"
)


async def sign_up(stand: Stand, meeting_id: int, person: Person, how: str = "in_person") -> str:
    meeting = await load_meeting(stand, meeting_id)
    async with stand.open() as place:
        return await register(place=place, meeting=meeting, person=person, how=how, now=datetime.now(UTC))


def form(begins: datetime, **more: str) -> dict[str, str]:
    """What the staff's form sends."""
    day = begins.date().isoformat()
    return {
        "title.nb": "Folkemøte om havna",
        "kind": "in_person",
        "starts_at": f"{day}T18:00",
        "ends_at": f"{day}T20:00",
        "venue": "Samfunnshuset",
        "capacity": "0",
        "online_capacity": "0",
    } | more


async def test_list_shows_this_towns_meetings_only(
    stand: Stand, new_meeting: NewMeeting, client: Client, two_towns: Towns
) -> None:
    await new_meeting()
    elsewhere = await new_activity(two_towns.b, "workshops")
    visitor, neighbour = await client(two_towns.a), await client(two_towns.b)
    assert "Folkemøte om havna" in (await visitor.get(stand.url)).text
    assert "Folkemøte om havna" not in (await neighbour.get(elsewhere.url)).text


async def test_meeting_says_when_where_how_to_get_in_and_what_happens(
    stand: Stand, new_meeting: NewMeeting, client: Client
) -> None:
    meeting = await new_meeting(capacity=40)
    text = (await (await client(stand.tenant)).get(f"{stand.url}/meetings/{meeting}")).text
    for said in ("Samfunnshuset, Storgata 1", "Trinnfri inngang", "18:15 Spørsmål", "0 of 40 taken"):
        assert said in text


async def test_calendar_file_is_read_by_a_calendar(
    stand: Stand, new_meeting: NewMeeting, client: Client
) -> None:
    meeting = await new_meeting()
    answer = await (await client(stand.tenant)).get(f"{stand.url}/meetings/{meeting}.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    event = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert event["summary"] == "Folkemøte om havna"
    assert event["location"] == "Samfunnshuset, Storgata 1"
    assert str(event["url"]).endswith(f"{stand.url}/meetings/{meeting}")
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=2)


async def test_signing_up_and_leaving_through_the_front_door(
    stand: Stand, new_meeting: NewMeeting, client: Client, make_person: MakePerson
) -> None:
    meeting = await new_meeting()
    resident = await client(stand.tenant, await make_person(stand.tenant))
    page = f"{stand.url}/meetings/{meeting}"
    assert (await resident.post(f"{page}/sign-up", data={"needs": "Teleslynge <b>"})).status_code == 303
    assert "You are signed up" in (await resident.get(page)).text
    assert (await resident.post(f"{page}/leave")).status_code == 303
    assert '<h2 class="ds-heading" data-size="2xs">You are signed up' not in (await resident.get(page)).text
    async with stand.open():
        kept = await row("SELECT state, needs FROM workshops_registration WHERE meeting = $1", meeting)
    assert kept == {"state": "cancelled", "needs": ""}


async def test_visitor_is_asked_to_sign_in_before_signing_up(
    stand: Stand, new_meeting: NewMeeting, client: Client
) -> None:
    meeting = await new_meeting()
    visitor = await client(stand.tenant)
    assert (await visitor.post(f"{stand.url}/meetings/{meeting}/sign-up", data={})).status_code == 401
    assert "/sign-in?next=" in (await visitor.get(f"{stand.url}/meetings/{meeting}")).text


async def test_fifty_at_once_for_ten_places_leave_ten_and_a_queue_in_order(
    stand: Stand, new_meeting: NewMeeting, make_person: MakePerson
) -> None:
    meeting_id = await new_meeting(capacity=10)
    people = [await make_person(stand.tenant, name=f"Person {n}") for n in range(50)]
    states = await asyncio.gather(
        *(asyncio.create_task(sign_up(stand, meeting_id, person)) for person in people)
    )
    assert sorted(states) == ["going"] * 10 + ["waiting"] * 40
    by_state = "SELECT person, queued_at FROM workshops_registration WHERE meeting = $1 AND state = $2 ORDER BY queued_at"
    meeting = await load_meeting(stand, meeting_id)
    async with stand.open() as place:
        queue = await rows(by_state, meeting_id, "waiting")
        going = await rows(by_state, meeting_id, "going")
        assert len({each["queued_at"] for each in queue}) == 40
        assert going[-1]["queued_at"] < queue[0]["queued_at"]  # who came first sits first
        await leave(place=place, meeting=meeting, person_id=going[3]["person"])
    first = queue[0]["person"]
    async with stand.open():
        assert len(await rows(by_state, meeting_id, "going")) == 10
        assert (await rows(by_state, meeting_id, "waiting"))[0] == queue[1]
        assert [each["person"] for each in await rows(_TOLD, [each["person"] for each in queue])] == [first]


async def test_more_room_moves_up_those_who_wait_and_two_editors_do_not_overwrite(
    stand: Stand, new_meeting: NewMeeting, client: Client, make_person: MakePerson
) -> None:
    meeting = await new_meeting(capacity=1)
    people = [await make_person(stand.tenant) for _each in range(3)]
    assert [await sign_up(stand, meeting, each) for each in people] == ["going", "waiting", "waiting"]
    staff = await client(stand.tenant, role=Role.ADMIN)
    found = await load_meeting(stand, meeting)
    sent = form(found.starts_at, capacity="2", version=str(found.edits))
    answer = await staff.post(f"{stand.url}/manage/meetings/{meeting}", data=sent)
    assert answer.status_code == 303, answer.text
    async with stand.open():
        states = await rows(
            "SELECT state FROM workshops_registration WHERE meeting = $1 ORDER BY id", meeting
        )
    assert [each["state"] for each in states] == ["going", "going", "waiting"]
    assert (await staff.post(f"{stand.url}/manage/meetings/{meeting}", data=sent)).status_code == 422


async def test_hybrid_has_places_of_both_kinds(
    stand: Stand, new_meeting: NewMeeting, make_person: MakePerson
) -> None:
    meeting = await new_meeting(kind="hybrid", capacity=1, online_capacity=1)
    a, b, c = [await make_person(stand.tenant) for _each in range(3)]
    assert await sign_up(stand, meeting, a, "in_person") == "going"
    assert await sign_up(stand, meeting, b, "in_person") == "waiting"
    assert await sign_up(stand, meeting, c, "online") == "going"
    assert await sign_up(stand, meeting, a, "online") == "waiting"  # and b gets the chair
    sql = "SELECT state FROM workshops_registration WHERE meeting = $1 AND person = $2"
    async with stand.open():
        assert await value(sql, meeting, b.id) == "going"


async def test_signing_up_ends_with_its_last_moment(
    stand: Stand, new_meeting: NewMeeting, make_person: MakePerson
) -> None:
    meeting = await new_meeting(closes_at=datetime.now(UTC) - timedelta(minutes=1))
    with pytest.raises(Refused):
        await sign_up(stand, meeting, await make_person(stand.tenant))


async def test_code_at_the_door_counts_a_participant_once(
    stand: Stand, new_meeting: NewMeeting, client: Client, make_person: MakePerson
) -> None:
    meeting = await new_meeting()
    resident = await client(stand.tenant, await make_person(stand.tenant))
    url = f"{stand.url}/meetings/{meeting}/come"
    code = (await load_meeting(stand, meeting)).code
    wrong = "AAAAAA" if code != "AAAAAA" else "BBBBBB"
    assert (await resident.post(url, data={"code": wrong})).status_code == 422
    for _each in range(2):
        assert (await resident.post(url, data={"code": f" {code.lower()} "})).status_code == 303
    sql = "SELECT channel FROM participation WHERE activity_id = $1 AND action = 'workshops.come'"
    async with stand.open():
        assert [each["channel"] for each in await rows(sql, stand.activity_id)] == ["meeting"]


async def test_code_is_not_on_residents_pages(stand: Stand, new_meeting: NewMeeting, client: Client) -> None:
    meeting = await new_meeting()
    code = (await load_meeting(stand, meeting)).code
    visitor = await client(stand.tenant)
    for path in ("", "/room", "/now", ".ics"):
        assert code not in (await visitor.get(f"{stand.url}/meetings/{meeting}{path}")).text


async def test_staff_see_needs_check_in_and_take_the_list(
    stand: Stand, new_meeting: NewMeeting, client: Client, make_person: MakePerson
) -> None:
    meeting = await new_meeting()
    kari = await make_person(stand.tenant, name="Kari Nordvik")
    resident = await client(stand.tenant, kari)
    await resident.post(f"{stand.url}/meetings/{meeting}/sign-up", data={"needs": "Tegnspråktolk"})
    staff = await client(stand.tenant, role=Role.MODERATOR)
    people = f"{stand.url}/manage/meetings/{meeting}/people"
    assert "Tegnspråktolk" in (await staff.get(people)).text
    assert (await staff.post(people, data={"person": str(kari.id), "do": "came"})).status_code == 303
    taken = (await staff.get(f"{people}.csv")).text
    assert "Kari Nordvik" in taken
    assert "Tegnspråktolk" in taken
    for path in (people, f"{people}.csv", f"{stand.url}/manage", f"{stand.url}/manage/new"):
        assert (await resident.get(path)).status_code == 403


async def test_called_off_meeting_tells_those_who_come(
    stand: Stand, new_meeting: NewMeeting, client: Client, make_person: MakePerson
) -> None:
    meeting = await new_meeting()
    kari = await make_person(stand.tenant)
    await sign_up(stand, meeting, kari)
    staff = await client(stand.tenant, role=Role.ADMIN)
    assert (await staff.post(f"{stand.url}/manage/meetings/{meeting}/cancel")).status_code == 303
    async with stand.open():
        assert len(await rows(_TOLD, [kari.id])) == 1
    assert "called off" in (await (await client(stand.tenant)).get(f"{stand.url}/meetings/{meeting}")).text


async def test_reminder_is_sent_once_and_only_when_it_is_time(
    stand: Stand, new_meeting: NewMeeting, make_person: MakePerson
) -> None:
    soon = await new_meeting()
    then = datetime.now(UTC) + timedelta(days=5)
    kari = await make_person(stand.tenant)
    for each in (soon, await new_meeting(starts_at=then, ends_at=then + timedelta(hours=2))):
        await sign_up(stand, each, kari)
    for _each in range(2):
        async with scope(stand.tenant):
            await remind()
    await run_due_jobs(stand.tenant)
    async with stand.open():
        told = await rows(_TOLD, [kari.id])
    assert [each["url"] for each in told] == [f"{stand.url}/meetings/{soon}"]


async def test_staff_plan_a_meeting_and_are_told_what_is_wrong(stand: Stand, client: Client) -> None:
    staff = await client(stand.tenant, role=Role.ADMIN)
    new = f"{stand.url}/manage/new"
    sent = form(datetime(2027, 3, 1, tzinfo=UTC), kind="online", video="javascript:alert(1)")
    assert (
        "must end after it begins"
        in (await staff.post(new, data=sent | {"ends_at": "2027-03-01T17:00"})).text
    )
    assert "begins with https://" in (await staff.post(new, data=sent)).text
    assert (await staff.post(new, data=sent | {"video": "https://video.example.org/mote"})).status_code == 303
    assert "Folkemøte om havna" in (await staff.get(f"{stand.url}/manage")).text
