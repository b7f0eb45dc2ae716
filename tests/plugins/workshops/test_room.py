"""The room: led for everyone at once, answered by each; what is written becomes contributions, what is done stands in the log."""

import asyncio
from typing import Any

import httpx
import pytest

from core.people import Person, Role
from core.sdk import execute, participants, rows, value
from core.sdk.testing import Client, MakePerson, Stand
from plugins.workshops.results import borda, result_of
from plugins.workshops.steps import step_at
from tests.plugins.workshops.conftest import NewMeeting, lead_to, load_meeting, new_step
from tests.support.towns import Towns

HX = {"hx-request": "true"}


@pytest.fixture
async def meeting(new_meeting: NewMeeting) -> int:
    return await new_meeting()


@pytest.fixture
async def kari(stand: Stand, client: Client, make_person: MakePerson) -> httpx.AsyncClient:
    return await client(stand.tenant, await make_person(stand.tenant, name="Kari Nordvik"))


def at(stand: Stand, meeting: int) -> str:
    return f"{stand.url}/meetings/{meeting}"


async def one(stand: Stand, sql: str, *arguments: Any) -> Any:
    async with stand.open():
        return await value(sql, *arguments)


async def result(stand: Stand, meeting: int, step_id: int) -> Any:
    async with stand.open():
        step = await step_at(meeting_id=meeting, step_id=step_id)
        assert step is not None
        return await result_of(step)


async def test_room_waits_follows_the_one_who_leads_and_ends(
    stand: Stand, meeting: int, client: Client, kari: httpx.AsyncClient
) -> None:
    await new_step(stand, meeting, "presentation")
    await new_step(stand, meeting, "questions")
    staff = await client(stand.tenant, role=Role.MODERATOR)
    desk = f"{stand.url}/manage/meetings/{meeting}/lead"
    now = f"{at(stand, meeting)}/now"
    assert "We have not begun yet" in (await kari.get(now)).text
    versions = [(await load_meeting(stand, meeting)).version]
    for heading in ("Steg: presentation", "Steg: questions"):
        assert (await staff.post(desk, data={"do": "next"})).status_code == 303
        assert f'tabindex="-1">{heading}' in (await kari.get(now)).text
        versions.append((await load_meeting(stand, meeting)).version)
    assert versions == sorted(set(versions))
    assert (await staff.post(desk, data={"do": "finish"})).status_code == 303
    assert (await load_meeting(stand, meeting)).state == "finished"
    for path in ("", "/room", "/own", "/now"):
        assert (await kari.get(at(stand, meeting) + path)).status_code == 200
    assert (await staff.get(desk)).status_code == 200


async def test_question_is_a_contribution_in_the_log_and_supported_once_by_each(
    stand: Stand, meeting: int, boss: Person, kari: httpx.AsyncClient, client: Client
) -> None:
    step = await new_step(stand, meeting, "questions")
    await lead_to(stand, meeting, step, boss)
    url = f"{at(stand, meeting)}/steps/{step}"
    sent = await kari.post(
        f"{url}/answer", data={"text": "Når kommer <b>brygga</b>?", "once": "a"}, headers=HX
    )
    assert sent.status_code == 204
    again = await kari.post(
        f"{url}/answer", data={"text": "Når kommer <b>brygga</b>?", "once": "a"}, headers=HX
    )
    assert again.status_code == 204
    found = await one(stand, "SELECT array_agg(id) FROM contribution WHERE activity = $1", stand.activity_id)
    assert len(found) == 1
    for expected in (1, 0, 1):
        await kari.post(f"{url}/support/{found[0]}", headers=HX)
        assert (await result(stand, meeting, step)).lines[0]["supports"] == expected
    shown = (await (await client(stand.tenant)).get(f"{at(stand, meeting)}/now")).text
    assert "Når kommer &lt;b&gt;brygga&lt;/b&gt;?" in shown
    assert "Kari" not in shown  # names are off
    log = await one(
        stand,
        "SELECT array_agg(action ORDER BY action) FROM participation WHERE activity_id = $1",
        stand.activity_id,
    )
    assert set(log) == {"workshops.answer", "workshops.support"}
    async with stand.open():
        assert await participants(activity_id=stand.activity_id) == 1
    assert (await kari.get(f"{stand.url}/{found[0]}")).status_code == 200


async def test_answers_are_taken_in_the_step_that_everybody_sees_only(
    stand: Stand, meeting: int, boss: Person, kari: httpx.AsyncClient
) -> None:
    first, second = await new_step(stand, meeting, "collect"), await new_step(stand, meeting, "questions")
    await lead_to(stand, meeting, second, boss)
    answer = await kari.post(f"{at(stand, meeting)}/steps/{first}/answer", data={"text": "Sol"})
    assert answer.status_code == 422
    assert "does not take answers now" in answer.text
    assert await one(stand, "SELECT count(*) FROM contribution WHERE activity = $1", stand.activity_id) == 0


async def test_what_was_written_comes_back_with_its_error(
    stand: Stand, meeting: int, boss: Person, kari: httpx.AsyncClient
) -> None:
    step = await new_step(stand, meeting, "collect")
    await lead_to(stand, meeting, step, boss)
    answer = await kari.post(f"{at(stand, meeting)}/steps/{step}/answer", data={"text": "x" * 80})
    assert answer.status_code == 422
    assert "x" * 80 in answer.text
    assert "at most 40 characters" in answer.text


async def test_same_word_is_counted_together(
    stand: Stand, meeting: int, boss: Person, client: Client, make_person: MakePerson
) -> None:
    step = await new_step(stand, meeting, "collect")
    await lead_to(stand, meeting, step, boss)
    for word in ("Trygghet", "trygghet.", "Sjøluft"):
        resident = await client(stand.tenant, await make_person(stand.tenant))
        await resident.post(f"{at(stand, meeting)}/steps/{step}/answer", data={"text": word}, headers=HX)
    assert [n for _word, n in (await result(stand, meeting, step)).words] == [2, 1]


async def test_poll_counts_one_answer_each_and_is_hidden_until_shown(
    stand: Stand, meeting: int, boss: Person, kari: httpx.AsyncClient, client: Client
) -> None:
    step = await new_step(stand, meeting, "poll")
    await lead_to(stand, meeting, step, boss)
    url = f"{at(stand, meeting)}/steps/{step}/answer"
    for chosen in ("0", "2"):
        assert (await kari.post(url, data={"choices": chosen}, headers=HX)).status_code == 204
    assert (await kari.post(url, data={"choices": "7"}, headers=HX)).status_code == 422
    counted = await result(stand, meeting, step)
    assert (counted.n, dict(counted.bars)) == (1, {"Badebrygge": 0, "Lekeplass": 0, "Parkering": 1})
    assert "Parkering" in (await kari.get(f"{at(stand, meeting)}/own")).text
    visitor = await client(stand.tenant)
    now = f"{at(stand, meeting)}/now"
    assert "1 person answered" not in (await visitor.get(now)).text
    assert "<svg" not in (await visitor.get(now)).text.split('id="results"')[1].split("<section")[0]
    staff = await client(stand.tenant, role=Role.MODERATOR)
    await staff.post(f"{stand.url}/manage/meetings/{meeting}/lead", data={"do": "show", "step": str(step)})
    assert "Parkering" in (await visitor.get(now)).text.split('id="results"')[1]
    sql = "SELECT count(*) FROM participation WHERE activity_id = $1 AND action = 'workshops.answer'"
    assert await one(stand, sql, stand.activity_id) == 1


async def test_ranking_gives_points_and_refuses_two_in_one_place(
    stand: Stand, meeting: int, boss: Person, kari: httpx.AsyncClient
) -> None:
    step = await new_step(stand, meeting, "ranking")
    await lead_to(stand, meeting, step, boss)
    url = f"{at(stand, meeting)}/steps/{step}/answer"
    assert (await kari.post(url, data={"place.0": "1", "place.1": "1"}, headers=HX)).status_code == 422
    assert (await kari.post(url, data={"place.2": "1", "place.0": "2"}, headers=HX)).status_code == 204
    assert (await result(stand, meeting, step)).bars == [
        ("Parkering", 2.0),
        ("Badebrygge", 1.0),
        ("Lekeplass", 0.0),
    ]


def test_points_of_a_ranking_are_the_same_whoever_leaves_out_what() -> None:
    assert borda([[0, 1, 2]], 3) == [2, 1, 0]
    assert borda([[2]], 3) == [0.5, 0.5, 2]
    assert sum(borda([[0], [1, 0], [2, 1, 0]], 3)) == 9


async def test_chance_makes_even_groups_though_all_come_at_once(
    stand: Stand, meeting: int, boss: Person, client: Client, make_person: MakePerson
) -> None:
    step = await new_step(stand, meeting, "groups", groups=3)
    await lead_to(stand, meeting, step, boss)
    people = [await client(stand.tenant, await make_person(stand.tenant)) for _each in range(12)]
    url = f"{at(stand, meeting)}/steps/{step}/group"
    answers = await asyncio.gather(*(asyncio.create_task(each.post(url)) for each in people))
    again = await people[0].post(url)
    assert {answer.status_code for answer in answers} == {303}
    assert again.headers["location"] == answers[0].headers["location"]
    assert [each["members"] for each in (await result(stand, meeting, step)).groups] == [4, 4, 4]


async def test_notes_are_written_by_the_group_and_read_by_all(
    stand: Stand, meeting: int, boss: Person, kari: httpx.AsyncClient, client: Client, make_person: MakePerson
) -> None:
    step = await new_step(stand, meeting, "groups", grouping="table")
    await lead_to(stand, meeting, step, boss)
    mine = (await kari.post(f"{at(stand, meeting)}/steps/{step}/group", data={"number": "2"})).headers[
        "location"
    ]
    assert (await kari.post(mine, data={"text": "Vi vil ha benker"}, headers=HX)).status_code == 204
    other = await client(stand.tenant, await make_person(stand.tenant, name="Ola Sund"))
    refused = await other.post(mine, data={"text": "Ikke vi"}, headers=HX)
    assert refused.status_code == 422
    page = (await other.get(mine)).text
    assert "Vi vil ha benker" in page
    assert "Kari Nordvik" not in page  # who sits in a group is for the group
    assert "Kari Nordvik" in (await kari.get(mine)).text


async def test_own_part_is_never_in_the_shared_one(
    stand: Stand, meeting: int, boss: Person, kari: httpx.AsyncClient, client: Client
) -> None:
    step = await new_step(stand, meeting, "poll")
    await lead_to(stand, meeting, step, boss)
    await kari.post(f"{at(stand, meeting)}/steps/{step}/answer", data={"choices": "1"}, headers=HX)
    now = f"{at(stand, meeting)}/now"
    assert (await kari.get(now)).text == (await (await client(stand.tenant)).get(now)).text


async def test_who_could_not_come_answers_afterwards_where_the_settings_say_so(
    stand: Stand, meeting: int, boss: Person, kari: httpx.AsyncClient, client: Client
) -> None:
    step = await new_step(stand, meeting, "collect", many=True)
    never = await new_step(stand, meeting, "questions")
    await lead_to(stand, meeting, step, boss)
    staff = await client(stand.tenant, role=Role.MODERATOR)
    await staff.post(f"{stand.url}/manage/meetings/{meeting}/lead", data={"do": "finish"})
    url = f"{at(stand, meeting)}/steps"
    sent = {"text": "Jeg var syk, men mener dette."}
    assert (
        (await kari.post(f"{url}/{step}/answer", data=sent))
        .headers["location"]
        .endswith(f"?step={step}#step")
    )
    assert "Jeg var syk" in (await kari.get(f"{at(stand, meeting)}/room?step={step}")).text
    assert (await kari.post(f"{url}/{never}/answer", data=sent)).status_code == 422
    async with stand.open() as place:
        await execute(
            """UPDATE activity SET settings = '{"open_after": false}' WHERE id = $1""", place.here.id
        )
    assert (await kari.post(f"{url}/{step}/answer", data=sent)).status_code == 422


async def test_stream_tells_a_version_to_who_cannot_listen(
    stand: Stand, meeting: int, client: Client
) -> None:
    answer = await (await client(stand.tenant)).get(f"{at(stand, meeting)}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert "data: now 1" in answer.text


async def test_room_of_another_activity_or_town_is_not_there(
    stand: Stand, meeting: int, boss: Person, client: Client, two_towns: Towns, make_person: MakePerson
) -> None:
    from core.sdk.testing import new_activity

    step = await new_step(stand, meeting, "questions")
    await lead_to(stand, meeting, step, boss)
    for tenant in two_towns:
        beside = await new_activity(tenant, "workshops")
        person = await client(tenant, await make_person(tenant))
        staff = await client(tenant, role=Role.ADMIN)
        for path in ("", "/room", "/now", "/own", "/events", ".ics", "/sign-up", "/come"):
            assert (await person.get(f"{beside.url}/meetings/{meeting}{path}")).status_code == 404
        sent = await person.post(f"{beside.url}/meetings/{meeting}/steps/{step}/answer", data={"text": "x"})
        assert sent.status_code == 404
        for path in ("", "/steps", f"/steps/{step}", "/lead", "/people", "/people.csv", "/after", "/cancel"):
            assert (await staff.get(f"{beside.url}/manage/meetings/{meeting}{path}")).status_code == 404


async def test_forged_origin_and_no_session_write_nothing(
    stand: Stand, meeting: int, boss: Person, kari: httpx.AsyncClient, client: Client
) -> None:
    step = await new_step(stand, meeting, "questions")
    await lead_to(stand, meeting, step, boss)
    url = f"{at(stand, meeting)}/steps/{step}/answer"
    forged = await kari.post(url, data={"text": "x"}, headers={"origin": "https://evil.example"})
    assert forged.status_code == 403
    assert (await (await client(stand.tenant)).post(url, data={"text": "x"})).status_code == 401
    resident_leads = await kari.post(f"{stand.url}/manage/meetings/{meeting}/lead", data={"do": "finish"})
    assert resident_leads.status_code == 403
    async with stand.open():
        assert await rows("SELECT id FROM workshops_said WHERE step = $1", step) == []


async def test_shared_part_costs_a_visitor_few_queries(
    stand: Stand, meeting: int, boss: Person, kari: httpx.AsyncClient, client: Client
) -> None:
    from tests.support.queries import count_queries

    step = await new_step(stand, meeting, "questions")
    await lead_to(stand, meeting, step, boss)
    visitor = await client(stand.tenant)
    for path in ("/now", "", "/room"):
        await visitor.get(at(stand, meeting) + path)
        with count_queries() as seen:
            await visitor.get(f"{at(stand, meeting)}{path}?again=1")
        assert len(seen) <= 9, (path, seen)


async def test_one_person_does_not_fill_the_wall(
    stand: Stand, meeting: int, boss: Person, kari: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plugins.workshops.answering.MOST_EACH", 2)
    step = await new_step(stand, meeting, "questions")
    await lead_to(stand, meeting, step, boss)
    url = f"{at(stand, meeting)}/steps/{step}/answer"
    codes = [(await kari.post(url, data={"text": f"Spørsmål {n}"}, headers=HX)).status_code for n in range(3)]
    assert codes == [204, 204, 422]


async def test_shared_part_is_asked_for_with_a_session_where_not_everyone_may_see(
    stand: Stand, meeting: int, kari: httpx.AsyncClient
) -> None:
    room = f"{at(stand, meeting)}/room"
    assert "data-live-public" in (await kari.get(room)).text
    async with stand.open():
        await execute(
            "UPDATE activity SET rules = $2 WHERE id = $1",
            stand.activity_id,
            {"workshops.view": {"who": "registered"}},
        )
    assert "data-live-public" not in (await kari.get(room)).text


async def test_own_words_are_taken_back_and_others_not(
    stand: Stand, meeting: int, boss: Person, kari: httpx.AsyncClient, client: Client, make_person: MakePerson
) -> None:
    step = await new_step(stand, meeting, "questions")
    await lead_to(stand, meeting, step, boss)
    await kari.post(f"{at(stand, meeting)}/steps/{step}/answer", data={"text": "Angrer straks"}, headers=HX)
    said = await one(stand, "SELECT id FROM contribution WHERE activity = $1", stand.activity_id)
    other = await client(stand.tenant, await make_person(stand.tenant))
    assert "Take it back" in (await kari.get(f"{stand.url}/{said}")).text
    assert (await other.post(f"{stand.url}/{said}/withdraw")).status_code == 404
    assert (await kari.post(f"{stand.url}/{said}/withdraw")).status_code == 303
    assert "Angrer straks" not in (await other.get(f"{at(stand, meeting)}/now")).text
    assert (await kari.post(f"{stand.url}/{said}/withdraw")).status_code == 404
