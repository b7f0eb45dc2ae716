"""The pages of the place's settings. Three forms of the same kind: shown from the site, saved into it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from core.forms import Bound, Raw, StaleForm, bind
from core.http import Answer, Visit, get, page, post, redirect
from core.i18n import Localized, _
from core.staff.postcodes import read_postcodes, say_postcodes
from core.staff.settings import change_site
from core.staff.settings_forms import NameForm, TakingPartForm, TextsForm
from core.tenancy import Site
from core.text import Refused

_MORE_TEXT = 3_000_000  # two long texts in four languages
_OWN_WAYS = ("code", "password")


@dataclass(frozen=True)
class Part:
    """One form: where it is, how it is filled, and what of the site it changes."""

    path: str
    form: type[msgspec.Struct]
    fill: Callable[[Site], dict[str, Any]]
    changes: Callable[[Any, Site], dict[str, Any]]


def _fill_name(site: Site) -> dict[str, Any]:
    return {
        "names": Localized.of(site.names),
        "taglines": Localized.of(site.taglines),
        "contact_name": site.contact.name,
        "contact_email": site.contact.email,
        "contact_phone": site.contact.phone,
        "accessibility_statement_url": site.accessibility_statement_url,
    }


def _name_changes(sent: NameForm, _site: Site) -> dict[str, Any]:
    return {
        "names": dict(sent.names),
        "taglines": dict(sent.taglines),
        "contact": {"name": sent.contact_name, "email": sent.contact_email, "phone": sent.contact_phone},
        "accessibility_statement_url": sent.accessibility_statement_url,
    }


def _fill_texts(site: Site) -> dict[str, Any]:
    return {"about": Localized.of(site.about), "privacy": Localized.of(site.privacy)}


def _texts_changes(sent: TextsForm, _site: Site) -> dict[str, Any]:
    return {"about": dict(sent.about), "privacy": dict(sent.privacy)}


def _fill_taking_part(site: Site) -> dict[str, Any]:
    return {
        "language": site.main_language,
        "languages": list(site.languages),
        "registration_open": site.registration_open,
        "passwords": "password" in site.sign_in_methods,
        "postcodes": say_postcodes(site.postcodes),
        "population": site.population or None,
        "population_year": site.population_year or None,
    }


def _taking_part_changes(sent: TakingPartForm, site: Site) -> dict[str, Any]:
    others = [way for way in site.sign_in_methods if way not in _OWN_WAYS]  # what plugins brought
    return {
        "languages": sent.all_languages,
        "registration_open": sent.registration_open,
        "sign_in_methods": ["code", *(["password"] if sent.passwords else []), *others],
        "postcodes": read_postcodes(sent.postcodes),
        "population": sent.population or 0,
        "population_year": sent.population_year or 0,
    }


NAME = Part("/manage/settings", NameForm, _fill_name, _name_changes)
TEXTS = Part("/manage/settings/texts", TextsForm, _fill_texts, _texts_changes)
TAKING_PART = Part("/manage/settings/taking-part", TakingPartForm, _fill_taking_part, _taking_part_changes)


@get(NAME.path, action="site.manage")
async def name(visit: Visit) -> Answer:
    return _page(_form(visit, NAME), NAME)


@post(NAME.path, action="site.manage")
async def save_name(visit: Visit) -> Answer:
    return await _save(visit, NAME)


@get(TEXTS.path, action="site.manage")
async def texts(visit: Visit) -> Answer:
    return _page(_form(visit, TEXTS), TEXTS)


@post(TEXTS.path, action="site.manage", max_body=_MORE_TEXT)
async def save_texts(visit: Visit) -> Answer:
    return await _save(visit, TEXTS)


@get(TAKING_PART.path, action="site.manage")
async def taking_part(visit: Visit) -> Answer:
    return _page(_form(visit, TAKING_PART), TAKING_PART)


@post(TAKING_PART.path, action="site.manage")
async def save_taking_part(visit: Visit) -> Answer:
    return await _save(visit, TAKING_PART)


def _form(visit: Visit, part: Part, raw: Raw | None = None) -> Bound[Any]:
    initial = {**part.fill(visit.site), "version": str(visit.site.version)}
    return bind(part.form, raw, initial=initial, locales=visit.site.languages)


async def _save(visit: Visit, part: Part) -> Answer:
    form = _form(visit, part, await visit.body())
    if form.ok:
        try:
            sent = form.values
            await change_site(visit, sent_version=sent.version, **part.changes(sent, visit.site))
            return redirect(part.path, toast=_("Saved."))
        except Refused as refused:
            form.refuse(refused)
            if isinstance(refused, StaleForm):  # saving once more is meant then
                form["version"].value = str(visit.site.version)
    return _page(form, part, status=422)


def _page(form: Bound[Any], part: Part, *, status: int = 200) -> Answer:
    return page("manage/site/settings.html", status=status, form=form, path=part.path)
