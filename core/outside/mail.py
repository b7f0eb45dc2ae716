"""Mail that leaves: by SMTP, or into a folder where a developer, a demo and a test can read it."""

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from functools import cache
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import aiosmtplib
from anyio import to_thread

from core.settings import settings

_POLICY = policy.SMTP.clone(raise_on_defect=False)
_PERMANENT = range(500, 600)


class MailFailedError(Exception):
    """It was not sent. `permanent`: trying again will not help (no such address)."""

    def __init__(self, why: str, *, permanent: bool) -> None:
        super().__init__(why)
        self.permanent = permanent


@dataclass(frozen=True, kw_only=True)
class Mail:
    """One message to one person. Plain text always; HTML beside it where it helps."""

    to: str
    subject: str
    text: str
    html: str = ""
    to_name: str = ""
    sender_name: str = ""  # the address is the installation's: see MAIL_FROM
    reply_to: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)  # List-Unsubscribe and the like
    attached: tuple["Attached", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A file that goes with a mail."""

    name: str
    media_type: str
    content: bytes


class Mailer(Protocol):
    async def send(self, message: Mail) -> None:
        """Handed over to the next server, or MailFailedError."""


@cache
def mailer() -> Mailer:
    """The one of this process, from SMTP_URL and MAIL_FROM."""
    return mailer_from(settings().smtp_url, sender=settings().mail_from)


def mailer_from(url: str, *, sender: str) -> Mailer:
    """`smtp://user:password@host:587`, `smtps://host`, `smtp://host?starttls=never`, `folder:///path`."""
    parts = urlsplit(url)
    if parts.scheme in {"folder", "file"}:
        return FolderMailer(Path(unquote(parts.path)), sender=sender)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("SMTP_URL must begin with smtp://, smtps:// or folder://")
    return SmtpMailer(parts, sender=sender)


class SmtpMailer:
    """STARTTLS where the server offers it; `?starttls=always` insists, `?starttls=never` does not ask."""

    def __init__(self, url: str | SplitResult, *, sender: str, tls: ssl.SSLContext | None = None) -> None:
        parts = urlsplit(url) if isinstance(url, str) else url
        wish = parse_qs(parts.query).get("starttls", ["auto"])[-1]
        self._sender = sender
        self._host = parts.hostname or "localhost"
        self._direct_tls = parts.scheme == "smtps"
        self._port = parts.port or (465 if self._direct_tls else 25)
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None
        self._start_tls = {"always": True, "never": False}.get(wish) if not self._direct_tls else None
        self._tls = tls

    async def send(self, message: Mail) -> None:
        envelope = as_message(message, sender=self._sender)
        try:
            await aiosmtplib.send(
                envelope,
                sender=parseaddr(self._sender)[1],
                recipients=[message.to],
                hostname=self._host,
                port=self._port,
                username=self._user,
                password=self._password,
                use_tls=self._direct_tls,
                start_tls=self._start_tls,
                tls_context=self._tls,
                timeout=30,
            )
        except aiosmtplib.SMTPRecipientsRefused as refused:
            codes = [each.code for each in refused.recipients]
            raise MailFailedError(
                "recipient refused", permanent=all(c in _PERMANENT for c in codes)
            ) from refused
        except (aiosmtplib.SMTPException, OSError) as error:
            raise MailFailedError(type(error).__name__, permanent=False) from error


class FolderMailer:
    """Each message is an .eml file. `sent()` reads them back, oldest first."""

    def __init__(self, folder: Path, *, sender: str = "noreply@localhost") -> None:
        self.folder = folder
        self._sender = sender

    async def send(self, message: Mail) -> None:
        content = as_message(message, sender=self._sender).as_bytes(policy=_POLICY)
        await to_thread.run_sync(self._write, message.to, content)

    def sent(self, to: str = "") -> list[EmailMessage]:
        """All messages, or those to one address."""
        files = sorted(self.folder.glob("*.eml")) if self.folder.is_dir() else []
        messages = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        return [
            m for m in messages if isinstance(m, EmailMessage) and (not to or parseaddr(m["To"])[1] == to)
        ]

    def empty(self) -> None:
        for file in self.folder.glob("*.eml"):
            file.unlink(missing_ok=True)

    def _write(self, to: str, content: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
        unique = make_msgid().strip("<>").split("@")[0].split(".", 1)[-1]
        name = re.sub(r"[^A-Za-z0-9.-]+", "-", f"{stamp}-{unique}-{to}")[:150]
        draft = self.folder / f"{name}.part"
        draft.write_bytes(content)
        draft.rename(self.folder / f"{name}.eml")


def as_message(mail: Mail, *, sender: str) -> EmailMessage:
    """As it goes over the wire. No line break in any header, whoever wrote the subject."""
    name, address = parseaddr(sender)
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(_line(mail.sender_name or name), addr_spec=address)
    message["To"] = Address(_line(mail.to_name), addr_spec=mail.to)
    message["Subject"] = _line(mail.subject)
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = make_msgid(domain=address.rpartition("@")[2] or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    if mail.reply_to:
        message["Reply-To"] = _line(mail.reply_to)
    for header, content in mail.headers.items():
        message[_line(header)] = _line(content)
    message.set_content(mail.text, cte="quoted-printable")
    if mail.html:
        message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    for file in mail.attached:
        kind, _slash, exact = file.media_type.partition("/")
        message.add_attachment(file.content, maintype=kind, subtype=exact, filename=_line(file.name))
    return message


def _line(text: str) -> str:
    return " ".join(text.split())
