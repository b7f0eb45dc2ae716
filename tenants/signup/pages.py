"""The pages of sign-up: form → service → next step. The browser holds one cookie, the answers are kept here."""

from typing import TypeVar

from core.account.tries import count_code_tried
from core.files.refusals import FileRefused
from core.forms import Bound, bind
from core.http import Page, Redirect, Visit, get, page, post, redirect
from core.http.answers import Cookie
from core.http.cookies import host_only
from core.i18n import _
from core.people.limits import TooOften
from core.text import Refused
from tenants.signup.forms import CodeForm, OrganisationForm, YouForm, register_options
from tenants.signup.service import check_free, introduce, prove_address, send_again
from tenants.signup.state import HOURS, Chosen, SignUp, begin, choose, current

ACTION = "tenants.sign_up"
UNPROCESSABLE, TOO_MANY = 422, 429
F = TypeVar("F")
OPTIONS = {"register": register_options()}


def token_of(visit: Visit) -> str:
    return visit.request.cookies.get(host_only("sign-up"), "")


async def sign_up_of(visit: Visit, *, lock: bool = False) -> SignUp | None:
    return await current(token_of(visit), lock=lock)


def refused_page(form: Bound[F], refused: Refused) -> int:
    """Say it beside its field; the status to answer with."""
    form.refuse(refused, "logo" if isinstance(refused, FileRefused) else None)
    return TOO_MANY if isinstance(refused, TooOften) else UNPROCESSABLE


@get("/sign-up", action=ACTION, at="platform")
async def ask_organisation(visit: Visit) -> Page:
    sign_up = await sign_up_of(visit)
    chosen = sign_up.chosen if sign_up and not sign_up.finished else Chosen()
    initial = {"register": chosen.register, "other_name": chosen.name, "orgnr": chosen.orgnr}
    initial["foreign"] = bool(chosen.name and not chosen.orgnr)  # type: ignore[assignment]
    return _organisation_page(bind(OrganisationForm, initial=initial, options=OPTIONS))


@post("/sign-up", action=ACTION, at="platform")
async def take_organisation(visit: Visit) -> Page | Redirect:
    form = bind(OrganisationForm, await visit.body(), options=OPTIONS)
    if not form.ok:
        return _organisation_page(form, UNPROCESSABLE)
    chosen = Chosen(register=form.values.register, name=form.values.other_name, orgnr=form.values.orgnr)
    try:
        await check_free(chosen)
    except Refused as refused:
        return _organisation_page(form, refused_page(form, refused))
    sign_up = await sign_up_of(visit)
    if sign_up is not None and not sign_up.finished:
        await choose(sign_up, chosen=chosen)
        return redirect("/sign-up/you")
    token = await begin(chosen=chosen, locale=visit.locale)
    return redirect("/sign-up/you", cookies=(Cookie(host_only("sign-up"), token, HOURS * 3600),))


@get("/sign-up/you", action=ACTION, at="platform")
async def ask_you(visit: Visit) -> Page | Redirect:
    sign_up = await sign_up_of(visit)
    if sign_up is None or sign_up.finished:
        return redirect(sign_up.next_step if sign_up else "/sign-up")
    return _you_page(sign_up, bind(YouForm, initial={"name": sign_up.name, "email": sign_up.email}))


@post("/sign-up/you", action=ACTION, at="platform")
async def take_you(visit: Visit) -> Page | Redirect:
    sign_up = await sign_up_of(visit, lock=True)
    if sign_up is None or sign_up.finished:
        return redirect(sign_up.next_step if sign_up else "/sign-up")
    form = bind(YouForm, await visit.body())
    if not form.ok:
        return _you_page(sign_up, form, UNPROCESSABLE)
    you = form.values
    try:
        await introduce(sign_up, name=you.name, email=you.email, locale=visit.locale, ip_key=visit.ip_key)
    except Refused as refused:
        return _you_page(sign_up, form, refused_page(form, refused))
    return redirect(
        "/sign-up/code" if sign_up.email != you.email or not sign_up.proven_at else "/sign-up/place"
    )


@get("/sign-up/code", action=ACTION, at="platform")
async def ask_code(visit: Visit) -> Page | Redirect:
    sign_up = await sign_up_of(visit)
    if sign_up is None or sign_up.next_step != "/sign-up/code":
        return redirect(sign_up.next_step if sign_up else "/sign-up")
    return _code_page(sign_up, bind(CodeForm))


@post("/sign-up/code", action=ACTION, at="platform")
async def take_code(visit: Visit) -> Page | Redirect:
    sign_up = await sign_up_of(visit, lock=True)
    if sign_up is None or sign_up.next_step != "/sign-up/code":
        return redirect(sign_up.next_step if sign_up else "/sign-up")
    form = bind(CodeForm, await visit.body())
    if not form.ok:
        return _code_page(sign_up, form, UNPROCESSABLE)
    try:
        await count_code_tried(visit.ip_key)
        await prove_address(sign_up, code=form.values.code)
    except Refused as refused:
        form.refuse(refused, "code")
        return _code_page(sign_up, form, TOO_MANY if isinstance(refused, TooOften) else UNPROCESSABLE)
    return redirect("/sign-up/place")


@post("/sign-up/code/again", action=ACTION, at="platform")
async def another_code(visit: Visit) -> Page | Redirect:
    sign_up = await sign_up_of(visit, lock=True)
    if sign_up is None or sign_up.next_step != "/sign-up/code":
        return redirect(sign_up.next_step if sign_up else "/sign-up")
    try:
        await send_again(sign_up, locale=visit.locale, ip_key=visit.ip_key)
    except Refused as refused:
        return _code_page(sign_up, bind(CodeForm).refuse(refused), TOO_MANY)
    return redirect("/sign-up/code", toast=_("We have sent another code."))


def _organisation_page(form: Bound[OrganisationForm], status: int = 200) -> Page:
    return page("tenants/organisation.html", status=status, form=form)


def _you_page(sign_up: SignUp, form: Bound[YouForm], status: int = 200) -> Page:
    return page("tenants/you.html", status=status, form=form, chosen=sign_up.chosen)


def _code_page(sign_up: SignUp, form: Bound[CodeForm], status: int = 200) -> Page:
    return page("tenants/code.html", status=status, form=form, email=sign_up.email)
