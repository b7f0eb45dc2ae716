"""The posts of contributions, through the front door: who may, what is kept, what leaks to nobody."""

import asyncio
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from core.contributions import comment, comments_of, load, react
from core.db import execute, value
from core.people import Person, Role
from tests.conftest import Client, MakePerson
from tests.contributions.ground import Ground, close, new_ground, new_idea
from tests.support.towns import Towns

HTMX = {"hx-request": "true"}


@pytest.fixture
async def kari(ground: Ground, make_person: MakePerson) -> Person:
    return await make_person(ground.tenant)


@pytest.fixture
async def idea(ground: Ground, kari: Person) -> int:
    return await new_idea(ground, kari)


@pytest.fixture
async def ola(ground: Ground, client: Client, make_person: MakePerson) -> httpx.AsyncClient:
    return await client(ground.tenant, await make_person(ground.tenant, name="Ola Hansen"))


async def texts(ground: Ground, idea: int) -> list[str]:
    async with ground.open():
        return [each.text for each in (await comments_of(root_id=idea)).comments]


async def test_comment_leads_back_to_the_comment(ground: Ground, idea: int, ola: httpx.AsyncClient) -> None:
    answer = await ola.post(f"/contributions/{idea}/comment", data={"text": "Godt tenkt"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"{ground.url}/{idea}#comment-")
    shown = await ola.get(f"{ground.url}/{idea}")
    assert "Godt tenkt" in shown.text
    assert "Ola Hansen" in shown.text


async def test_comment_with_script_gives_the_thread_back(idea: int, ola: httpx.AsyncClient) -> None:
    answer = await ola.post(f"/contributions/{idea}/comment", data={"text": "Hei <b>du</b>"}, headers=HTMX)
    assert answer.status_code == 200
    assert 'id="discussion"' in answer.text
    assert "Hei &lt;b&gt;du&lt;/b&gt;" in answer.text
    assert "<html" not in answer.text


async def test_answer_to_a_comment_without_script_shows_what_is_answered(
    ground: Ground, idea: int, kari: Person, ola: httpx.AsyncClient
) -> None:
    async with ground.open() as place:
        first = await comment(place=place, root_id=idea, author=kari, text="Hva koster det?")
    form = await ola.get(f"/contributions/{idea}/comment?parent={first}")
    assert "Hva koster det?" in form.text
    assert f'value="{first}"' in form.text
    await ola.post(f"/contributions/{idea}/comment", data={"text": "Lite", "parent": str(first)})
    async with ground.open():
        (top,) = (await comments_of(root_id=idea)).comments
        assert [reply.text for reply in top.replies] == ["Lite"]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"text": "  "},
        {"text": "a" * 5_001},
        {"text": "Bra", "parent": "999999"},
        {"text": "Bra", "parent": "x' or 1=1"},
    ],
)
async def test_comment_refused_is_a_page_with_what_was_typed(
    ground: Ground, idea: int, ola: httpx.AsyncClient, data: dict[str, str]
) -> None:
    answer = await ola.post(f"/contributions/{idea}/comment", data=data)
    if data.get("parent") == "x' or 1=1":
        assert answer.status_code == 303  # what is no id is no parent
        return
    assert answer.status_code == 422
    assert "mended" in answer.text
    assert data.get("text", "").strip() in answer.text
    assert await texts(ground, idea) == []


async def test_comment_on_what_closed_meanwhile_is_given_back(
    ground: Ground, idea: int, ola: httpx.AsyncClient
) -> None:
    await close(ground, datetime.now(UTC) - timedelta(minutes=1))
    answer = await ola.post(f"/contributions/{idea}/comment", data={"text": "Akkurat for sent"})
    assert answer.status_code == 403
    assert "Akkurat for sent" in answer.text
    assert "This closed on" in answer.text
    assert await texts(ground, idea) == []


async def test_comments_switched_off_are_refused(ground: Ground, kari: Person, client: Client) -> None:
    off = await new_ground(ground.tenant, settings={"comments": False, "support": False})
    idea = await new_idea(off, kari)
    browser = await client(off.tenant, kari)
    assert (await browser.post(f"/contributions/{idea}/comment", data={"text": "Hei"})).status_code == 403
    assert (
        await browser.post(f"/contributions/{idea}/react", data={"reaction": "support"})
    ).status_code == 403


async def test_without_a_session_nothing_can_be_written(ground: Ground, idea: int, client: Client) -> None:
    visitor = await client(ground.tenant)
    for deed in ("comment", "react", "report", "follow", "edit", "withdraw"):
        assert (await visitor.post(f"/contributions/{idea}/{deed}", data={"text": "x"})).status_code == 401
    for form in ("comment", "report", "edit", "history"):
        assert (await visitor.get(f"/contributions/{idea}/{form}")).status_code == 401


async def test_another_town_and_hidden_places_answer_404(
    two_towns: Towns, ground: Ground, idea: int, client: Client, make_person: MakePerson
) -> None:
    stranger = await client(two_towns.b, await make_person(two_towns.b, role=Role.ADMIN))
    ola = await client(ground.tenant, await make_person(ground.tenant))
    async with ground.open():
        await execute("UPDATE project SET state = 'draft' WHERE id = $1", ground.project_id)
    for browser in (stranger, ola):
        for deed in ("comment", "react", "report", "follow", "edit", "withdraw"):
            answer = await browser.post(f"/contributions/{idea}/{deed}", data={"text": "x", "reason": "spam"})
            assert answer.status_code == 404, deed
        for form in ("comment", "report", "edit", "history"):
            assert (await browser.get(f"/contributions/{idea}/{form}")).status_code == 404
    async with ground.open():
        assert await value("SELECT count(*) FROM contribution WHERE root = $1", idea) == 0
        assert await value("SELECT count(*) FROM contribution_flag WHERE contribution = $1", idea) == 0


async def test_a_huge_body_is_refused(idea: int, ola: httpx.AsyncClient) -> None:
    assert (
        await ola.post(f"/contributions/{idea}/comment", data={"text": "a" * 2_000_000})
    ).status_code == 413


async def test_react_with_and_without_script(ground: Ground, idea: int, ola: httpx.AsyncClient) -> None:
    plain = await ola.post(f"/contributions/{idea}/react", data={"reaction": "support"})
    assert (plain.status_code, plain.headers["location"]) == (303, f"{ground.url}/{idea}")
    pressed = await ola.post(f"/contributions/{idea}/react", data={"reaction": "none"}, headers=HTMX)
    assert pressed.status_code == 200
    assert 'aria-pressed="false"' in pressed.text
    assert "<html" not in pressed.text
    assert (await ola.post(f"/contributions/{idea}/react", data={"reaction": "oppose"})).status_code == 403
    await ola.post(f"/contributions/{idea}/react", data={"reaction": "nonsense"})
    async with ground.open():
        found = await load(contribution_id=idea, activity_id=ground.activity_id)
        assert found is not None
        assert (found.counts.support, found.counts.oppose) == (0, 0)


async def test_react_says_when_the_limit_is_used(ground: Ground, kari: Person, client: Client) -> None:
    few = await new_ground(ground.tenant, settings={"max_supports": 1})
    one, two = await new_idea(few, kari), await new_idea(few, kari)
    browser = await client(few.tenant, kari)
    await browser.post(f"/contributions/{one}/react", data={"reaction": "support"})
    answer = await browser.post(f"/contributions/{two}/react", data={"reaction": "support"}, headers=HTMX)
    assert answer.status_code == 422
    assert "at most 1" in answer.text


async def test_two_hundred_posts_at_once_count_right(
    ground: Ground, idea: int, client: Client, make_person: MakePerson
) -> None:
    browsers = [await client(ground.tenant, await make_person(ground.tenant)) for _ in range(5)]
    posts = [
        browsers[n % 5].post(
            f"/contributions/{idea}/react", data={"reaction": ("support", "none", "support")[n % 3]}
        )
        for n in range(200)
    ]
    answers = await asyncio.gather(*posts)
    assert {answer.status_code for answer in answers} == {303}
    async with ground.open():
        found = await load(contribution_id=idea, activity_id=ground.activity_id)
        assert found is not None
        rows = await value("SELECT count(*) FROM reaction WHERE contribution = $1", idea)
        assert found.counts.support == rows <= 5


async def test_follow_and_stop(ground: Ground, idea: int, ola: httpx.AsyncClient) -> None:
    sql = "SELECT count(*) FROM follow WHERE subject = 'contribution' AND subject_id = $1"
    for on, rows in (("1", 1), ("1", 1), ("0", 0), ("0", 0)):
        assert (await ola.post(f"/contributions/{idea}/follow", data={"on": on})).status_code == 303
        async with ground.open():
            assert await value(sql, idea) == rows


async def test_edit_and_withdraw_ones_own_comment(
    ground: Ground, idea: int, kari: Person, client: Client, ola: httpx.AsyncClient
) -> None:
    async with ground.open() as place:
        mine = await comment(place=place, root_id=idea, author=kari, text="Førsst")
    own = await client(ground.tenant, kari)
    for path in (f"/contributions/{mine}/edit", f"/contributions/{mine}/history"):
        assert (await ola.get(path)).status_code == 404
    assert (
        await ola.post(f"/contributions/{mine}/edit", data={"text": "Ha", "version": "1"})
    ).status_code == 404
    assert (await ola.post(f"/contributions/{mine}/withdraw")).status_code == 404
    assert "Førsst" in (await own.get(f"/contributions/{mine}/edit")).text
    assert (
        await own.post(f"/contributions/{mine}/edit", data={"text": "Først", "version": "1"})
    ).status_code == 303
    stale = await own.post(f"/contributions/{mine}/edit", data={"text": "Igjen", "version": "1"})
    assert stale.status_code == 422
    assert "Igjen" in stale.text
    assert "Førsst" in (await own.get(f"/contributions/{mine}/history")).text
    await close(ground, datetime.now(UTC) - timedelta(minutes=1))
    late = await own.post(f"/contributions/{mine}/edit", data={"text": "For sent", "version": "2"})
    assert (late.status_code, "For sent" in late.text) == (403, True)
    assert (
        await own.post(f"/contributions/{mine}/withdraw")
    ).status_code == 303  # one's own word can always be taken back
    assert await texts(ground, idea) == []


async def test_anonymous_name_is_on_no_page(ground: Ground, client: Client, make_person: MakePerson) -> None:
    hidden = await make_person(ground.tenant, name="Hemmelig Navnesen")
    idea = await new_idea(ground, hidden, anonymous=True)
    async with ground.open() as place:
        first = await comment(place=place, root_id=idea, author=hidden, text="Jeg igjen", anonymous=True)
    for who in (None, await make_person(ground.tenant)):
        browser = await client(ground.tenant, who)
        for path in (
            ground.url,
            f"{ground.url}?q=Hemmelig",
            f"{ground.url}/{idea}",
            f"/contributions/{first}/report",
            "/",
        ):
            assert "Navnesen" not in (await browser.get(path)).text, path
    staff = await client(ground.tenant, role=Role.ADMIN)
    assert "Navnesen" in (await staff.get(f"{ground.url}/{idea}")).text


async def test_reactions_of_one_are_not_another_ones(
    ground: Ground, idea: int, kari: Person, client: Client, ola: httpx.AsyncClient
) -> None:
    async with ground.open() as place:
        await react(place=place, contribution_id=idea, person=kari, value=1)
    mine = await client(ground.tenant, kari)
    assert 'aria-pressed="true"' in (await mine.get(f"{ground.url}/{idea}")).text
    assert 'aria-pressed="true"' not in (await ola.get(f"{ground.url}/{idea}")).text


async def test_only_staff_speak_as_the_municipality(
    ground: Ground, idea: int, ola: httpx.AsyncClient, client: Client
) -> None:
    staff = await client(ground.tenant, role=Role.MODERATOR)
    for who in (ola, staff):
        await who.post(f"/contributions/{idea}/comment", data={"text": "Vi svarer", "official": "on"})
    async with ground.open():
        assert [each.official for each in (await comments_of(root_id=idea)).comments] == [False, True]
    assert "Answer as the municipality" in (await staff.get(f"{ground.url}/{idea}")).text
    assert "Answer as the municipality" not in (await ola.get(f"{ground.url}/{idea}")).text


async def test_comments_are_out_of_sight_with_what_they_are_about(
    ground: Ground, idea: int, kari: Person, ola: httpx.AsyncClient
) -> None:
    async with ground.open() as place:
        first = await comment(place=place, root_id=idea, author=kari, text="Under det skjulte")
        await execute("UPDATE contribution SET state = 'hidden' WHERE id = $1", idea)
    assert (await ola.get(f"/contributions/{first}/report")).status_code == 404
    assert (await ola.post(f"/contributions/{first}/react", data={"reaction": "support"})).status_code == 404
    assert (await ola.post(f"/contributions/{idea}/comment", data={"text": "Hei"})).status_code == 404


async def test_comment_that_waits_is_quoted_to_its_author_only(
    ground: Ground, idea: int, ola: httpx.AsyncClient, client: Client, make_person: MakePerson
) -> None:
    waiting = await make_person(ground.tenant)
    async with ground.open() as place:
        hers = await comment(place=place, root_id=idea, author=waiting, text="Ikke lest ennå")
        await execute("UPDATE contribution SET state = 'waiting' WHERE id = $1", hers)
    asked = f"/contributions/{idea}/comment?parent={hers}"
    assert "Ikke lest ennå" not in (await ola.get(asked)).text
    assert "Ikke lest ennå" in (await (await client(ground.tenant, waiting)).get(asked)).text


async def test_what_only_some_may_read_is_read_by_no_others_through_its_id(
    ground: Ground, idea: int, kari: Person, ola: httpx.AsyncClient, client: Client
) -> None:
    async with ground.open():
        await execute(
            "UPDATE activity SET rules = $2, version = version + 1 WHERE id = $1",
            ground.activity_id,
            {"ideas.view": {"who": "staff"}},
        )
    assert (await ola.get(f"{ground.url}/{idea}")).status_code == 403
    for deed in ("report", "comment"):
        assert (await ola.get(f"/contributions/{idea}/{deed}")).status_code == 404
    author, admin = await client(ground.tenant, kari), await client(ground.tenant, role=Role.ADMIN)
    for who in (author, admin):
        assert (await who.get(f"/contributions/{idea}/report")).status_code == 200
