"""The way of a support expert into a tenant: a ticket from the platform host, a reason, one hour, one line in the record."""

import secrets
from typing import Any

import msgspec

from core.account.device import device_name
from core.audit import note
from core.http import Answer, NotFound, Visit, get, page, post, redirect
from core.http.cookies import no_session_cookie, session_cookie, session_cookie_name
from core.http.signed import sign, unsign
from core.i18n import _
from core.people import Person, Role
from core.people.sessions import SUPPORT_MINUTES, lifetime
from core.people.support import begin_visit, check_reason, end_visit, renew_visit, visit_of_session
from core.tenancy import Tenant
from core.tenancy.registry import address_of
from core.text.errors import Refused

_SECONDS = 120  # from the desk to the place


class Ticket(msgspec.Struct, frozen=True):
    number: str
    expert_id: int
    name: str
    reason: str


def support_link(tenant: Tenant, *, expert: Person, reason: str) -> str:
    """For the desk on the platform host: an address that lets this expert into this place once. Raises NoReason."""
    ticket = Ticket(secrets.token_urlsafe(24), expert.id, expert.name, check_reason(reason))
    text = msgspec.json.encode(ticket).decode()
    return address_of(tenant, f"/support/visit/{sign(text, purpose=_purpose(tenant), seconds=_SECONDS)}")


@get("/support/visit/{key:str}", action="account.enter")
async def ask(visit: Visit, key: str) -> Answer:
    """What a link opens changes nothing, so one button is left to press."""
    return _visit_page(_ticket(visit, key), key)


@post("/support/visit/{key:str}", action="account.enter")
async def take(visit: Visit, key: str) -> Answer:
    ticket = _ticket(visit, key)
    try:
        begun = await begin_visit(
            expert_id=ticket.expert_id,
            expert_name=ticket.name,
            reason=ticket.reason,
            ticket=ticket.number,
            device=device_name(visit.request.headers.get("user-agent", "")),
        )
    except Refused as refused:
        raise NotFound(refused.message) from refused
    expert = Person(id=begun.person_id, name=ticket.name, email="", role=Role.SUPPORT)
    details = {"minutes": SUPPORT_MINUTES, "expert": ticket.expert_id}
    await note(
        action="support.enter", subject="support_visit", subject_id=begun.visit_id, details=details, by=expert
    )
    seconds = int(lifetime(Role.SUPPORT, reason=ticket.reason).total_seconds())
    return redirect("/manage", cookies=(session_cookie(begun.token, seconds=seconds),))


@get("/support/visit", action="account.own")
async def show_visit(visit: Visit) -> Answer:
    """How long the expert may stay, and the two buttons."""
    return page("account/visiting.html", stay=await _stay(visit), reason=visit.support_reason)


@post("/support/visit/renew", action="account.own")
async def stay_longer(visit: Visit) -> Answer:
    stay = await _stay(visit)
    if visit.person is None or await renew_visit(session_id=visit.person.session_id) is None:
        return redirect("/support/visit", toast=_("Begin a new visit from the support desk."), done=False)
    await note(action="support.renew", subject="support_visit", subject_id=stay["id"], by=visit.person)
    seconds = SUPPORT_MINUTES * 60
    token = visit.request.cookies.get(session_cookie_name(), "")
    cookies = (session_cookie(token, seconds=seconds),)
    return redirect("/support/visit", toast=_("You can stay for another hour."), cookies=cookies)


@post("/support/visit/leave", action="account.own")
async def leave(visit: Visit) -> Answer:
    stay = await _stay(visit)
    await note(action="support.leave", subject="support_visit", subject_id=stay["id"], by=visit.person)
    await end_visit(visit_id=stay["id"])
    return redirect("/", toast=_("The visit is over."), cookies=(no_session_cookie(),))


async def _stay(visit: Visit) -> dict[str, Any]:
    found = await visit_of_session(visit.person.session_id) if visit.person and visit.support_reason else None
    if found is None:
        raise NotFound
    return found


def _ticket(visit: Visit, key: str) -> Ticket:
    text = unsign(key, purpose=_purpose(visit.tenant))
    if text is None:
        raise NotFound(_("This ticket is too old, or for another place. Make a new one at the support desk."))
    return msgspec.json.decode(text, type=Ticket)


def _purpose(tenant: Tenant) -> str:
    return f"support:{tenant.id}"


def _visit_page(ticket: Ticket, key: str) -> Answer:
    return page(
        "account/visit.html", name=ticket.name, reason=ticket.reason, minutes=SUPPORT_MINUTES, key=key
    )
