"""Signing in: the address first, then a code by mail or the password; and out again."""

from core.account.entering import enter_by_code, enter_by_password, send_register_code, send_sign_in_code
from core.account.forms import CodeForm, PasswordSignInForm, SignInForm
from core.account.letting_in import let_in
from core.account.methods import has_passwords, need_passwords
from core.account.tries import (
    count_code_sent,
    count_code_tried,
    count_password_tried,
    forgive_passwords,
)
from core.account.waiting import PASSWORD, Waiting, nothing_waiting, waiting_cookie, waiting_of
from core.forms import Bound, bind
from core.http import Answer, Visit, get, page, post, redirect
from core.http.cookies import no_session_cookie
from core.http.own_paths import own_path
from core.i18n import _
from core.people.codes import REGISTER, SIGN_IN, CodeGone, data_of, spend_code
from core.people.limits import TooOften
from core.people.sessions import end_session
from core.tenancy.scope import current_scope
from core.text.errors import Refused

UNPROCESSABLE, TOO_MANY = 422, 429


@get("/sign-in", action="account.enter", both=True)
async def ask_address(visit: Visit) -> Answer:
    next_page = own_path(visit.query.get("next"), otherwise="")
    if visit.person is not None:
        return redirect(next_page or "/account")
    return _address_page(visit, bind(SignInForm, initial={"next": next_page}))


@post("/sign-in", action="account.enter", both=True)
async def take_address(visit: Visit) -> Answer:
    raw = await visit.body()
    form = bind(SignInForm, raw)
    if not form.ok:
        return _address_page(visit, form, UNPROCESSABLE)
    wish = form.values
    if raw.get("how") == ["password"] and has_passwords(visit):
        waiting = Waiting(0, PASSWORD, wish.email, own_path(wish.next, otherwise=""))
        return redirect("/sign-in/password", cookies=(waiting_cookie(visit, waiting),))
    try:
        waiting = await _send(visit, Waiting(0, SIGN_IN, wish.email, own_path(wish.next, otherwise="")))
    except TooOften as refused:
        return _address_page(visit, form.refuse(refused), TOO_MANY)
    return redirect("/sign-in/code", cookies=(waiting_cookie(visit, waiting),))


@get("/sign-in/code", action="account.enter", both=True)
async def ask_code(visit: Visit) -> Answer:
    waiting = waiting_of(visit, SIGN_IN, REGISTER)
    return redirect("/sign-in") if waiting is None else _code_page(visit, waiting, bind(CodeForm))


@post("/sign-in/code", action="account.enter", both=True)
async def take_code(visit: Visit) -> Answer:
    waiting = waiting_of(visit, SIGN_IN, REGISTER)
    if waiting is None:
        return redirect("/sign-in", toast=CodeGone().message, done=False)
    form = bind(CodeForm, await visit.body())
    if not form.ok:
        return _code_page(visit, waiting, form, UNPROCESSABLE)
    current_scope().quiet = True
    try:
        await count_code_tried(visit.ip_key)
        proven = await spend_code(code_id=waiting.code_id, purpose=waiting.purpose, code=form.values.code)
        account = await enter_by_code(proven, purpose=waiting.purpose)
    except Refused as refused:
        return _code_page(visit, waiting, form.refuse(refused, "code"), status_of(refused))
    return await let_in(visit, account, next_page=waiting.next)


@post("/sign-in/code/again", action="account.enter", both=True)
async def send_again(visit: Visit) -> Answer:
    waiting = waiting_of(visit, SIGN_IN, REGISTER)
    if waiting is None:
        return redirect("/sign-in", toast=CodeGone().message, done=False)
    try:
        waiting = await _send(visit, waiting)
    except (TooOften, CodeGone) as refused:
        return _code_page(visit, waiting, bind(CodeForm).refuse(refused), status_of(refused))
    cookies = (waiting_cookie(visit, waiting),)
    return redirect("/sign-in/code", toast=_("We have sent a new code."), cookies=cookies)


@get("/sign-in/password", action="account.enter", both=True)
async def ask_password(visit: Visit) -> Answer:
    need_passwords(visit)
    waiting = waiting_of(visit, PASSWORD, SIGN_IN, REGISTER)
    known = {"email": waiting.email} if waiting else {}
    return _password_page(bind(PasswordSignInForm, initial=known))


@post("/sign-in/password", action="account.enter", both=True)
async def take_password(visit: Visit) -> Answer:
    need_passwords(visit)
    form = bind(PasswordSignInForm, await visit.body())
    if not form.ok:
        return _password_page(form, UNPROCESSABLE)
    current_scope().quiet = True
    email, password = form.values.email, form.values.password
    try:
        await count_password_tried(email, visit.ip_key)
        account = await enter_by_password(email=email, password=password)
    except Refused as refused:
        return _password_page(form.refuse(refused), status_of(refused))
    await forgive_passwords(email)
    waiting = waiting_of(visit, PASSWORD, SIGN_IN)
    return await let_in(visit, account, next_page=waiting.next if waiting else "")


@post("/sign-out", action="account.enter", both=True)
async def sign_out(visit: Visit) -> Answer:
    if visit.person is not None:
        await end_session(session_id=visit.person.session_id, person_id=visit.person.id)
    cookies = (no_session_cookie(), nothing_waiting())
    return redirect("/", toast=_("You are signed out."), cookies=cookies)


def status_of(refused: Refused) -> int:
    return TOO_MANY if isinstance(refused, TooOften) else UNPROCESSABLE


async def _send(visit: Visit, waiting: Waiting) -> Waiting:
    """A new code, and what this browser now waits for."""
    current_scope().quiet = True
    await count_code_sent(waiting.email, visit.ip_key)
    if waiting.purpose == REGISTER:
        data = await data_of(code_id=waiting.code_id, purpose=REGISTER)
        issued = await send_register_code(visit, email=waiting.email, data=data)
    else:
        issued = await send_sign_in_code(visit, email=waiting.email)
    return Waiting(issued.id, waiting.purpose, waiting.email, waiting.next)


def _address_page(visit: Visit, form: Bound[SignInForm], status: int = 200) -> Answer:
    return page("account/sign_in.html", status=status, form=form, has_passwords=has_passwords(visit))


def _code_page(visit: Visit, waiting: Waiting, form: Bound[CodeForm], status: int = 200) -> Answer:
    return page(
        "account/code.html",
        status=status,
        form=form,
        email=waiting.email,
        registering=waiting.purpose == REGISTER,
        has_passwords=waiting.purpose == SIGN_IN and has_passwords(visit),
    )


def _password_page(form: Bound[PasswordSignInForm], status: int = 200) -> Answer:
    return page("account/password_sign_in.html", status=status, form=form)
