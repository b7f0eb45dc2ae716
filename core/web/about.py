"""What the place says of itself: about and contact, privacy, and what does not work for somebody."""

from typing import Annotated

import msgspec

from core.db import rows
from core.forms import Bound, Email, LongText, ShortText, bind
from core.http import Answer, Visit, get, page, post, redirect
from core.i18n import Localized, _
from core.messages import notify
from core.people.limits import Limit, TooOften, count
from core.text import clean_html, excerpt, html_from_plain

FEEDBACK = Limit("feedback", most=5, seconds=3600)
_ADMINISTRATORS = "SELECT id FROM person WHERE role = 'admin' AND closed_at IS NULL AND blocked_at IS NULL"


class BarrierForm(msgspec.Struct, kw_only=True):
    what: Annotated[
        str,
        LongText(
            label=_("What does not work?"),
            help=_("What did you want to do, and what happened? Do you use a screen reader or other aids?"),
            max=3_000,
            missing=_("Write what does not work."),
        ),
    ]
    where: Annotated[str, ShortText(label=_("On which page?"), max=300)] = ""
    email: Annotated[str, Email(label=_("Your e-mail, if you want an answer"))] = ""


@get("/about", action="site.view", keep=True)
async def about(visit: Visit) -> Answer:
    text = Localized.of(visit.site.about)
    return page("pages/about.html", html=as_html(text), lang=text.locale_for())


@get("/privacy", action="site.view", keep=True)
async def privacy(visit: Visit) -> Answer:
    text = Localized.of(visit.site.privacy)
    return page("pages/privacy.html", html=as_html(text), lang=text.locale_for())


@get("/accessibility", action="site.view", keep=True)
async def accessibility(visit: Visit) -> Answer:
    del visit
    return page("pages/accessibility.html", form=bind(BarrierForm))


@post("/accessibility", action="site.view")
async def tell_barrier(visit: Visit) -> Answer:
    form = bind(BarrierForm, await visit.body())
    if form.ok:
        try:
            await count(FEEDBACK, visit.ip_key)
            await _tell_administrators(form)
            return redirect(
                "/accessibility", toast=_("Thank you. Those who look after the site have been told.")
            )
        except TooOften as refused:
            form.refuse(refused)
    return page("pages/accessibility.html", status=422, form=form)


async def _tell_administrators(form: Bound[BarrierForm]) -> None:
    told = form.values
    lines = [told.what, *(line for line in (told.where, told.email) if line)]
    await notify(
        person_ids=[each["id"] for each in await rows(_ADMINISTRATORS)],
        kind="barrier",
        title=_("Something does not work for somebody: {what}").format(what=excerpt(told.what, 80)),
        body="\n\n".join(lines),
        url="/accessibility",
    )


def as_html(text: Localized) -> str:
    """Safe, whichever way it was written."""
    written = text.text()
    return clean_html(written) if written.lstrip().startswith("<") else html_from_plain(written)
