"""Mail that somebody waits for: it leaves, or says why not, and leaves no code behind."""

from collections.abc import Iterator

import pytest

from core.db import execute, rows, value
from core.jobs.testing import run_due_jobs
from core.messages import send_mail
from core.messages.mail import mail_fails, put_mail, sweep_mail
from core.messages.templates import Rendered, render_mail
from core.outside.mail import FolderMailer, mailer
from core.people import Person
from core.settings import project_folder, settings
from core.tenancy import Tenant, save_site, scope
from tests.conftest import MakePerson
from tests.outside.test_mail import Inbox, inbox
from tests.support.towns import Towns

__all__ = ["inbox"]
HELLO = Rendered("Hello", "Hello\n", "<p>Hello</p>")


@pytest.fixture
def smtp(inbox: tuple[Inbox, int], monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    """The mailer of this process speaks to a real SMTP server."""
    monkeypatch.setenv("ALLMENNING_SMTP_URL", f"smtp://127.0.0.1:{inbox[1]}")
    settings.cache_clear()
    mailer.cache_clear()
    yield inbox[0]
    monkeypatch.undo()
    settings.cache_clear()
    mailer.cache_clear()


async def send_code(town: Tenant, to: str, code: str = "123456") -> None:
    async with scope(town):
        await send_mail(to=to, template="sign_in_code", locale="en", code=code, minutes=15)


async def lay(town: Tenant, person: Person, address: str) -> None:
    async with scope(town):
        mail_id = await put_mail(rendered=HELLO, address=address, person_id=person.id)
        await execute(
            "INSERT INTO outbox (name, queue, arguments) VALUES ('messages.send', 'default', $1)",
            {"mail_id": mail_id},
        )


async def test_code_arrives_in_the_towns_name_and_is_kept_nowhere(
    two_towns: Towns, mails: FolderMailer
) -> None:
    mails.empty()
    await send_code(two_towns.a, "ola@example.org", "918273")
    async with scope(two_towns.a):
        assert "918273" not in str(await rows("SELECT * FROM outbox"))
    assert await run_due_jobs(two_towns.b) == 0
    await run_due_jobs(two_towns.a)
    [message] = mails.sent("ola@example.org")
    assert message["From"].addresses[0].display_name == "Havneby"
    body = message.get_body(("plain",))
    assert body is not None
    assert "918273" in body.get_content()
    async with scope(two_towns.a):
        assert await rows("SELECT * FROM mail_queue") == []


async def test_code_that_is_rolled_back_is_not_sent(two_towns: Towns, mails: FolderMailer) -> None:
    mails.empty()
    with pytest.raises(RuntimeError):
        async with scope(two_towns.a):
            await send_mail(to="ola@example.org", template="sign_in_code", code="1", minutes=15)
            raise RuntimeError
    await run_due_jobs(two_towns.a)
    assert mails.sent() == []


async def test_mail_by_smtp_arrives(two_towns: Towns, smtp: Inbox) -> None:
    await send_code(two_towns.a, "ola@example.org")
    await run_due_jobs(two_towns.a)
    assert [message["To"].addresses[0].addr_spec for message in smtp.messages] == ["ola@example.org"]


async def test_address_that_does_not_exist_is_noted_and_not_tried_again(
    two_towns: Towns, make_person: MakePerson, smtp: Inbox
) -> None:
    person = await make_person(two_towns.a)
    await lay(two_towns.a, person, "nobody@example.org")
    await run_due_jobs(two_towns.a)
    async with scope(two_towns.a):
        assert await mail_fails(person_id=person.id)
        assert await rows("SELECT * FROM outbox") == []
        assert await rows("SELECT * FROM mail_queue") == []
    await lay(two_towns.a, person, "somebody@example.org")
    await run_due_jobs(two_towns.a)
    async with scope(two_towns.a):
        assert not await mail_fails(person_id=person.id)


async def test_mail_that_cannot_be_sent_now_waits(
    two_towns: Towns, make_person: MakePerson, smtp: Inbox
) -> None:
    person = await make_person(two_towns.a)
    await lay(two_towns.a, person, "later@example.org")
    await run_due_jobs(two_towns.a, raising=False)
    async with scope(two_towns.a):
        assert await value("SELECT count(*) FROM mail_queue") == 1
        [waiting] = await rows("SELECT tries, error, failed_at FROM outbox")
        assert waiting["tries"] == 1
        assert "later@" not in waiting["error"]
        assert not await mail_fails(person_id=person.id)
        await execute("DELETE FROM outbox")
        await execute("DELETE FROM mail_queue")


async def test_mail_that_is_too_old_is_not_sent_and_swept(two_towns: Towns, mails: FolderMailer) -> None:
    mails.empty()
    await send_code(two_towns.a, "ola@example.org")
    async with scope(two_towns.a):
        await execute("UPDATE mail_queue SET expires_at = now() - interval '1 minute'")
    await run_due_jobs(two_towns.a)
    assert mails.sent() == []
    async with scope(two_towns.a):
        await put_mail(rendered=HELLO, address="ola@example.org")
        await execute("UPDATE mail_queue SET expires_at = now() - interval '1 minute'")
        await sweep_mail()
        assert await rows("SELECT * FROM mail_queue") == []


async def test_mail_comes_in_a_language_of_the_town(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        rendered = await render_mail("sign_in_code", locale="se", code="123456", minutes=15)
    assert 'lang="nb"' in rendered.html


async def test_hostile_town_name_stays_text(two_towns: Towns) -> None:
    async with scope(two_towns.b):
        await save_site(names={"nb": "Fjellvik\r\nBcc: x@y.no <script>"})
        rendered = await render_mail("sign_in_code", locale="nb", code="123456", minutes=15)
    assert "<script>" not in rendered.html
    assert "\n" not in rendered.subject


TEMPLATES = project_folder() / "frontend" / "templates" / "mail"
ANYTHING = {
    "code": "123456",
    "minutes": 15,
    "title": "T",
    "body": "B",
    "path": "/",
    "kind": "K",
    "stop_path": "/unsubscribe/x",
    "items": [{"title": "T", "body": "B", "path": "/x"}],
    "count": 3,
    "more": 2,
}


@pytest.mark.parametrize("name", sorted(file.stem for file in TEMPLATES.glob("*.txt")))
async def test_every_mail_has_a_subject_a_text_and_a_page(two_towns: Towns, name: str) -> None:
    async with scope(two_towns.a):
        values = {**dict.fromkeys(_asked_for(name), "x"), **ANYTHING}
        rendered = await render_mail(name, locale="en", **values)
    assert rendered.subject
    assert two_towns.a.hosts[0] in rendered.text
    assert rendered.html.startswith("<!doctype html>")


def _asked_for(name: str) -> set[str]:
    from jinja2 import Environment, meta

    sources = [(TEMPLATES / f"{name}.{kind}").read_text() for kind in ("txt", "html")]
    known = {"locale", "site_name", "site_url", "colour", "subject", "url", "_", "ngettext"}
    read = Environment(autoescape=True)
    return set().union(*[meta.find_undeclared_variables(read.parse(s)) for s in sources]) - known
