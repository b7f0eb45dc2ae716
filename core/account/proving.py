"""Before what cannot be undone: a code or the password again, unless one was given minutes ago."""

from urllib.parse import quote

from core.account.forms import CodeForm, ProvePasswordForm
from core.account.mail import mail_code
from core.account.methods import has_passwords, need_passwords
from core.account.sign_in import status_of
from core.account.tries import count_code_sent, count_code_tried, count_password_tried
from core.account.waiting import Waiting, nothing_waiting, waiting_cookie, waiting_of
from core.forms import Bound, bind
from core.http import Answer, NotFound, Redirect, Visit, get, page, post, redirect
from core.http.own_paths import own_path
from core.i18n import _
from core.people import Person
from core.people.codes import PROVE, issue_code, spend_code
from core.people.passwords import password_matches
from core.people.service import account_of
from core.people.sessions import is_fresh, prove_again
from core.text.errors import Refused


def me(visit: Visit) -> Person:
    """The person whose account it is. The action `account.own` lets no visitor come this far."""
    if visit.person is None:
        raise LookupError("a page of the account was reached by nobody")
    if visit.support_reason is not None:
        raise NotFound(_("A support expert on a visit has no account here."))
    return visit.person


async def must_prove(visit: Visit) -> Redirect | None:
    """Where to send somebody who has to prove again who they are; None when they just have."""
    if await is_fresh(session_id=me(visit).session_id):
        return None
    return redirect(f"/account/prove?next={quote(visit.path)}")


@get("/account/prove", action="account.own", both=True)
async def ask_proof(visit: Visit) -> Answer:
    return await _prove_page(visit, own_path(visit.query.get("next"), otherwise="/account"))


@post("/account/prove/code", action="account.own", both=True)
async def send_proof_code(visit: Visit) -> Answer:
    person = me(visit)
    next_page = own_path(await _typed(visit, "next"), otherwise="/account")
    try:
        await count_code_sent(person.email, visit.ip_key)
    except Refused as refused:
        return await _prove_page(visit, next_page, code=bind(CodeForm).refuse(refused), status=429)
    issued = await issue_code(purpose=PROVE, email=person.email, data={"person": person.id})
    await mail_code(visit, "prove_code", to=person.email, code=issued.code)
    cookie = waiting_cookie(visit, Waiting(issued.id, PROVE, person.email, next_page))
    return redirect(f"/account/prove?next={quote(next_page)}", cookies=(cookie,))


@post("/account/prove", action="account.own", both=True)
async def take_proof(visit: Visit) -> Answer:
    next_page = own_path(await _typed(visit, "next"), otherwise="/account")
    form: Bound[CodeForm] | Bound[ProvePasswordForm]
    by_code = "code" in await visit.body()
    form = bind(CodeForm, await visit.body()) if by_code else bind(ProvePasswordForm, await visit.body())
    if form.ok:
        try:
            await _check(visit, form.values)
        except Refused as refused:
            form.refuse(refused, "code" if by_code else "password")
            return await _again(visit, next_page, form, status_of(refused))
        await prove_again(session_id=me(visit).session_id)
        return redirect(next_page, cookies=(nothing_waiting(),))
    return await _again(visit, next_page, form, 422)


async def _check(visit: Visit, given: CodeForm | ProvePasswordForm) -> None:
    person = me(visit)
    if isinstance(given, CodeForm):
        await count_code_tried(visit.ip_key)
        waiting = waiting_of(visit, PROVE)
        proven = await spend_code(code_id=waiting.code_id if waiting else 0, purpose=PROVE, code=given.code)
        if proven.data.get("person") != person.id:
            raise Refused(_("This code was sent to somebody else."))
        return
    need_passwords(visit)
    await count_password_tried(person.email, visit.ip_key)
    account = await account_of(person_id=person.id)
    if account is None or not await password_matches(account.password_hash, given.password):
        raise Refused(_("This is not your password."))


async def _again(
    visit: Visit, next_page: str, form: Bound[CodeForm] | Bound[ProvePasswordForm], status: int
) -> Answer:
    if "code" in form:
        return await _prove_page(visit, next_page, code=form, status=status)
    return await _prove_page(visit, next_page, password=form, status=status)


async def _prove_page(
    visit: Visit,
    next_page: str,
    *,
    code: Bound[CodeForm] | Bound[ProvePasswordForm] | None = None,
    password: Bound[CodeForm] | Bound[ProvePasswordForm] | None = None,
    status: int = 200,
) -> Answer:
    account = await account_of(person_id=me(visit).id)
    return page(
        "account/prove.html",
        status=status,
        code=code or bind(CodeForm),
        password=password or bind(ProvePasswordForm),
        has_password=bool(account and account.password_hash) and has_passwords(visit),
        sent=waiting_of(visit, PROVE) is not None,
        next=next_page,
    )


async def _typed(visit: Visit, name: str) -> str:
    return str((await visit.body()).get(name, [""])[-1])
