"""Incidents at the desk, and the page where everybody sees how the service is."""

from datetime import datetime
from typing import Annotated

import msgspec

from core.db import rows
from core.forms import Bound, Choice, DateTime, LocalizedText, Option, ShortText, bind
from core.http import NotFound, Page, Redirect, Visit, get, page, post, redirect
from core.i18n import Localized, _
from core.text import Refused
from tenants.desk.incidents import service
from tenants.desk.places import ACTION, UNPROCESSABLE, expert_of

KINDS = {"fault": _("A fault"), "work": _("Planned work")}


class IncidentForm(msgspec.Struct):
    kind: Annotated[
        str, Choice(label=_("What is it?"), options=tuple(Option(key, words) for key, words in KINDS.items()))
    ]
    titles: Annotated[Localized, LocalizedText(label=_("In one sentence"), max=150)]
    begins_at: Annotated[datetime, DateTime(label=_("From"))]
    texts: Annotated[
        Localized,
        LocalizedText(label=_("More, and what to do meanwhile"), long=True, max=2_000, required=False),
    ] = Localized({})
    ends_at: Annotated[
        datetime | None,
        DateTime(label=_("Until"), help=_("Leave it empty where nobody knows."), required=False),
    ] = None
    places: Annotated[
        str,
        ShortText(
            label=_("Only these places"),
            help=_("Their names or addresses, with commas. Empty: all."),
            max=2_000,
            required=False,
        ),
    ] = ""


class UnknownPlaces(Refused):
    field = "places"

    def __init__(self, names: str) -> None:
        super().__init__(_("We do not know {names}.").format(names=names))


@get("/desk/incidents", action=ACTION, at="platform")
async def show_incidents(visit: Visit) -> Page:
    return await _page(bind(IncidentForm, initial={"begins_at": visit.now}, locales=visit.site.languages))


@post("/desk/incidents", action=ACTION, at="platform")
async def tell(visit: Visit) -> Page | Redirect:
    form = bind(IncidentForm, await visit.body(), locales=visit.site.languages)
    if not form.ok:
        return await _page(form, UNPROCESSABLE)
    sent = form.values
    try:
        notice = service.Notice(
            kind=sent.kind,
            titles=dict(sent.titles),
            texts=dict(sent.texts),
            begins_at=sent.begins_at,
            ends_at=sent.ends_at,
            tenants=await _named(sent.places),
        )
        await service.tell(notice, by=expert_of(visit).name)
    except Refused as refused:
        return await _page(form.refuse(refused), UNPROCESSABLE)
    return redirect("/desk/incidents", toast=_("Told. Those concerned see it in a minute."))


@post("/desk/incidents/{incident_id:int}/end", action=ACTION, at="platform")
async def end(visit: Visit, incident_id: int) -> Redirect:  # noqa: ARG001 - every handler gets the visit
    if not await service.end(incident_id=incident_id):
        raise NotFound
    return redirect("/desk/incidents", toast=_("It is over."))


@get("/status", action="site.view", at="platform")
async def status_page(visit: Visit) -> Page:  # noqa: ARG001 - as above
    return page("tenants/status.html", incidents=await service.public_now())


async def _named(text: str) -> tuple[str, ...]:
    """Raises UnknownPlaces."""
    wanted = [each.strip().lower() for each in text.split(",") if each.strip()]
    found = await rows(
        "SELECT t.id, lower(t.name) AS name, array_agg(h.host) AS hosts FROM tenant t "
        "LEFT JOIN tenant_host h ON h.tenant = t.id GROUP BY t.id"
    )
    known = {
        word: each["id"] for each in found for word in (each["id"], each["name"], *each["hosts"]) if word
    }
    if lost := [each for each in wanted if each not in known]:
        raise UnknownPlaces(", ".join(lost))
    return tuple(dict.fromkeys(known[each] for each in wanted))


async def _page(form: Bound[IncidentForm], status: int = 200) -> Page:
    return page(
        "tenants/desk/incidents.html",
        status=status,
        form=form,
        kinds=KINDS,
        now_or_soon=await service.incidents(past=False),
        past=await service.incidents(past=True),
    )
