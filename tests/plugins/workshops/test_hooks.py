"""What the host asks of the plugin: figures, exports, personal data, copies, minutes, video."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import msgspec
import pytest

from core.people import Person, Role
from core.sdk import execute, place_of_activity, rows, site, to_json, value
from core.sdk.testing import Client, MakePerson, Stand, new_activity
from core.tenancy import scope
from plugins.workshops import blocks, clone_activity, exports, forget_person, personal_data
from plugins.workshops.meeting import Meeting
from plugins.workshops.minutes import draft_minutes
from plugins.workshops.settings import allows, defaults_of
from plugins.workshops.video import Jitsi, Link, video_of
from tests.plugins.workshops.conftest import NewMeeting, lead_to, load_meeting, new_step

HX = {"hx-request": "true"}


@pytest.fixture
async def kari(stand: Stand, make_person: MakePerson) -> Person:
    return await make_person(stand.tenant, name="Kari Nordvik")


@pytest.fixture
async def held(
    stand: Stand, new_meeting: NewMeeting, boss: Person, kari: Person, client: Client
) -> tuple[int, int]:
    """A meeting where Kari signed up, asked and voted: the meeting and the poll."""
    meeting = await new_meeting()
    questions, poll = await new_step(stand, meeting, "questions"), await new_step(stand, meeting, "poll")
    resident = await client(stand.tenant, kari)
    base = f"{stand.url}/meetings/{meeting}"
    await resident.post(f"{base}/sign-up", data={"needs": "Teleslynge"})
    await lead_to(stand, meeting, questions, boss)
    await resident.post(f"{base}/steps/{questions}/answer", data={"text": "Hva koster det?"}, headers=HX)
    await lead_to(stand, meeting, poll, boss)
    await resident.post(f"{base}/steps/{poll}/answer", data={"choices": "0"}, headers=HX)
    return meeting, poll


async def test_figures_say_how_many_and_equal_a_recount(stand: Stand, held: tuple[int, int]) -> None:
    async with stand.open():
        found = {each.id: each for each in await blocks(None, stand.activity_id, None, None)}
        actors = await value(
            "SELECT count(DISTINCT who) FROM participation WHERE activity_id = $1", stand.activity_id
        )
    assert (found["workshops.meetings"].value, found["workshops.going"].value) == (1, 1)
    assert found["workshops.participants"].value == actors == 1
    assert found["workshops.said"].n == 1
    assert all(each.n is not None for each in found.values())


async def test_exports_are_whole_and_name_nobody_who_wrote_without_a_name(
    stand: Stand, held: tuple[int, int]
) -> None:
    async with stand.open() as place:
        taken = {each.name: [row async for row in each.rows] for each in await exports(place.here)}
        for each in await exports(place.here):
            assert all(set(row) >= set(each.columns) for row in taken[each.name])
    assert taken["said"][0]["text"] == "Hva koster det?"
    assert taken["answers"] == [{"step": held[1], "choices": [0]}]
    assert "Kari" not in str(taken)


async def test_person_gets_what_is_kept_and_is_forgotten(
    stand: Stand, held: tuple[int, int], kari: Person
) -> None:
    async with stand.open():
        kept = {each.name: each.rows for each in await personal_data(kari.id)}
        assert kept["workshops.registrations"][0]["needs"] == "Teleslynge"
        assert len(kept["workshops.answers"]) == 1
        await forget_person(kari.id)
        assert await personal_data(kari.id) == []
        assert await value("SELECT count(*) FROM workshops_answer WHERE step = $1", held[1]) == 1


async def test_copy_has_the_agenda_and_nothing_that_was_said(stand: Stand, held: tuple[int, int]) -> None:
    beside = await new_activity(stand.tenant, "workshops")
    async with stand.open() as place:
        target = await place_of_activity(await site(), beside.activity_id)
        assert target is not None
        await clone_activity(place.here, target.here)
        copied = await rows(
            "SELECT m.state, m.code, (SELECT count(*) FROM workshops_step t WHERE t.meeting = m.id) AS steps, "
            "(SELECT count(*) FROM workshops_registration r WHERE r.meeting = m.id) AS people "
            "FROM workshops_meeting m WHERE m.activity = $1",
            beside.activity_id,
        )
        code = await value("SELECT code FROM workshops_meeting WHERE id = $1", held[0])
    assert [(each["state"], each["steps"], each["people"]) for each in copied] == [("planned", 2, 0)]
    assert copied[0]["code"] != code


async def test_minutes_are_drafted_published_and_open_for_comments(
    stand: Stand, held: tuple[int, int], client: Client
) -> None:
    meeting = await load_meeting(stand, held[0])
    async with stand.open():
        draft = await draft_minutes(meeting, came=0)
    assert "Hva koster det?" in draft
    assert "Badebrygge: 1" in draft
    staff = await client(stand.tenant, role=Role.ADMIN)
    after = f"{stand.url}/manage/meetings/{held[0]}/after"
    assert "Hva koster det?" in (await staff.get(after)).text
    sent = {
        "minutes": f"{draft}<script>x()</script>",
        "step": "publish",
        "recording": "https://tube.example/1",
    }
    assert (await staff.post(after, data=sent)).status_code == 422  # nobody deaf could follow it
    answer = await staff.post(after, data=sent | {"captioned": "on"})
    assert answer.status_code == 303
    visitor = await client(stand.tenant)
    page = (await visitor.get(answer.headers["location"])).text
    assert "Hva koster det?" in page
    assert "x()" not in page
    assert "Sign in to comment" in page or "/sign-in" in page
    assert "Read the minutes" in (await visitor.get(f"{stand.url}/meetings/{held[0]}")).text
    again = await staff.post(after, data={"minutes": "<p>Rettet.</p>", "step": "publish"})
    assert again.headers["location"] == answer.headers["location"]
    assert "Rettet." in (await visitor.get(answer.headers["location"])).text


async def test_recording_is_played_on_the_page_with_its_captions(
    stand: Stand, held: tuple[int, int], client: Client
) -> None:
    staff, visitor = await client(stand.tenant, role=Role.ADMIN), await client(stand.tenant)
    after, meeting = f"{stand.url}/manage/meetings/{held[0]}/after", f"{stand.url}/meetings/{held[0]}"
    film = ("Møtet.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 5_000, "video/mp4")
    said = ("Møtet.vtt", b"WEBVTT\n\n00:00.000 --> 00:02.000\nVelkommen.\n", "text/vtt")
    form = {"minutes": "<p>Vi møttes.</p>", "step": "save"}
    alone = await staff.post(after, data=form, files={"film": film})
    assert alone.status_code == 422  # nobody deaf could follow it
    wrong = await staff.post(
        after, data=form, files={"film": film, "captions": ("a.txt", b"Velkommen.", "text/plain")}
    )
    assert wrong.status_code == 422
    assert (await staff.post(after, data=form, files={"film": film, "captions": said})).status_code == 303
    page = (await visitor.get(meeting)).text
    for kind, content in (("video", film[1]), ("track", said[1])):
        found = re.search(rf'<{kind}[^>]* src="([^"]+)"', page)
        assert found is not None, kind
        assert (await visitor.get(found[1])).content == content
    assert (
        await staff.post(after, data=form | {"remove": re.findall(r"/files/(r\w+)/", page)[:1]})
    ).status_code == 303
    assert "<video" not in (await visitor.get(meeting)).text


async def test_comments_are_switched_off_by_the_settings(stand: Stand) -> None:
    async with stand.open() as place:
        closed = msgspec.structs.replace(place.here.settings, comments=False)
        assert allows(place.here, "workshops.comment")
        assert to_json(closed)["comments"] is False


async def _meeting(stand: Stand, new_meeting: NewMeeting, **about: Any) -> Meeting:
    return await load_meeting(stand, await new_meeting(kind="online", **about))


def test_token_makes_those_who_lead_moderators(kari: Person) -> None:
    video = Jitsi(server="https://meet.example.no/", app="allmenning", secret="s" * 40, name="t-1-abc")
    for leads in (True, False):
        address = video.address(person=kari, leads=leads, room="group-2")
        assert address.startswith("https://meet.example.no/t-1-abc-group-2?jwt=")
        token = parse_qs(urlsplit(address).query)["jwt"][0]
        claims = jwt.decode(token, "s" * 40, algorithms=["HS256"], audience="jitsi", issuer="allmenning")
        assert claims["room"] == "t-1-abc-group-2"
        assert claims["context"]["user"] == {"name": "Kari Nordvik", "moderator": leads}


async def test_video_is_a_link_a_server_or_nothing(
    stand: Stand, new_meeting: NewMeeting, client: Client, kari: Person
) -> None:
    linked = await _meeting(stand, new_meeting, video="https://video.example/rom")
    plain = await _meeting(stand, new_meeting)
    secret = "hemmelig-nok-til-a-signere-med-den"
    async with scope(stand.tenant):
        here = await site()
        assert isinstance(video_of(linked, here), Link)
        assert video_of(plain, here) is None
    staff: httpx.AsyncClient = await client(stand.tenant, role=Role.ADMIN)
    secret = "hemmelig-nok-til-a-signere-med-den"
    sent = {"video_server": "https://meet.example.no", "video_app": "al", "video_secret": secret}
    assert (await staff.post("/manage/plugins/workshops", data=sent)).status_code == 303
    resident = await client(stand.tenant, kari)
    page = f"{stand.url}/meetings/{plain.id}"
    answer = await resident.get(f"{page}/video")
    assert answer.headers["location"].startswith("https://meet.example.no/")
    for path in (f"{page}/room", "/manage/plugins/workshops", f"{stand.url}/manage"):
        assert secret not in (await staff.get(path)).text
    await staff.post(
        "/manage/plugins/workshops", data={"video_server": "https://ny.example.no", "video_app": "al"}
    )
    async with scope(stand.tenant):
        kept = defaults_of(await site())
    assert kept.video_server == "https://ny.example.no"
    assert kept.video_secret == secret  # an empty field keeps it
    assert (await (await client(stand.tenant)).get(f"{page}/video")).status_code == 401


async def test_what_people_needed_is_erased_a_month_after(stand: Stand, held: tuple[int, int]) -> None:
    from plugins.workshops.reminding import forget_needs

    async with stand.open():
        await forget_needs()
        assert await value("SELECT needs FROM workshops_registration WHERE meeting = $1", held[0])
        await execute(
            "UPDATE workshops_meeting SET starts_at = starts_at - $2::interval, ends_at = ends_at - $2::interval WHERE id = $1",
            held[0],
            timedelta(days=32),
        )
        await forget_needs()
        assert await value("SELECT needs FROM workshops_registration WHERE meeting = $1", held[0]) == ""
