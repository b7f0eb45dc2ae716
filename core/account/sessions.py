"""Where I am signed in: one device ended, or all."""

from core.account.methods import has_passwords
from core.account.proving import me
from core.account.waiting import nothing_waiting
from core.http import Answer, NotFound, Visit, get, page, post, redirect
from core.http.cookies import no_session_cookie
from core.i18n import _
from core.people.service import account_of
from core.people.sessions import end_all_sessions, end_session, sessions_of


@get("/account/sessions", action="account.own", both=True)
async def devices(visit: Visit) -> Answer:
    person = me(visit)
    account = await account_of(person_id=person.id)
    return page(
        "account/sessions.html",
        tab="/account/sessions",
        sessions=await sessions_of(person_id=person.id),
        has_password=bool(account and account.password_hash),
        passwords_allowed=has_passwords(visit),
    )


@post("/account/sessions/{session_id:int}/end", action="account.own", both=True)
async def end_one(visit: Visit, session_id: int) -> Answer:
    person = me(visit)
    if not await end_session(session_id=session_id, person_id=person.id):
        raise NotFound
    if session_id == person.session_id:
        return redirect("/", toast=_("You are signed out."), cookies=(no_session_cookie(),))
    return redirect("/account/sessions", toast=_("That device is signed out."))


@post("/account/sessions/end", action="account.own", both=True)
async def end_all(visit: Visit) -> Answer:
    await end_all_sessions(person_id=me(visit).id)
    cookies = (no_session_cookie(), nothing_waiting())
    return redirect("/", toast=_("You are signed out everywhere."), cookies=cookies)
