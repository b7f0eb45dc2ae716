import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from core.outside.mail import FolderMailer, Mail, MailFailedError, SmtpMailer, as_message, mailer_from

HELLO = Mail(
    to="kari@example.no",
    to_name="Kari Ås",
    subject="Forslaget ditt er mottatt – takk! 🚲",
    text="Hei Kari\n\nVi har fått forslaget ditt: «Ny sykkelvei».\n",
    html="<p>Hei Kari</p><p>Vi har fått forslaget ditt.</p>",
    sender_name="Fjordvik kommune",
    reply_to="post@fjordvik.no",
    headers={
        "List-Unsubscribe": "<https://fjordvik.no/u/abc>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
)


class Inbox:
    """A real SMTP server's handler that keeps what it gets."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.senders: list[str] = []

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address.startswith("nobody"):
            return "550 no such mailbox"
        if address.startswith("later"):
            return "451 try again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        self.senders.append(envelope.mail_from)
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def check_password(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"us er", b"p@ss")
    return AuthResult(
        success=right, handled=False
    )  # the server answers; otherwise the client would wait for us


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    handler = Inbox()
    server = Controller(
        handler,
        hostname="127.0.0.1",
        port=free_port(),
        auth_require_tls=False,
        authenticator=check_password,
    )
    server.start()
    yield handler, server.port
    server.stop()


async def test_mail_arrives_whole(inbox: tuple[Inbox, int]) -> None:
    handler, port = inbox
    await mailer_from(f"smtp://127.0.0.1:{port}", sender="Allmenning <noreply@allmenning.no>").send(HELLO)
    [message] = handler.messages
    assert message["Subject"] == HELLO.subject
    assert message["From"] == "Fjordvik kommune <noreply@allmenning.no>"
    assert message["To"].addresses[0].display_name == "Kari Ås"
    assert message["Reply-To"] == "post@fjordvik.no"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == HELLO.text
    assert html.get_content().strip() == HELLO.html
    assert handler.senders == ["noreply@allmenning.no"]


async def test_mail_signs_in(inbox: tuple[Inbox, int]) -> None:
    handler, port = inbox
    await SmtpMailer(f"smtp://us%20er:p%40ss@127.0.0.1:{port}", sender="a@b.no").send(HELLO)
    assert len(handler.messages) == 1


async def test_mail_with_a_wrong_password_fails(inbox: tuple[Inbox, int]) -> None:
    handler, port = inbox
    with pytest.raises(MailFailedError) as failed:
        await SmtpMailer(f"smtp://us%20er:wrong@127.0.0.1:{port}", sender="a@b.no").send(HELLO)
    assert not failed.value.permanent
    assert handler.messages == []


@pytest.mark.parametrize(("to", "permanent"), [("nobody@example.no", True), ("later@example.no", False)])
async def test_mail_refused_says_whether_to_try_again(
    inbox: tuple[Inbox, int], to: str, permanent: bool
) -> None:
    _handler, port = inbox
    with pytest.raises(MailFailedError) as failed:
        await SmtpMailer(f"smtp://127.0.0.1:{port}", sender="a@b.no").send(Mail(to=to, subject="x", text="x"))
    assert failed.value.permanent is permanent
    assert to not in str(failed.value)


async def test_mail_insisting_on_tls_does_not_go_in_the_clear(inbox: tuple[Inbox, int]) -> None:
    handler, port = inbox
    with pytest.raises(MailFailedError):
        await SmtpMailer(f"smtp://127.0.0.1:{port}?starttls=always", sender="a@b.no").send(HELLO)
    assert handler.messages == []


async def test_mail_without_a_server_fails_softly() -> None:
    with pytest.raises(MailFailedError) as failed:
        await SmtpMailer(f"smtp://127.0.0.1:{free_port()}", sender="a@b.no").send(HELLO)
    assert not failed.value.permanent


def test_subject_cannot_add_headers() -> None:
    evil = Mail(to="a@b.no", subject="Hei\r\nBcc: x@y.no", text="x", to_name="A\nBcc: x@y.no")
    message = as_message(evil, sender="a@b.no")
    assert message["Bcc"] is None
    assert message["Subject"] == "Hei Bcc: x@y.no"


async def test_folder_mailer_keeps_messages_in_order(tmp_path: Path) -> None:
    mailer = mailer_from(f"folder://{tmp_path}/mail", sender="a@b.no")
    assert isinstance(mailer, FolderMailer)
    assert mailer.sent() == []
    for subject in ("first", "second"):
        await mailer.send(Mail(to="kari@example.no", subject=subject, text="Koden er 123456"))
    await mailer.send(Mail(to="ola@example.no", subject="third", text="x"))
    assert [m["Subject"] for m in mailer.sent("kari@example.no")] == ["first", "second"]
    mailer.empty()
    assert mailer.sent() == []


@pytest.mark.parametrize("url", ["http://x", "smtp://", "mail.example.no"])
def test_mailer_from_refuses_other_addresses(url: str) -> None:
    with pytest.raises(ValueError, match="SMTP_URL"):
        mailer_from(url, sender="a@b.no")
