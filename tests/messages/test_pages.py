"""The notifications page, the choices, and stopping mail without signing in: through the front door."""

import re

import httpx
import pytest

from core.db import value
from core.http.signed import sign
from core.i18n import _
from core.messages import notify, unread_count
from core.messages.choices import all_kinds_chosen
from core.messages.kinds import How
from core.messages.unsubscribe import unsubscribe_path
from core.people import Person, Role
from core.tenancy import Tenant, scope
from tests.conftest import Client, MakePerson
from tests.support.towns import Towns

HERE = "/account/notifications"
HOSTILE = "<script>alert(1)</script> 🚲 \u202e"
BROWSER = {"sec-fetch-site": "same-origin"}


async def tell(town: Tenant, person: Person, *, count: int = 1, url: str = "/about") -> None:
    async with scope(town):
        for n in range(count):
            await notify(
                person_ids=[person.id],
                kind="comment",
                title=_("{name} commented on “{title}”").format(name=HOSTILE, title=f"Bridge {n}"),
                url=url,
            )


async def first_id(town: Tenant, person: Person) -> int:
    async with scope(town, read_only=True):
        found: int = await value("SELECT min(id) FROM notification WHERE person = $1", person.id)
        return found


async def unread(town: Tenant, person: Person) -> int:
    async with scope(town, read_only=True):
        return await unread_count(person_id=person.id)


async def chosen(town: Tenant, person: Person) -> dict[str, How]:
    async with scope(town, read_only=True):
        return await all_kinds_chosen(person_id=person.id)


async def link(town: Tenant, person: Person, what: str) -> str:
    async with scope(town, read_only=True):
        return unsubscribe_path(person.id, what)


@pytest.mark.parametrize("path", [HERE, f"{HERE}/mail"])
async def test_pages_send_strangers_to_sign_in(two_towns: Towns, client: Client, path: str) -> None:
    visitor = await client(two_towns.a)
    answer = await visitor.get(path)
    assert answer.status_code in (303, 401, 403)
    assert "/sign-in" in answer.text + answer.headers.get("location", "")


async def test_list_shows_ones_own_and_hostile_text_as_text(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    kari, ola = await make_person(two_towns.a), await make_person(two_towns.a)
    await tell(two_towns.a, kari)
    mine = await (await client(two_towns.a, kari)).get(HERE)
    assert mine.status_code == 200
    assert "&lt;script&gt;alert(1)" in mine.text
    assert "<script>alert" not in mine.text
    assert "1 is new." in mine.text
    theirs = await (await client(two_towns.a, ola)).get(HERE)
    assert "Bridge" not in theirs.text
    assert "Nothing yet" in theirs.text


async def test_long_list_is_cut_and_goes_on(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    kari = await make_person(two_towns.a)
    await tell(two_towns.a, kari, count=32)
    visitor = await client(two_towns.a, kari)
    first = await visitor.get(HERE)
    assert (first.text.count('id="notification-'), "Bridge 31" in first.text) == (30, True)
    older = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert older is not None
    second = await visitor.get(older[1])
    assert (second.text.count('id="notification-'), "Bridge 0”" in second.text) == (2, True)


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "١", ""])
async def test_list_bears_any_address(
    two_towns: Towns, client: Client, make_person: MakePerson, before: str
) -> None:
    kari = await make_person(two_towns.a)
    answer = await (await client(two_towns.a, kari)).get(HERE, params={"before": before})
    assert answer.status_code == 200


async def test_opening_marks_as_read_and_leads_there(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    kari = await make_person(two_towns.a)
    await tell(two_towns.a, kari, count=2)
    visitor = await client(two_towns.a, kari)
    answer = await visitor.post(f"{HERE}/{await first_id(two_towns.a, kari)}/open")
    assert (answer.status_code, answer.headers["location"]) == (303, "/about")
    assert await unread(two_towns.a, kari) == 1
    assert (await visitor.post(f"{HERE}/read")).status_code == 303
    assert await unread(two_towns.a, kari) == 0


async def test_opening_somebody_elses_is_not_found(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    kari, ola = await make_person(two_towns.a), await make_person(two_towns.a)
    neighbour = await make_person(two_towns.b)
    await tell(two_towns.a, kari)
    number = await first_id(two_towns.a, kari)
    for town, person in ((two_towns.a, ola), (two_towns.b, neighbour)):
        assert (await (await client(town, person)).post(f"{HERE}/{number}/open")).status_code == 404
    assert await unread(two_towns.a, kari) == 1


async def test_choices_are_saved(two_towns: Towns, client: Client, make_person: MakePerson) -> None:
    kari = await make_person(two_towns.a)
    visitor = await client(two_towns.a, kari)
    form = await visitor.get(f"{HERE}/mail")
    assert "Tasks given to you" not in form.text
    sent = dict.fromkeys(("answer", "mention", "comment", "moderation", "news", "other"), "daily")
    answer = await visitor.post(
        f"{HERE}/mail", data={**sent, "news": "never", "queue": "now", "role": "admin"}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, HERE)
    found = await chosen(two_towns.a, kari)
    assert (found["answer"], found["news"], found["queue"]) == (How.DAILY, How.NEVER, How.DAILY)


async def test_staff_are_asked_about_their_work_too(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    moderator = await make_person(two_towns.a, role=Role.MODERATOR)
    answer = await (await client(two_towns.a, moderator)).get(f"{HERE}/mail")
    assert "Tasks given to you" in answer.text


@pytest.mark.parametrize("wrong", [{}, {"answer": "hourly"}, {"answer": HOSTILE}])
async def test_wrong_choices_come_back_with_a_message(
    two_towns: Towns, client: Client, make_person: MakePerson, wrong: dict[str, str]
) -> None:
    kari = await make_person(two_towns.a)
    answer = await (await client(two_towns.a, kari)).post(f"{HERE}/mail", data=wrong)
    assert answer.status_code == 422
    assert "al-error-summary" in answer.text


async def test_huge_body_is_refused(two_towns: Towns, client: Client, make_person: MakePerson) -> None:
    kari = await make_person(two_towns.a)
    answer = await (await client(two_towns.a, kari)).post(f"{HERE}/mail", data={"answer": "x" * 10_000_000})
    assert answer.status_code == 413


async def test_form_from_another_site_is_refused(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    kari = await make_person(two_towns.a)
    await tell(two_towns.a, kari)
    visitor = await client(two_towns.a, kari)
    answer = await visitor.post(f"{HERE}/read", headers={"sec-fetch-site": "same-site"})
    assert answer.status_code == 403
    assert await unread(two_towns.a, kari) == 1


async def test_looking_at_the_link_stops_nothing(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    kari = await make_person(two_towns.a)
    visitor = await client(two_towns.a)
    answer = await visitor.get(await link(two_towns.a, kari, "comment"))
    assert answer.status_code == 200
    assert "Comments on what you wrote" in answer.text
    assert (await chosen(two_towns.a, kari))["comment"] is How.DAILY


async def test_one_click_stops_that_kind_without_signing_in(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    kari = await make_person(two_towns.a)
    visitor = await client(two_towns.a)
    answer: httpx.Response = await visitor.post(
        await link(two_towns.a, kari, "answer"), data={"List-Unsubscribe": "One-Click"}
    )
    assert answer.status_code == 200
    found = await chosen(two_towns.a, kari)
    assert (found["answer"], found["mention"]) == (How.NEVER, How.NOW)


async def test_all_news_can_be_stopped(two_towns: Towns, client: Client, make_person: MakePerson) -> None:
    kari = await make_person(two_towns.a)
    visitor = await client(two_towns.a)
    answer = await visitor.post(
        await link(two_towns.a, kari, "answer"), data={"what": "all"}, headers=BROWSER
    )
    assert answer.status_code == 200
    assert set((await chosen(two_towns.a, kari)).values()) == {How.NEVER}


async def test_link_of_the_daily_mail_stops_what_is_daily(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    kari = await make_person(two_towns.a)
    visitor = await client(two_towns.a)
    assert (await visitor.post(await link(two_towns.a, kari, "daily"))).status_code == 200
    found = await chosen(two_towns.a, kari)
    assert (found["comment"], found["news"], found["answer"]) == (How.NEVER, How.NEVER, How.NOW)


async def test_link_of_another_town_or_forged_is_not_found(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    kari = await make_person(two_towns.a)
    foreign = await link(two_towns.a, kari, "answer")
    forged = f"/unsubscribe/{sign(f'{kari.id}:answer', purpose='toast', seconds=60)}"
    for town, path in ((two_towns.b, foreign), (two_towns.a, forged), (two_towns.a, "/unsubscribe/x.y")):
        visitor = await client(town)
        assert (await visitor.get(path)).status_code == 404
        assert (await visitor.post(path)).status_code == 404
    assert (await chosen(two_towns.a, kari))["answer"] is How.NOW


async def test_header_says_how_many_wait_only_to_the_one_they_are_for(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    kari, ola = await make_person(two_towns.a), await make_person(two_towns.a)
    stranger = await make_person(two_towns.b)
    await tell(two_towns.a, kari, count=3)
    badge = '3<span class="ds-sr-only"> unread</span>'
    assert badge in (await (await client(two_towns.a, kari)).get("/about")).text
    for town, person in ((two_towns.a, ola), (two_towns.b, stranger), (two_towns.a, None)):
        assert " unread</span>" not in (await (await client(town, person)).get("/about")).text
