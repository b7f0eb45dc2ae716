"""What a browser waits for between two pages: a code, or the password. In a signed cookie of this host.

It binds a code to the browser that asked: who only knows the address can neither try it nor use it up.
"""

import msgspec

from core.http import Visit
from core.http.answers import Cookie
from core.http.cookies import host_only
from core.http.signed import sign, unsign
from core.people.codes import MINUTES

PASSWORD = "password"  # noqa: S105 - the name of a step, not a password
_SECONDS = MINUTES * 60


class Waiting(msgspec.Struct, frozen=True):
    """`purpose` is that of the code (core.people.codes), or PASSWORD; `next` where to go afterwards."""

    code_id: int
    purpose: str
    email: str
    next: str = ""


def waiting_cookie(visit: Visit, waiting: Waiting) -> Cookie:
    text = msgspec.json.encode(waiting).decode()
    return Cookie(host_only("code"), sign(text, purpose=_purpose(visit), seconds=_SECONDS), _SECONDS)


def nothing_waiting() -> Cookie:
    return Cookie(host_only("code"), "", 0)


def waiting_of(visit: Visit, *purposes: str) -> Waiting | None:
    """What this browser waits for, if it is one of `purposes`."""
    text = unsign(visit.request.cookies.get(host_only("code"), ""), purpose=_purpose(visit))
    if text is None:
        return None
    waiting = msgspec.json.decode(text, type=Waiting)
    return waiting if waiting.purpose in purposes else None


def _purpose(visit: Visit) -> str:
    # Installation-wide key: without the tenant's id, a cookie made in one place would count in another.
    return f"waiting:{visit.tenant.id}"
