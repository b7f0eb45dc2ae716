"""Activities: a new one, its texts and dates."""

from datetime import datetime
from typing import Annotated, Any

import msgspec

from core.forms import Bound, Choice, DateTime, Hidden, LocalizedText, Raw, bind
from core.host import house
from core.http import Answer, Redirect, Visit, get, page, post, redirect
from core.i18n import Localized, _
from core.projects.activities import (
    add_activity,
    change_activity,
    methods_on,
    own_dates,
)
from core.projects.manage.activity_setup import activity_page
from core.projects.manage.place import managed, managed_activity, refuse
from core.projects.manage.reads import timeline_of
from core.projects.place import Place
from core.text.errors import Refused

_PATH = "/manage/projects/{project_id:int}/activities"
_ONE = _PATH + "/{activity_id:int}"


class ActivityForm(msgspec.Struct, kw_only=True):
    names: Annotated[
        Localized,
        LocalizedText(
            label=_("Name"),
            help=_("Say what people do, for example “Share your idea for the harbour”."),
            max=120,
            required=True,
            missing=_("Give the activity a name."),
        ),
    ]
    intros: Annotated[
        Localized,
        LocalizedText(label=_("What people read first"), long=True, max=1_000, required=False),
    ]
    phase: Annotated[str, Choice(label=_("Phase"))]
    opens_at: Annotated[
        datetime | None,
        DateTime(label=_("Opens"), help=_("Empty means: with its phase."), required=False),
    ] = None
    closes_at: Annotated[
        datetime | None,
        DateTime(label=_("Closes"), help=_("Empty means: with its phase."), required=False),
    ] = None
    version: Annotated[str, Hidden()] = "1"


class NewActivityForm(ActivityForm, kw_only=True):
    method: Annotated[str, Choice(label=_("How do people take part?"))]


@get(_PATH + "/new", action="staff.enter")
async def new_activity(visit: Visit, project_id: int) -> Answer:
    place = await managed(visit, project_id)
    phases = await _phases(visit, project_id)
    if not phases:
        return redirect(
            f"/manage/projects/{project_id}/timeline/new", toast=_("Make a phase first: it says when.")
        )
    wanted = visit.query.get("phase", "")
    initial = {"phase": wanted if wanted in dict(phases) else phases[0][0], "version": "1"}
    if len(on := methods_on(visit.site)) == 1:
        initial["method"] = on[0]
    form = _bound(NewActivityForm, visit, phases, initial=initial)
    return page("manage/projects/activity_new.html", project=place.project, form=form)


@post(_PATH + "/new", action="staff.enter")
async def make_activity(visit: Visit, project_id: int) -> Answer:
    place = await managed(visit, project_id)
    form = _bound(
        NewActivityForm, visit, await _phases(visit, project_id), raw=await visit.body(), initial={}
    )
    if form.ok:
        try:
            return await _made(visit, project_id, form.values)
        except Refused as refused:
            form.refuse(refused, "closes_at" if getattr(refused, "field", "") == "ends_at" else None)
    return page("manage/projects/activity_new.html", status=422, project=place.project, form=form)


@get(_ONE, action="staff.enter")
async def activity(visit: Visit, project_id: int, activity_id: int) -> Answer:
    place = await managed_activity(visit, project_id, activity_id)
    form = _bound(ActivityForm, visit, await _phases(visit, project_id), initial=await _initial(place))
    return activity_page(place, "texts", form=form)


@post(_ONE, action="staff.enter")
async def save_activity(visit: Visit, project_id: int, activity_id: int) -> Answer:
    place = await managed_activity(visit, project_id, activity_id)
    phases, initial = await _phases(visit, project_id), await _initial(place)
    form = _bound(ActivityForm, visit, phases, raw=await visit.body(), initial=initial)
    if form.ok:
        try:
            await _change(project_id, activity_id, form.values)
            return redirect(f"/manage/projects/{project_id}/activities/{activity_id}", toast=_("Saved."))
        except Refused as refused:
            _refuse_dates(form, refused, place)
    return activity_page(place, "texts", status=422, form=form)


async def _phases(visit: Visit, project_id: int) -> list[tuple[str, Any]]:
    found = await timeline_of(project_id=project_id, site=visit.site, now=visit.now)
    return [(str(each.phase.id), each.phase.name) for each in found]


def _bound(
    kind: type[Any],
    visit: Visit,
    phases: list[tuple[str, Any]],
    *,
    initial: dict[str, Any],
    raw: Raw | None = None,
) -> Bound[Any]:
    on = [house().methods[name] for name in methods_on(visit.site)]
    methods = [(method.id, method.name, method.summary) for method in on]
    options: dict[str, list[tuple[Any, ...]]] = {"phase": [*phases], "method": methods}
    form = bind(kind, raw, initial=initial, options=options, locales=visit.site.languages)
    form.fields.sort(key=lambda field: field.key != "method")  # how comes before what it is called
    return form


async def _made(visit: Visit, project_id: int, values: NewActivityForm) -> Redirect:
    activity_id = await add_activity(
        site=visit.site,
        project_id=project_id,
        phase_id=int(values.phase),
        method=values.method,
        names=values.names,
        intros=values.intros,
        opens_at=values.opens_at,
        closes_at=values.closes_at,
    )
    url = f"/manage/projects/{project_id}/activities/{activity_id}/settings"
    return redirect(url, toast=_("The activity is made. Now choose how it works."))


async def _change(project_id: int, activity_id: int, values: ActivityForm) -> None:
    await change_activity(
        project_id=project_id,
        activity_id=activity_id,
        sent_version=values.version,
        phase_id=int(values.phase),
        names=values.names,
        intros=values.intros,
        opens_at=values.opens_at,
        closes_at=values.closes_at,
    )


async def _initial(place: Place) -> dict[str, Any]:
    """The activity's own dates, not those it has from its phase."""
    here = place.here
    return {
        "names": here.name,
        "intros": here.intro,
        "phase": str(here.phase_id),
        "version": str(here.version),
        **await own_dates(here.id),
    }


def _refuse_dates(form: Bound[Any], refused: Refused, place: Place) -> None:
    if getattr(refused, "field", "") == "ends_at":
        form.refuse(refused, "closes_at")
    else:
        refuse(form, refused, place.here.version)
