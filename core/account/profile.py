"""My page: name, postcode and language; what I have written and what I follow."""

from core.account.activity import followed_by, written_by
from core.account.forms import ProfileForm
from core.account.proving import me
from core.forms import Bound, bind
from core.host.hooks import items_from_plugins
from core.host.hookspecs import Panel
from core.http import Answer, Visit, get, page, post, redirect
from core.http.cookies import locale_cookie
from core.i18n import _
from core.people.service import change_profile

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English", "se": "Davvisámegiella"}


@get("/account", action="account.own", both=True)
async def my_page(visit: Visit) -> Answer:
    person = me(visit)
    now = {"name": person.name, "postcode": person.postcode, "locale": person.locale or visit.locale}
    return await _profile_page(visit, bind(ProfileForm, initial=now, options=_options(visit)))


@post("/account", action="account.own", both=True)
async def change(visit: Visit) -> Answer:
    form = bind(ProfileForm, await visit.body(), options=_options(visit))
    if not form.ok:
        return await _profile_page(visit, form, 422)
    wish = form.values
    await change_profile(person_id=me(visit).id, name=wish.name, postcode=wish.postcode, locale=wish.locale)
    return redirect("/account", toast=_("Saved."), cookies=(locale_cookie(wish.locale),))


def _options(visit: Visit) -> dict[str, list[tuple[str, str]]]:
    return {"locale": [(code, LANGUAGES.get(code, code)) for code in visit.site.languages]}


async def _profile_page(visit: Visit, form: Bound[ProfileForm], status: int = 200) -> Answer:
    person = me(visit)
    return page(
        "account/profile.html",
        status=status,
        form=form,
        tab="/account",
        written=await written_by(person_id=person.id),
        followed=await followed_by(person_id=person.id),
        panels=await _panels(visit),
    )


async def _panels(visit: Visit) -> list[Panel]:
    """What plugins have for this person; the platform's own host has none."""
    if visit.tenant.is_platform:
        return []
    found: list[Panel] = await items_from_plugins("panels", expect=Panel, place="account", subject=me(visit))
    return found
