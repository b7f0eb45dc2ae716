"""The timeline: phases, and in each its activities."""

from datetime import datetime
from typing import Annotated, Any

import msgspec

from core.db import row
from core.forms import Bound, DateTime, Hidden, LocalizedText, bind
from core.http import Answer, NotFound, Redirect, Visit, get, page, post, redirect
from core.http.steps import steps_of
from core.i18n import Localized, _
from core.projects.manage.place import confirm, managed, refuse
from core.projects.manage.reads import timeline_of
from core.projects.phases import add_phase, change_phase, delete_phase, move_phase
from core.projects.place import Place, phase_from
from core.text.errors import Refused


class PhaseForm(msgspec.Struct, kw_only=True):
    names: Annotated[
        Localized,
        LocalizedText(
            label=_("Name of the phase"), max=80, required=True, missing=_("Give the phase a name.")
        ),
    ]
    descriptions: Annotated[
        Localized, LocalizedText(label=_("What happens in it?"), long=True, max=600, required=False)
    ]
    starts_at: Annotated[datetime | None, DateTime(label=_("Begins"), required=False)] = None
    ends_at: Annotated[
        datetime | None,
        DateTime(label=_("Ends"), help=_("Empty means: until further notice."), required=False),
    ] = None
    version: Annotated[str, Hidden()] = ""


@get("/manage/projects/{project_id:int}/timeline", action="staff.enter")
async def timeline(visit: Visit, project_id: int) -> Answer:
    place = await managed(visit, project_id)
    phases = await timeline_of(project_id=project_id, site=visit.site, now=visit.now)
    return page("manage/projects/timeline.html", project=place.project, phases=phases)


@get("/manage/projects/{project_id:int}/timeline/new", action="staff.enter")
async def new_phase(visit: Visit, project_id: int) -> Answer:
    place = await managed(visit, project_id)
    return _form_page(place, bind(PhaseForm, initial={"version": "1"}, locales=visit.site.languages))


@post("/manage/projects/{project_id:int}/timeline/new", action="staff.enter")
async def make_phase(visit: Visit, project_id: int) -> Answer:
    place = await managed(visit, project_id)
    form = bind(PhaseForm, await visit.body(), locales=visit.site.languages)
    if form.ok:
        try:
            await add_phase(project_id=project_id, **_values(form))
            return _back(project_id)
        except Refused as refused:
            form.refuse(refused)
    return _form_page(place, form, status=422)


@get("/manage/projects/{project_id:int}/timeline/{phase_id:int}", action="staff.enter")
async def phase(visit: Visit, project_id: int, phase_id: int) -> Answer:
    place = await managed(visit, project_id)
    initial = await _initial(project_id, phase_id)
    return _form_page(place, bind(PhaseForm, initial=initial, locales=visit.site.languages), phase_id)


@post("/manage/projects/{project_id:int}/timeline/{phase_id:int}", action="staff.enter")
async def save_phase(visit: Visit, project_id: int, phase_id: int) -> Answer:
    place = await managed(visit, project_id)
    initial = await _initial(project_id, phase_id)
    form = bind(PhaseForm, await visit.body(), initial=initial, locales=visit.site.languages)
    if form.ok:
        try:
            sent = form.values.version
            await change_phase(project_id=project_id, phase_id=phase_id, sent_version=sent, **_values(form))
            return _back(project_id)
        except Refused as refused:
            refuse(form, refused, initial["version"])
    return _form_page(place, form, phase_id, status=422)


@post("/manage/projects/{project_id:int}/timeline/{phase_id:int}/move", action="staff.enter")
async def shift_phase(visit: Visit, project_id: int, phase_id: int) -> Redirect:
    await managed(visit, project_id)
    await move_phase(project_id=project_id, phase_id=phase_id, step=await steps_of(visit))
    return redirect(f"/manage/projects/{project_id}/timeline#phase-{phase_id}")


@get("/manage/projects/{project_id:int}/timeline/{phase_id:int}/remove", action="staff.enter")
async def ask_remove_phase(visit: Visit, project_id: int, phase_id: int) -> Answer:
    place = await managed(visit, project_id)
    name = (await _initial(project_id, phase_id))["names"]
    question = _("Delete the phase “{name}”?").format(name=name)
    return confirm(place, tab="timeline", question=question, action=visit.path)


@post("/manage/projects/{project_id:int}/timeline/{phase_id:int}/remove", action="staff.enter")
async def remove_phase(visit: Visit, project_id: int, phase_id: int) -> Redirect:
    await managed(visit, project_id)
    await delete_phase(project_id=project_id, phase_id=phase_id)
    return redirect(f"/manage/projects/{project_id}/timeline", toast=_("Removed."))


async def _initial(project_id: int, phase_id: int) -> dict[str, Any]:
    found = await row("SELECT * FROM phase WHERE project = $1 AND id = $2", project_id, phase_id)
    if found is None:
        raise NotFound
    said = phase_from(found)
    return {
        "names": said.name,
        "descriptions": said.description,
        "starts_at": said.starts_at,
        "ends_at": said.ends_at,
        "version": found["version"],
    }


def _values(form: Bound[PhaseForm]) -> dict[str, Any]:
    names = ("names", "descriptions", "starts_at", "ends_at")
    return {name: getattr(form.values, name) for name in names}


def _back(project_id: int) -> Redirect:
    return redirect(f"/manage/projects/{project_id}/timeline", toast=_("Saved."))


def _form_page(
    place: Place, form: Bound[PhaseForm], phase_id: int | None = None, *, status: int = 200
) -> Answer:
    return page(
        "manage/projects/phase.html", status=status, project=place.project, form=form, phase_id=phase_id
    )
