"""Residents write: ideas, drafts, files, and what happens when it closes in the moment of sending."""

import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from core.db import value
from core.people import Person, Role
from core.tenancy import scope
from tests.conftest import Client, MakePerson
from tests.contributions.ground import Ground, close, new_ground, new_idea
from tests.files.samples import photo_from_a_phone
from tests.support.towns import Towns


@pytest.fixture
async def kari(ground: Ground, make_person: MakePerson) -> Person:
    return await make_person(ground.tenant, name="Kari Nordvik")


async def column(ground: Ground, idea_id: int, name: str) -> object:
    async with scope(ground.tenant, read_only=True):
        return await value(f"SELECT {name} FROM contribution WHERE id = $1", idea_id)


def id_in(answer: httpx.Response) -> int:
    assert answer.status_code == 303, answer.text
    found = re.search(r"/(\d+)", answer.headers["location"].removeprefix("/projects/").partition("/")[2])
    assert found is not None, answer.headers["location"]
    return int(found[1])


async def test_idea_is_published_and_shown(ground: Ground, client: Client, kari: Person) -> None:
    writer = await client(ground.tenant, kari)
    sent = {"title": "Benker på kaia", "body": "Vi trenger benker.\n\nOg trær.", "place.address": "Kaia 3"}
    answer = await writer.post(f"{ground.url}/new", data=sent)
    shown = await (await client(ground.tenant)).get(answer.headers["location"])
    assert "Benker på kaia" in shown.text
    assert "<p>Vi trenger benker.</p><p>Og trær.</p>" in shown.text
    assert "Kari Nordvik" in shown.text
    assert "Kaia 3" in shown.text
    assert "Benker på kaia" in (await writer.get(ground.url)).text


async def test_idea_without_title_comes_back_with_what_was_typed(
    ground: Ground, client: Client, kari: Person
) -> None:
    writer = await client(ground.tenant, kari)
    answer = await writer.post(f"{ground.url}/new", data={"title": "", "body": "Dette skrev jeg lenge på"})
    assert answer.status_code == 422
    assert "Write a title." in answer.text
    assert "Dette skrev jeg lenge på" in answer.text


async def test_hostile_text_is_shown_as_text(ground: Ground, client: Client, kari: Person) -> None:
    writer = await client(ground.tenant, kari)
    bad = "<script>alert(1)</script>"
    answer = await writer.post(
        f"{ground.url}/new", data={"title": f"Hei {bad}", "body": f"<p>Se {bad}<img src=x onerror=a()></p>"}
    )
    shown = (await writer.get(answer.headers["location"])).text
    assert bad not in shown
    assert "onerror" not in shown
    assert "&lt;script&gt;" in shown


async def test_draft_is_kept_and_seen_by_its_author_only(
    ground: Ground, client: Client, kari: Person, make_person: MakePerson
) -> None:
    writer = await client(ground.tenant, kari)
    draft = id_in(await writer.post(f"{ground.url}/new", data={"body": "Halvferdig", "step": "draft"}))
    assert "Halvferdig" in (await writer.get(f"{ground.url}/drafts")).text
    assert (await (await client(ground.tenant)).get(f"{ground.url}/{draft}")).status_code == 404
    other = await client(ground.tenant, await make_person(ground.tenant))
    assert (await other.get(f"{ground.url}/{draft}/edit")).status_code == 404
    assert "Halvferdig" not in (await other.get(f"{ground.url}/drafts")).text
    published = await writer.post(
        f"{ground.url}/{draft}/edit", data={"title": "Ferdig", "body": "Hele", "version": "1"}
    )
    assert id_in(published) == draft
    assert "Ferdig" in (await (await client(ground.tenant)).get(f"{ground.url}/{draft}")).text


async def test_closed_in_the_moment_of_sending_keeps_the_text(
    ground: Ground, client: Client, kari: Person
) -> None:
    writer = await client(ground.tenant, kari)
    await close(ground, datetime.now(UTC) - timedelta(minutes=1))
    assert (await writer.get(f"{ground.url}/new")).status_code == 403
    sent = {"title": "For sent", "body": "Men jeg skrev dette"}
    answer = await writer.post(f"{ground.url}/new", data=sent, follow_redirects=True)
    assert answer.status_code == 200
    assert "This closed while you were writing." in answer.text
    assert "Men jeg skrev dette" in answer.text
    again = await writer.post(f"{ground.url}/{id_in(answer.history[0])}/edit", data={**sent, "version": "1"})
    assert again.status_code == 303
    assert await column(ground, id_in(again), "state") == "draft"


async def test_session_gone_in_the_moment_of_sending_gives_the_text_back(
    ground: Ground, client: Client
) -> None:
    answer = await (await client(ground.tenant)).post(
        f"{ground.url}/new", data={"title": "Hei", "body": "Lang tekst"}
    )
    assert answer.status_code == 401
    assert "Lang tekst" in answer.text
    assert "/sign-in?next=" in answer.text


async def test_picture_and_its_words_are_shown(ground: Ground, client: Client, kari: Person) -> None:
    writer = await client(ground.tenant, kari)
    files = {"image": ("kai.jpg", photo_from_a_phone(), "image/jpeg")}
    answer = await writer.post(
        f"{ground.url}/new", data={"title": "Kai", "image_alt": "Ei kai i sol"}, files=files
    )
    shown = (await writer.get(answer.headers["location"])).text
    assert "Ei kai i sol" in shown
    edit = f"{answer.headers['location']}/edit"
    removed = await writer.post(edit, data={"title": "Kai", "image.remove": "on", "version": "1"})
    assert removed.status_code == 303
    assert "Ei kai i sol" not in (await writer.get(answer.headers["location"])).text


async def test_file_that_lies_is_refused_and_the_text_kept(
    ground: Ground, client: Client, kari: Person
) -> None:
    files = {"image": ("kai.jpg", b"MZ this is a program", "image/jpeg")}
    writer = await client(ground.tenant, kari)
    answer = await writer.post(f"{ground.url}/new", data={"title": "Kai", "body": "Beholdt"}, files=files)
    assert answer.status_code == 422
    assert "Beholdt" in answer.text
    assert "Choose pictures and documents again" in answer.text


async def test_huge_body_is_refused_kindly(ground: Ground, client: Client, kari: Person) -> None:
    writer = await client(ground.tenant, kari)
    answer = await writer.post(f"{ground.url}/new", data={"title": "Kai", "body": "x" * 300_000})
    assert answer.status_code == 422
    assert "far too long" in answer.text


async def test_what_settings_switch_off_is_not_taken(
    towns: Towns, client: Client, make_person: MakePerson
) -> None:
    ground = await new_ground(towns.a, settings={"images": False, "map": False, "anonymous": False})
    kari = await make_person(ground.tenant, name="Kari Nordvik")
    writer = await client(ground.tenant, kari)
    sent = {"title": "Hei", "anonymous": "on", "place.address": "Hemmelig vei 1"}
    answer = await writer.post(
        f"{ground.url}/new", data=sent, files={"image": ("k.jpg", photo_from_a_phone(), "image/jpeg")}
    )
    assert await column(ground, id_in(answer), "(address, anonymous, files::text)") == ("", False, "[]")


async def test_anonymous_idea_hides_the_name_from_the_public_only(
    towns: Towns, client: Client, make_person: MakePerson
) -> None:
    from core.people import Role

    ground = await new_ground(towns.a, settings={"anonymous": True})
    kari = await make_person(ground.tenant, name="Kari Hemmelig")
    answer = await (await client(ground.tenant, kari)).post(
        f"{ground.url}/new", data={"title": "Varsel", "anonymous": "on"}
    )
    page = answer.headers["location"]
    assert "Kari Hemmelig" not in (await (await client(ground.tenant)).get(page)).text
    assert "Kari Hemmelig" not in (await (await client(ground.tenant)).get(ground.url)).text
    assert "Kari Hemmelig" in (await (await client(ground.tenant, role=Role.MODERATOR)).get(page)).text


async def test_topic_must_be_chosen_where_staff_say_so(
    towns: Towns, client: Client, make_person: MakePerson
) -> None:
    ground = await new_ground(towns.a, settings={"topics_required": True})
    writer = await client(ground.tenant, await make_person(ground.tenant))
    answer = await writer.post(f"{ground.url}/new", data={"title": "Hei"})
    assert answer.status_code == 422
    assert "Choose a topic." in answer.text


async def test_moderator_looks_first_where_staff_say_so(
    towns: Towns, client: Client, make_person: MakePerson
) -> None:
    ground = await new_ground(towns.a, settings={"look_first": True})
    writer = await client(ground.tenant, await make_person(ground.tenant))
    answer = await writer.post(f"{ground.url}/new", data={"title": "Venter på svar"})
    assert (await writer.get(answer.headers["location"])).status_code == 200
    visitor = await client(ground.tenant)
    assert (await visitor.get(answer.headers["location"])).status_code == 404
    assert "Venter på svar" not in (await visitor.get(ground.url)).text


async def test_stale_edit_is_told_and_loses_nothing(ground: Ground, client: Client, kari: Person) -> None:
    idea = await new_idea(ground, kari)
    writer = await client(ground.tenant, kari)
    await writer.post(f"{ground.url}/{idea}/edit", data={"title": "Første", "version": "1"})
    answer = await writer.post(f"{ground.url}/{idea}/edit", data={"title": "Andre", "version": "1"})
    assert answer.status_code == 422
    assert "Someone else changed this" in answer.text
    assert "Andre" in answer.text
    assert await column(ground, idea, "title") == "Første"


async def test_one_cannot_change_or_withdraw_what_another_wrote(
    ground: Ground, client: Client, kari: Person, make_person: MakePerson
) -> None:
    idea = await new_idea(ground, kari)
    thief = await client(ground.tenant, await make_person(ground.tenant))
    for path in ("edit", "withdraw"):
        assert (await thief.get(f"{ground.url}/{idea}/{path}")).status_code == 404
        assert (await thief.post(f"{ground.url}/{idea}/{path}", data={"title": "Mitt"})).status_code == 404
    assert await column(ground, idea, "state") == "published"


async def test_similar_ideas_are_shown_without_script(ground: Ground, client: Client, kari: Person) -> None:
    await new_idea(ground, kari, "Ny sykkelvei langs elva")
    writer = await client(ground.tenant, kari)
    answer = await writer.post(f"{ground.url}/new", data={"title": "sykkelveier", "step": "similar"})
    assert answer.status_code == 200
    assert "Ny sykkelvei langs elva" in answer.text
    fragment = await writer.get(
        f"{ground.url}/similar", params={"title": "sykkelveier"}, headers={"hx-request": "true"}
    )
    assert "Ny sykkelvei langs elva" in fragment.text
    assert "<html" not in fragment.text


async def test_ideas_of_another_activity_and_town_are_not_here(
    towns: Towns, ground: Ground, client: Client, kari: Person, make_person: MakePerson
) -> None:
    other = await new_ground(towns.a)
    elsewhere = await new_ground(towns.b)
    stranger = await make_person(towns.b)
    theirs = await new_idea(elsewhere, stranger, "Hemmelig i Fjellvik")
    beside = await new_idea(other, kari, "I en annen aktivitet")
    mine = await new_idea(ground, kari, "Bare her")
    visitor = await client(ground.tenant)
    for path in (
        "",
        "?view=list",
        "?view=map",
        "?q=Hemmelig",
        "/map.json",
        "/similar?title=Hemmelig+aktivitet",
    ):
        text = (await visitor.get(ground.url + path)).text
        assert "Hemmelig i Fjellvik" not in text
        assert "I en annen aktivitet" not in text
    assert (await visitor.get(f"{ground.url}/{beside}")).status_code == 404
    assert (await visitor.get(f"{ground.url}/{mine}")).status_code == 200
    assert "Hemmelig" not in (await visitor.get(f"{ground.url}/{theirs}")).text


async def test_random_order_stays_for_one_visitor(ground: Ground, client: Client, kari: Person) -> None:
    for n in range(6):
        await new_idea(ground, kari, f"Idé nummer {n}")
    visitor = await client(ground.tenant)
    first = await visitor.get(f"{ground.url}?sort=random", follow_redirects=True)
    second = await visitor.get(f"{ground.url}?sort=random", follow_redirects=True)
    order = re.findall(r"Idé nummer \d", first.text)
    assert order == re.findall(r"Idé nummer \d", second.text)
    assert len(set(order)) == 6


async def test_search_finds_the_word_inside_the_word(ground: Ground, client: Client, kari: Person) -> None:
    await new_idea(ground, kari, "Ny sykkelvei langs elva")
    await new_idea(ground, kari, "Flere trær")
    visitor = await client(ground.tenant)
    for word in ("sykkel", "sykkelvei", "sykkelveier"):
        text = (await visitor.get(f"{ground.url}?q={word}")).text
        assert "Ny sykkelvei langs elva" in text
        assert "Flere trær" not in text


def picture_of(page: httpx.Response) -> str:
    found = re.search(r"/files/p[0-9a-f]{24}/\d+\.webp", page.text)
    assert found is not None
    return found[0]


async def test_picture_is_out_of_sight_when_its_idea_is(ground: Ground, client: Client, kari: Person) -> None:
    writer, visitor = await client(ground.tenant, kari), await client(ground.tenant)
    admin = await client(ground.tenant, role=Role.ADMIN)
    files = {"image": ("kai.jpg", photo_from_a_phone(), "image/jpeg")}
    sent = await writer.post(f"{ground.url}/new", data={"title": "Kai", "image_alt": "Kai"}, files=files)
    idea = id_in(sent)
    picture = picture_of(await writer.get(sent.headers["location"]))
    assert (await visitor.get(picture)).status_code == 200
    hide = {"decision": "hide", "reason": "private"}
    assert (await admin.post(f"/manage/moderation/{idea}", data=hide)).status_code == 303
    assert (await visitor.get(picture)).status_code == 404
    assert (await admin.get(picture)).status_code == 200
    await admin.post(f"/manage/moderation/{idea}", data={"decision": "restore"})
    assert (await visitor.get(picture)).status_code == 200
    assert (await writer.post(f"{ground.url}/{idea}/withdraw")).status_code == 303
    assert (await visitor.get(picture)).status_code == 404


async def test_picture_that_was_taken_away_is_no_longer_shown(
    ground: Ground, client: Client, kari: Person
) -> None:
    writer, visitor = await client(ground.tenant, kari), await client(ground.tenant)
    files = {"image": ("kai.jpg", photo_from_a_phone(), "image/jpeg")}
    sent = await writer.post(f"{ground.url}/new", data={"title": "Kai", "image_alt": "Kai"}, files=files)
    url = sent.headers["location"]
    picture = picture_of(await writer.get(url))
    await writer.post(f"{url}/edit", data={"title": "Kai", "image.remove": "on", "version": "1"})
    assert (await visitor.get(picture)).status_code == 404
    files = {"image": ("kai.jpg", photo_from_a_phone(), "image/jpeg")}
    await writer.post(f"{url}/edit", data={"title": "Kai", "image_alt": "Kai", "version": "2"}, files=files)
    assert (await visitor.get(picture_of(await writer.get(url)))).status_code == 200


async def test_picture_waits_with_its_idea_and_is_published_with_it(
    towns: Towns, client: Client, make_person: MakePerson
) -> None:
    ground = await new_ground(towns.a, settings={"look_first": True})
    writer, visitor = await client(towns.a, await make_person(towns.a)), await client(towns.a)
    files = {"image": ("kai.jpg", photo_from_a_phone(), "image/jpeg")}
    sent = await writer.post(f"{ground.url}/new", data={"title": "Kai", "image_alt": "Kai"}, files=files)
    picture = picture_of(await writer.get(sent.headers["location"]))
    assert (await visitor.get(picture)).status_code == 404
    admin = await client(towns.a, role=Role.ADMIN)
    await admin.post(f"/manage/moderation/{id_in(sent)}", data={"decision": "keep"})
    assert (await visitor.get(picture)).status_code == 200


async def test_changed_idea_waits_again_where_a_moderator_looks_first(
    towns: Towns, client: Client, make_person: MakePerson
) -> None:
    ground = await new_ground(towns.a, settings={"look_first": True})
    writer, visitor = await client(towns.a, await make_person(towns.a)), await client(towns.a)
    admin = await client(towns.a, role=Role.ADMIN)
    sent = await writer.post(f"{ground.url}/new", data={"title": "Snill tekst"})
    url, idea = sent.headers["location"], id_in(sent)
    await admin.post(f"/manage/moderation/{idea}", data={"decision": "keep"})
    assert (await visitor.get(url)).status_code == 200
    changed = await writer.post(f"{url}/edit", data={"title": "Stygg tekst", "version": "1"})
    assert changed.status_code == 303
    assert "A moderator looks at it" in (await writer.get(changed.headers["location"])).text
    assert (await visitor.get(url)).status_code == 404
    assert "Changed after it was published" in (await admin.get(f"/manage/moderation/{idea}")).text
    submitted = "SELECT count(*) FROM event WHERE name = 'contribution.submitted' AND subject_id = $1"
    async with scope(towns.a, read_only=True):
        told = await value(submitted, idea)
    await admin.post(f"/manage/moderation/{idea}", data={"decision": "keep"})
    assert "Stygg tekst" in (await visitor.get(url)).text
    async with scope(towns.a, read_only=True):
        assert await value(submitted, idea) == told


async def test_picture_is_gone_at_once_when_its_author_erases_everything(
    ground: Ground, client: Client, make_person: MakePerson
) -> None:
    writer, visitor = (
        await client(ground.tenant, await make_person(ground.tenant)),
        await client(ground.tenant),
    )
    files = {"image": ("kai.jpg", photo_from_a_phone(), "image/jpeg")}
    sent = await writer.post(f"{ground.url}/new", data={"title": "Kai", "image_alt": "Kai"}, files=files)
    picture = picture_of(await writer.get(sent.headers["location"]))
    await writer.post("/account/close", data={"contributions": "go", "sure": "on"})
    assert (await visitor.get(picture)).status_code == 404
