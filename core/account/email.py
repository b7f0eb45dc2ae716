"""Changing the e-mail address: a code to the new one, a notice to the old one."""

from core.account.forms import CodeForm, NewEmailForm
from core.account.mail import mail_code, mail_notice
from core.account.proving import me, must_prove
from core.account.sign_in import status_of
from core.account.tries import count_code_sent, count_code_tried
from core.account.waiting import Waiting, nothing_waiting, waiting_cookie, waiting_of
from core.forms import Bound, bind
from core.http import Answer, Visit, get, page, post, redirect
from core.i18n import _
from core.messages import address_changed
from core.people.codes import CHANGE_EMAIL, CodeGone, Proven, issue_code, spend_code
from core.people.service import account_at, change_email
from core.people.sessions import end_all_sessions
from core.text.errors import Refused


@get("/account/email", action="account.own", both=True)
async def ask_email(visit: Visit) -> Answer:
    return await must_prove(visit) or _email_page(bind(NewEmailForm))


@post("/account/email", action="account.own", both=True)
async def send_code(visit: Visit) -> Answer:
    if to_prove := await must_prove(visit):
        return to_prove
    person, form = me(visit), bind(NewEmailForm, await visit.body())
    if not form.ok:
        return _email_page(form, 422)
    new = form.values.email
    try:
        await count_code_sent(new, visit.ip_key)
    except Refused as refused:
        return _email_page(form.refuse(refused), 429)
    issued = await issue_code(purpose=CHANGE_EMAIL, email=new, data={"person": person.id})
    await _write_to(visit, new, issued.code)
    cookie = waiting_cookie(visit, Waiting(issued.id, CHANGE_EMAIL, new))
    return redirect("/account/email/code", cookies=(cookie,))


@get("/account/email/code", action="account.own", both=True)
async def ask_code(visit: Visit) -> Answer:
    waiting = waiting_of(visit, CHANGE_EMAIL)
    return redirect("/account/email") if waiting is None else _code_page(waiting, bind(CodeForm))


@post("/account/email/code", action="account.own", both=True)
async def take_code(visit: Visit) -> Answer:
    waiting = waiting_of(visit, CHANGE_EMAIL)
    if waiting is None:
        return redirect("/account/email", toast=CodeGone().message, done=False)
    form = bind(CodeForm, await visit.body())
    if not form.ok:
        return _code_page(waiting, form, 422)
    try:
        await count_code_tried(visit.ip_key)
        proven = await spend_code(code_id=waiting.code_id, purpose=CHANGE_EMAIL, code=form.values.code)
        await _change(visit, proven)
    except Refused as refused:
        return _code_page(waiting, form.refuse(refused, "code"), status_of(refused))
    return redirect("/account", toast=_("Your address is changed."), cookies=(nothing_waiting(),))


async def _write_to(visit: Visit, new: str, code: str) -> None:
    """Somebody else's address gets a mail too, without a code: the page must not tell which addresses are known."""
    if await account_at(email=new):
        await mail_notice(visit, "email_taken", to=new)
    else:
        await mail_code(visit, "change_email_code", to=new, code=code)


async def _change(visit: Visit, proven: Proven) -> None:
    person = me(visit)
    if proven.data.get("person") != person.id:
        raise CodeGone
    await change_email(person_id=person.id, email=proven.email)
    await address_changed(person_id=person.id)
    await end_all_sessions(person_id=person.id, but=person.session_id)
    await mail_notice(visit, "email_changed", to=person.email)


def _email_page(form: Bound[NewEmailForm], status: int = 200) -> Answer:
    return page("account/email.html", status=status, form=form, tab="/account/sessions")


def _code_page(waiting: Waiting, form: Bound[CodeForm], status: int = 200) -> Answer:
    return page(
        "account/email_code.html", status=status, form=form, email=waiting.email, tab="/account/sessions"
    )
