"""The last step of sign-up and what comes after it."""

from core.files import Upload
from core.forms import Bound, bind
from core.founding.hand_over import entrance, is_good
from core.http import Page, Redirect, Visit, get, page, post, redirect
from core.tenancy.registry import address_of, tenant_in_scope
from core.text import Refused
from tenants.signup.address import check_address, host_of, suggestion, tidy_address
from tenants.signup.forms import PlaceForm
from tenants.signup.pages import ACTION, UNPROCESSABLE, refused_page, sign_up_of
from tenants.signup.service import Opened, Wanted, open_place, reopen
from tenants.signup.state import SignUp

TWELVE_MEGABYTES = 12 * 1_048_576  # a logo of ten, and the rest


@get("/sign-up/place", action=ACTION, at="platform")
async def ask_place(visit: Visit) -> Page | Redirect:
    sign_up = await sign_up_of(visit)
    if sign_up is None or sign_up.next_step != "/sign-up/place":
        return redirect(sign_up.next_step if sign_up else "/sign-up")
    return await _place_page(sign_up, bind(PlaceForm, initial=_first_offer(sign_up)))


@post("/sign-up/place", action=ACTION, at="platform", max_body=TWELVE_MEGABYTES)
async def take_place(visit: Visit) -> Page | Redirect:
    """A double click: the second waits for the first, and is led to the same place."""
    sign_up = await sign_up_of(visit, lock=True)
    if sign_up is not None and sign_up.finished:
        return _done(await reopen(sign_up))
    if sign_up is None or sign_up.next_step != "/sign-up/place":
        return redirect(sign_up.next_step if sign_up else "/sign-up")
    form = bind(PlaceForm, await visit.body())
    if not form.ok:
        return await _place_page(sign_up, form, UNPROCESSABLE)
    try:
        return _done(await open_place(sign_up, wanted=_wanted(form.values), ip_key=visit.ip_key))
    except Refused as refused:
        return await _place_page(sign_up, form, refused_page(form, refused))


@get("/sign-up/address", action=ACTION, at="platform")
async def look_at_address(visit: Visit) -> Page:
    """The live check: what would be said of this address now."""
    sign_up = await sign_up_of(visit)
    said = await _said(tidy_address(visit.query.get("address", "")[:200]), sign_up)
    return page("tenants/address.html", said=said)


@get("/sign-up/done", action=ACTION, at="platform")
async def show_done(visit: Visit) -> Page | Redirect:
    sign_up = await sign_up_of(visit)
    if sign_up is None or not sign_up.finished:
        return redirect(sign_up.next_step if sign_up else "/sign-up")
    tenant = await tenant_in_scope(sign_up.tenant)
    if tenant is None or not tenant.hosts:
        return redirect("/sign-up")
    token = visit.query.get("enter", "")
    door = entrance(tenant, token) if is_good(token, tenant) else ""
    return page(
        "tenants/done.html",
        place=tenant,
        door=door,
        place_url=address_of(tenant, "/sign-in?next=/manage"),
        email=sign_up.email,
    )


def _done(opened: Opened | None) -> Redirect:
    return redirect(f"/sign-up/done?enter={opened.token}" if opened else "/sign-up/done")


def _wanted(typed: PlaceForm) -> Wanted:
    return Wanted(
        address=tidy_address(typed.address),
        languages=typed.all_languages,
        colour=typed.colour,
        logo=typed.logo if isinstance(typed.logo, Upload) else None,
    )


def _first_offer(sign_up: SignUp) -> dict[str, object]:
    """The official language form comes first, the others beside it."""
    listed = sign_up.chosen.listed
    language = (listed.language if listed else "") or "nb"
    others = [code for code in ("nb", "nn", "en") if code != language]
    return {"address": suggestion(sign_up.chosen.titles["nb"]), "language": language, "languages": others}


async def _place_page(sign_up: SignUp, form: Bound[PlaceForm], status: int = 200) -> Page:
    typed = tidy_address(str(form["address"].value or ""))
    said = await _said(typed, sign_up) if form["address"].error is None else None
    return page(
        "tenants/place.html",
        status=status,
        form=form,
        chosen=sign_up.chosen,
        said=said,
        below=host_of("").strip("."),
    )


async def _said(address: str, sign_up: SignUp | None) -> dict[str, object] | None:
    """What is to be said of an address: free, or why not."""
    if not address:
        return None
    try:
        host = await check_address(address, register=sign_up.chosen.register if sign_up else "")
    except Refused as refused:
        return {"free": False, "message": refused.message}
    return {"free": True, "host": host}
