"""Closing the account: the person chooses whether what they wrote stays without a name, or goes."""

from core.account.forms import CloseForm
from core.account.leaving import leave
from core.account.proving import me, must_prove
from core.account.waiting import nothing_waiting
from core.forms import Bound, bind
from core.http import Answer, Visit, get, page, post, redirect
from core.http.cookies import no_session_cookie
from core.i18n import _
from core.text.errors import Refused


@get("/account/close", action="account.own", both=True)
async def ask(visit: Visit) -> Answer:
    return await must_prove(visit) or _close_page(bind(CloseForm))


@post("/account/close", action="account.own", both=True)
async def take(visit: Visit) -> Answer:
    if to_prove := await must_prove(visit):
        return to_prove
    form = bind(CloseForm, await visit.body())
    if not form.ok:
        return _close_page(form, 422)
    try:
        await leave(visit, me(visit), keep_contributions=form.values.contributions == "stay")
    except Refused as refused:
        return _close_page(form.refuse(refused), 422)
    cookies = (no_session_cookie(), nothing_waiting())
    return redirect("/", toast=_("Your account is closed. Thank you for taking part."), cookies=cookies)


def _close_page(form: Bound[CloseForm], status: int = 200) -> Answer:
    return page("account/close.html", status=status, form=form, tab="/account/data")
