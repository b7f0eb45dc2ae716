"""Registering: a name, an address that a code proves, a postcode if one likes, and yes to the privacy text."""

from core.account.entering import send_register_code
from core.account.forms import RegisterForm
from core.account.privacy import privacy_version
from core.account.tries import count_code_sent
from core.account.waiting import Waiting, waiting_cookie
from core.forms import Bound, bind
from core.http import Answer, Visit, get, page, post, redirect
from core.http.own_paths import own_path
from core.people.codes import REGISTER
from core.people.limits import TooOften
from core.tenancy.scope import current_scope


@get("/register", action="account.enter")
async def ask(visit: Visit) -> Answer:
    next_page = own_path(visit.query.get("next"), otherwise="")
    if visit.person is not None:
        return redirect(next_page or "/account")
    return _register_page(visit, bind(RegisterForm, initial={"next": next_page}))


@post("/register", action="account.enter")
async def take(visit: Visit) -> Answer:
    form = bind(RegisterForm, await visit.body())
    if not form.ok:
        return _register_page(visit, form, 422)
    current_scope().quiet = True
    wish = form.values
    data = {
        "name": wish.name,
        "postcode": wish.postcode,
        "locale": visit.locale,
        "privacy": privacy_version(visit.site),
    }
    try:
        await count_code_sent(wish.email, visit.ip_key)
    except TooOften as refused:
        return _register_page(visit, form.refuse(refused), 429)
    issued = await send_register_code(visit, email=wish.email, data=data)
    waiting = Waiting(issued.id, REGISTER, wish.email, own_path(wish.next, otherwise=""))
    return redirect("/sign-in/code", cookies=(waiting_cookie(visit, waiting),))


def _register_page(visit: Visit, form: Bound[RegisterForm], status: int = 200) -> Answer:
    by_invitation = not (visit.tenant.confirmed and visit.site.registration_open)
    return page("account/register.html", status=status, form=form, by_invitation=by_invitation)
