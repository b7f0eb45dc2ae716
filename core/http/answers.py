"""What a handler returns or raises. Plain data: `core.web` turns it into bytes."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from core.access import Refusal
from core.i18n import Text, _


@dataclass(frozen=True)
class Page:
    """A template with its context. With `block`, a request for a fragment gets only that block."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    block: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Redirect:
    """303 to a path of this host, or to another of our own hosts. `toast` is said once on the next page."""

    to: str
    toast: Text | None = None
    cookies: tuple["Cookie", ...] = ()
    done: bool = True  # False: the toast says why it was not done


@dataclass(frozen=True)
class Cookie:
    """`seconds` 0 removes it."""

    name: str
    value: str
    seconds: int
    readable: bool = False


@dataclass(frozen=True)
class Data:
    """Bytes of any kind: a picture, a calendar file, JSON."""

    content: bytes
    media_type: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stream:
    """A download that is made while it is sent, inside the read-only transaction of its request.

    With `needs_database=False` the transaction ends first, so that a slow reader holds no connection.
    """

    chunks: AsyncIterator[bytes]
    filename: str
    media_type: str
    inline: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    needs_database: bool = True
    status: int = 200


Answer = Page | Redirect | Data | Stream


def page(template: str, *, status: int = 200, block: str | None = None, **context: Any) -> Page:
    return Page(template, context, status, block)


def redirect(
    to: str, *, toast: Text | None = None, cookies: tuple[Cookie, ...] = (), done: bool = True
) -> Redirect:
    return Redirect(to, toast, cookies, done)


def stream(chunks: AsyncIterator[bytes], *, filename: str, media_type: str) -> Stream:
    return Stream(chunks, filename, media_type)


class HttpProblem(Exception):
    """An answer that is not what was asked for: rolled back, and shown as a page that says what to do."""

    status = 500

    def __init__(self, message: Text | None = None) -> None:
        self.message = message or _("Something went wrong here.")
        super().__init__(self.message.msgid)


class NotFound(HttpProblem):
    status = 404

    def __init__(self, message: Text | None = None) -> None:
        super().__init__(message or _("We cannot find this page."))


class Forbidden(HttpProblem):
    """With the typed reason, so that the page can offer the next step."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal
        self.status = refusal.reason.status


class TooMany(HttpProblem):
    """A rate limit: `seconds` until it makes sense to try again."""

    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__(_("Too many tries. Wait a little and try again."))
        self.seconds = seconds


class TooLarge(HttpProblem):
    status = 413

    def __init__(self) -> None:
        super().__init__(_("What you sent is too large. Nothing is saved."))
