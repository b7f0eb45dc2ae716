"""The moment of coming in: a new session, the old one ended, and on to where the person was going."""

from core.account.device import device_name
from core.account.waiting import nothing_waiting
from core.http import Redirect, Visit, redirect
from core.http.answers import Cookie
from core.http.cookies import session_cookie
from core.http.own_paths import own_path
from core.i18n import Text, _
from core.people.service import Account
from core.people.sessions import begin_session, end_session, lifetime


async def let_in(visit: Visit, account: Account, *, next_page: str, toast: Text | None = None) -> Redirect:
    """Always a new token: one that somebody planted in this browser before is worth nothing."""
    if visit.person is not None:
        await end_session(session_id=visit.person.session_id, person_id=visit.person.id)
    role = account.strongest_role
    device = device_name(visit.request.headers.get("user-agent", ""))
    token = await begin_session(person_id=account.id, role=role, device=device)
    cookies: tuple[Cookie, ...] = (
        session_cookie(token, seconds=int(lifetime(role).total_seconds())),
        nothing_waiting(),
    )
    words = toast or _("Welcome, {name}.").format(name=account.person.name)
    return redirect(own_path(next_page), toast=words, cookies=cookies)
