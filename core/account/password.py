"""A password beside the code by mail, for those who like one: set, changed, taken away."""

from core.account.forms import NewPasswordForm
from core.account.mail import mail_notice
from core.account.methods import need_passwords
from core.account.proving import me, must_prove
from core.forms import Bound, bind
from core.http import Answer, Visit, get, page, post, redirect
from core.i18n import _
from core.people.passwords import WeakPassword, check_password, hash_password
from core.people.service import account_of, set_password_hash
from core.people.sessions import end_all_sessions


@get("/account/password", action="account.own", both=True)
async def ask_password(visit: Visit) -> Answer:
    need_passwords(visit)
    return await must_prove(visit) or await _password_page(visit, bind(NewPasswordForm))


@post("/account/password", action="account.own", both=True)
async def set_password(visit: Visit) -> Answer:
    need_passwords(visit)
    if to_prove := await must_prove(visit):
        return to_prove
    person, form = me(visit), bind(NewPasswordForm, await visit.body())
    if not form.ok:
        return await _password_page(visit, form, 422)
    try:
        check_password(form.values.password, name=person.name, email=person.email)
    except WeakPassword as refused:
        return await _password_page(visit, form.refuse(refused), 422)
    await set_password_hash(person_id=person.id, password_hash=await hash_password(form.values.password))
    return await _changed(visit)


@post("/account/password/remove", action="account.own", both=True)
async def remove_password(visit: Visit) -> Answer:
    if to_prove := await must_prove(visit):
        return to_prove
    await set_password_hash(person_id=me(visit).id, password_hash=None)
    return await _changed(visit)


async def _changed(visit: Visit) -> Answer:
    """Whoever was in with the old one is out, and the person is told: it may not have been them."""
    person = me(visit)
    await end_all_sessions(person_id=person.id, but=person.session_id)
    await mail_notice(visit, "password_changed", to=person.email)
    return redirect("/account/sessions", toast=_("The password is changed. Other devices are signed out."))


async def _password_page(visit: Visit, form: Bound[NewPasswordForm], status: int = 200) -> Answer:
    account = await account_of(person_id=me(visit).id)
    has_password = bool(account and account.password_hash)
    return page(
        "account/password.html", status=status, form=form, tab="/account/sessions", has_password=has_password
    )
