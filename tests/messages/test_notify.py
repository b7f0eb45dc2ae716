"""Telling people: in the place, by mail as each has chosen, in their own language."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from core.db import execute, rows, value
from core.i18n import Localized, _, ngettext, speaking
from core.jobs.testing import run_due_jobs
from core.messages import address_changed, forget_messages, messages_of, notify, unread_count
from core.messages.choices import save_choices
from core.messages.inbox import inbox
from core.messages.kinds import How
from core.messages.news import digest
from core.messages.said import as_data, say
from core.messages.telling import AT_ONCE
from core.outside.mail import FolderMailer
from core.people import Person, Role
from core.tenancy import Tenant, scope
from core.text import excerpt
from tests.conftest import MakePerson
from tests.support.towns import Towns

TITLE = _("New answer to “{title}”").format(title="Sykkelvei <b>nå</b>")


@pytest.fixture
async def kari(two_towns: Towns, make_person: MakePerson, mails: FolderMailer) -> AsyncIterator[Person]:
    mails.empty()
    yield await make_person(two_towns.a, name="Kari Ås")
    async with scope(two_towns.a):
        await execute("DELETE FROM outbox")


async def tell(
    town: Tenant, *people: Person, kind: str = "answer", url: str = "/projects/havna/ideer/7"
) -> None:
    async with scope(town):
        await notify(
            person_ids=[p.id for p in people], kind=kind, title=TITLE, body="Vi bygger den i vår.", url=url
        )


async def titles(town: Tenant, person: Person) -> list[str]:
    async with scope(town, read_only=True):
        return [each.title for each in (await inbox(person_id=person.id)).items]


def plain(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


async def test_notification_is_there_at_once_and_in_one_town_only(
    two_towns: Towns, kari: Person, make_person: MakePerson
) -> None:
    other = await make_person(two_towns.b)
    await tell(two_towns.a, kari)
    with speaking("en"):
        assert await titles(two_towns.a, kari) == ["New answer to “Sykkelvei <b>nå</b>”"]
    assert await titles(two_towns.b, other) == []


async def test_mail_goes_to_those_who_want_it_now(
    two_towns: Towns, kari: Person, make_person: MakePerson, mails: FolderMailer
) -> None:
    never, daily = [await make_person(two_towns.a) for _ in range(2)]
    async with scope(two_towns.a):
        await save_choices(person_id=never.id, choices={"answer": How.NEVER})
        await save_choices(person_id=daily.id, choices={"answer": How.DAILY})
    await tell(two_towns.a, kari, never, daily)
    await run_due_jobs(two_towns.a)
    [message] = mails.sent()
    assert message["To"].addresses[0].addr_spec == kari.email
    assert "http://" + two_towns.a.hosts[0] + "/projects/havna/ideer/7" in plain(message)
    assert len(await titles(two_towns.a, never)) == 1


async def test_mail_shows_what_people_typed_as_text(
    two_towns: Towns, kari: Person, mails: FolderMailer
) -> None:
    await tell(two_towns.a, kari)
    await run_due_jobs(two_towns.a)
    [message] = mails.sent(kari.email)
    html = message.get_body(("html",))
    assert html is not None
    assert "Sykkelvei &lt;b&gt;nå&lt;/b&gt;" in html.get_content()
    assert "Sykkelvei <b>nå</b>" in plain(message)


async def test_mail_can_be_stopped_by_one_click(two_towns: Towns, kari: Person, mails: FolderMailer) -> None:
    await tell(two_towns.a, kari)
    await run_due_jobs(two_towns.a)
    [message] = mails.sent(kari.email)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Unsubscribe"].startswith(f"<http://{two_towns.a.hosts[0]}/unsubscribe/")


async def test_nobody_is_told_twice_and_the_gone_never(
    two_towns: Towns, kari: Person, make_person: MakePerson, mails: FolderMailer
) -> None:
    closed, blocked = [await make_person(two_towns.a) for _ in range(2)]
    async with scope(two_towns.a):
        await execute("UPDATE person SET closed_at = now() WHERE id = $1", closed.id)
        await execute("UPDATE person SET blocked_at = now() WHERE id = $1", blocked.id)
        people = [kari.id, kari.id, closed.id, blocked.id, 10**15]
        notice = await notify(person_ids=people, kind="answer", title=TITLE, url="/")
        told = await rows("SELECT person FROM notification WHERE notice = $1", notice)
    assert [each["person"] for each in told] == [kari.id]
    await run_due_jobs(two_towns.a)
    assert len(mails.sent()) == 1


async def test_person_blocked_between_notice_and_mail_gets_none(
    two_towns: Towns, kari: Person, mails: FolderMailer
) -> None:
    await tell(two_towns.a, kari)
    async with scope(two_towns.a):
        await execute("UPDATE person SET blocked_at = now() WHERE id = $1", kari.id)
    await run_due_jobs(two_towns.a)
    assert mails.sent() == []


async def test_many_recipients_are_reached_by_a_job(
    two_towns: Towns, kari: Person, mails: FolderMailer
) -> None:
    async with scope(two_towns.a):
        crowd = [
            each["id"]
            for each in await rows(
                "INSERT INTO person (name, mail_choices) SELECT 'Crowd', '{\"news\": \"never\"}' "
                "FROM generate_series(1, $1) RETURNING id",
                AT_ONCE + 1000,
            )
        ]
        notice = await notify(person_ids=[*crowd, kari.id], kind="news", title=TITLE, url="/")
        assert await value("SELECT count(*) FROM notification WHERE notice = $1", notice) == 0
    await run_due_jobs(two_towns.a)
    async with scope(two_towns.a):
        count = await value("SELECT count(*) FROM notification WHERE notice = $1", notice)
        assert count == AT_ONCE + 1001
        assert await value("SELECT waiting FROM notice WHERE id = $1", notice) == []
        await execute("DELETE FROM person WHERE name = 'Crowd'")


async def test_crowd_that_wants_mail_gets_one_each(
    two_towns: Towns, kari: Person, mails: FolderMailer
) -> None:
    async with scope(two_towns.a):
        crowd = await rows(
            "INSERT INTO person (name, email) SELECT 'Crowd', 'crowd-' || n || '@example.org' "
            "FROM generate_series(1, 110) n RETURNING id"
        )
        await notify(person_ids=[each["id"] for each in crowd], kind="answer", title=TITLE, url="/")
    await run_due_jobs(two_towns.a)
    addresses = [message["To"].addresses[0].addr_spec for message in mails.sent()]
    assert (len(addresses), len(set(addresses))) == (110, 110)
    async with scope(two_towns.a):
        await execute("DELETE FROM person WHERE name = 'Crowd'")


async def test_digest_is_one_mail_of_what_is_unread(
    two_towns: Towns, kari: Person, make_person: MakePerson, mails: FolderMailer
) -> None:
    for n in range(3):
        await tell(two_towns.a, kari, kind="comment", url=f"/projects/havna/ideer/{n}")
    async with scope(two_towns.a):
        await execute(
            "UPDATE notification SET read_at = now() WHERE id = (SELECT min(id) FROM notification WHERE person = $1)",
            kari.id,
        )
    for _again in range(2):
        async with scope(two_towns.a):
            await digest()
        await run_due_jobs(two_towns.a)
    [message] = mails.sent(kari.email)
    assert plain(message).count("/projects/havna/ideer/") == 2
    assert "ideer/0" not in plain(message)


async def test_message_is_said_in_the_language_of_each_reader(
    two_towns: Towns, kari: Person, mails: FolderMailer
) -> None:
    async with scope(two_towns.a):
        await execute("UPDATE person SET locale = 'nn' WHERE id = $1", kari.id)
        title = Localized({"nb": "Ny svømmehall", "nn": "Ny symjehall", "en": "A new pool"})
        await notify(person_ids=[kari.id], kind="answer", title=title, url="/")
    await run_due_jobs(two_towns.a)
    [message] = mails.sent(kari.email)
    assert message["Subject"] == "Ny symjehall"
    with speaking("en"):
        assert await titles(two_towns.a, kari) == ["A new pool"]


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/a\nb"])
async def test_notice_leads_nowhere_but_here(two_towns: Towns, kari: Person, url: str) -> None:
    await tell(two_towns.a, kari, url=url)
    async with scope(two_towns.a):
        [each] = (await inbox(person_id=kari.id)).items
    assert each.url == "/"


async def test_closing_forgets_what_a_person_was_told(
    two_towns: Towns, kari: Person, mails: FolderMailer
) -> None:
    await tell(two_towns.a, kari)
    async with scope(two_towns.a):
        assert len((await messages_of(person_id=kari.id))["notifications"]) == 1
        await forget_messages(person_id=kari.id)
        assert await unread_count(person_id=kari.id) == 0
    await run_due_jobs(two_towns.a)
    assert mails.sent() == []


async def test_address_that_is_refused_gets_no_news_until_it_changes(
    two_towns: Towns, kari: Person, mails: FolderMailer
) -> None:
    async with scope(two_towns.a):
        await execute("INSERT INTO mail_failure (person, times) VALUES ($1, 3)", kari.id)
    await tell(two_towns.a, kari)
    await run_due_jobs(two_towns.a)
    assert mails.sent() == []
    async with scope(two_towns.a):
        await address_changed(person_id=kari.id)
    await tell(two_towns.a, kari)
    await run_due_jobs(two_towns.a)
    assert len(mails.sent()) == 1


async def test_staff_get_their_own_kinds(
    two_towns: Towns, make_person: MakePerson, mails: FolderMailer
) -> None:
    mails.empty()
    moderator = await make_person(two_towns.a, role=Role.MODERATOR)
    await tell(two_towns.a, moderator, kind="assigned")
    await run_due_jobs(two_towns.a)
    assert len(mails.sent(moderator.email)) == 1


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (_("Hello {name}").format(name=_("You")), "Hello You"),
        (ngettext("{n} idea", "{n} ideas", 2).format(n=2), "2 ideas"),
        (_("{broken"), "{broken"),
        (
            _("Opens on {date}").format(date=datetime(2026, 5, 3, 10, tzinfo=UTC)),
            "Opens on 3 May 2026, 12:00",
        ),
        (excerpt("a plain text", 50), "a plain text"),
        ("{not a placeholder}", "{not a placeholder}"),
    ],
)
def test_message_kept_as_data_is_said_again(said: object, heard: str) -> None:
    with speaking("en"):
        assert say(as_data(said)) == heard
