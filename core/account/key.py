"""The second key of a support expert: the app is set up once, and its code is given in every session."""

import segno

from core.account.app_codes import address_for_app, has_key, keep_key, new_secret, open_session, use_code
from core.account.forms import AppCodeForm
from core.account.proving import me
from core.account.sign_in import status_of
from core.forms import Bound, bind
from core.http import Answer, NotFound, Visit, get, page, post, redirect
from core.http.own_paths import own_path
from core.http.signed import sign, unsign
from core.i18n import _
from core.people import Person, Role
from core.settings import settings
from core.text.errors import Refused

_SECONDS = 15 * 60


@get("/account/key", action="account.own", both=True)
async def ask_code(visit: Visit) -> Answer:
    expert = _expert(visit)
    next_page = own_path(visit.query.get("next"), otherwise="/desk")
    secret = "" if await has_key(expert.id) else new_secret()
    token = sign(secret, purpose=_purpose(expert), seconds=_SECONDS) if secret else ""
    return _page(expert, bind(AppCodeForm, initial={"next": next_page, "fresh": token}), secret)


@post("/account/key", action="account.own", both=True)
async def take_code(visit: Visit) -> Answer:
    expert, form = _expert(visit), bind(AppCodeForm, await visit.body())
    secret = unsign(str(form["fresh"].value or ""), purpose=_purpose(expert)) or ""
    if not form.ok:
        return _page(expert, form, secret, 422)
    try:
        if secret:
            await keep_key(person_id=expert.id, secret=secret, code=form.values.code)
        else:
            await use_code(person_id=expert.id, code=form.values.code)
    except Refused as refused:
        return _page(expert, form.refuse(refused, "code"), secret, status_of(refused))
    await open_session(session_id=expert.session_id)
    return redirect(own_path(form.values.next, otherwise="/desk"), toast=_("The desk is open."))


def _expert(visit: Visit) -> Person:
    person = me(visit)
    if person.role is not Role.SUPPORT:
        raise NotFound
    return person


def _purpose(expert: Person) -> str:
    return f"key:{expert.id}:{expert.session_id}"


def _page(expert: Person, form: Bound[AppCodeForm], secret: str, status: int = 200) -> Answer:
    address = address_for_app(secret, email=expert.email, issuer=settings().platform_host) if secret else ""
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=3) if address else ""
    return page("account/key.html", status=status, form=form, secret=secret, picture=picture)
