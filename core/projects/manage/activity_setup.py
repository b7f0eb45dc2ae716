"""An activity at work: the settings of its method; show, hide, move, delete."""

from typing import Any

from core.forms import Bound, Raw, bind
from core.host import house
from core.http import Answer, Redirect, Visit, get, page, post, redirect
from core.http.steps import steps_of
from core.i18n import _
from core.projects.activities import change_settings, delete_activity, move_activity, show_activity
from core.projects.manage.place import confirm, managed_activity, noted
from core.projects.place import Place
from core.projects.rules import VersionForm
from core.projects.telling import tell_new_activity
from core.text.errors import Refused

_ONE = "/manage/projects/{project_id:int}/activities/{activity_id:int}"


@get(_ONE + "/settings", action="staff.enter")
async def settings(visit: Visit, project_id: int, activity_id: int) -> Answer:
    place = await managed_activity(visit, project_id, activity_id)
    version = bind(VersionForm, initial={"version": str(place.here.version)})
    return activity_page(place, "settings", form=_settings_form(visit, place), version=version)


@post(_ONE + "/settings", action="staff.enter")
async def save_settings(visit: Visit, project_id: int, activity_id: int) -> Answer:
    place = await managed_activity(visit, project_id, activity_id)
    raw = await visit.body()
    form, version = _settings_form(visit, place, raw), bind(VersionForm, raw)
    if form is not None and form.ok and version.ok:
        try:
            await change_settings(
                project_id=project_id,
                activity_id=activity_id,
                sent_version=version.values.version,
                settings=form.values,
            )
            return redirect(
                f"/manage/projects/{project_id}/activities/{activity_id}/settings", toast=_("Saved.")
            )
        except Refused as refused:
            form.refuse(refused)
            version["version"].value = str(place.here.version)
    return activity_page(place, "settings", status=422, form=form, version=version)


@post(_ONE + "/show", action="staff.enter")
async def show(visit: Visit, project_id: int, activity_id: int) -> Redirect:
    return await _set_state(visit, project_id, activity_id, "published")


@post(_ONE + "/hide", action="staff.enter")
async def hide(visit: Visit, project_id: int, activity_id: int) -> Redirect:
    return await _set_state(visit, project_id, activity_id, "draft")


@post(_ONE + "/move", action="staff.enter")
async def move(visit: Visit, project_id: int, activity_id: int) -> Redirect:
    await managed_activity(visit, project_id, activity_id)
    await move_activity(project_id=project_id, activity_id=activity_id, step=await steps_of(visit))
    return redirect(f"/manage/projects/{project_id}/timeline")


@get(_ONE + "/remove", action="staff.enter")
async def ask_remove(visit: Visit, project_id: int, activity_id: int) -> Answer:
    place = await managed_activity(visit, project_id, activity_id)
    question = _("Delete the activity “{name}”?").format(name=place.here.name)
    return confirm(place, tab="timeline", question=question, action=visit.path)


@post(_ONE + "/remove", action="staff.enter")
async def remove(visit: Visit, project_id: int, activity_id: int) -> Redirect:
    await managed_activity(visit, project_id, activity_id)
    await delete_activity(project_id=project_id, activity_id=activity_id)
    await noted(visit, "activity.delete", activity_id)
    return redirect(f"/manage/projects/{project_id}/timeline", toast=_("Removed."))


async def _set_state(visit: Visit, project_id: int, activity_id: int, state: str) -> Redirect:
    await managed_activity(visit, project_id, activity_id)
    await show_activity(project_id=project_id, activity_id=activity_id, state=state)
    if state == "published":
        await tell_new_activity(project_id=project_id, activity_id=activity_id)
    await noted(visit, "activity.show" if state == "published" else "activity.hide", activity_id)
    said = _("Residents see it now.") if state == "published" else _("Only staff see it now.")
    return redirect(f"/manage/projects/{project_id}/timeline", toast=said)


def _settings_form(visit: Visit, place: Place, raw: Raw | None = None) -> Bound[Any] | None:
    method = house().method(place.here.method)
    if method is None:
        return None
    return bind(
        method.settings, raw, initial=place.here.settings, locales=visit.site.languages, prefix="settings"
    )


def activity_page(place: Place, tab: str, *, status: int = 200, **context: Any) -> Answer:
    method = house().method(place.here.method)
    return page(
        f"manage/projects/activity_{tab}.html",
        status=status,
        project=place.project,
        activity=place.here,
        method=method,
        tab=tab,
        **context,
    )
