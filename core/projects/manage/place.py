"""The project that a staff page is about, and whether this person may manage it."""

from typing import Any

from core.audit import note
from core.forms import Bound, StaleForm
from core.http import Answer, NotFound, Visit, page
from core.i18n import Text
from core.projects.place import Place, place_of_activity, place_of_project
from core.text.errors import Refused


async def managed(visit: Visit, project_id: int, action: str = "project.manage") -> Place:
    """404 where there is no such project here, 403 where somebody else manages it."""
    place = await place_of_project(visit.site, project_id)
    if place is None:
        raise NotFound
    visit.require(action, place)
    visit.place = place
    return place


async def managed_activity(visit: Visit, project_id: int, activity_id: int) -> Place:
    """The activity only together with its project, so that a manager of one cannot reach into another."""
    place = await place_of_activity(visit.site, activity_id)
    if place is None or place.project.id != project_id:
        raise NotFound
    visit.require("project.manage", place)
    visit.place = place
    return place


async def noted(visit: Visit, action: str, subject_id: int, **details: Any) -> None:
    """In the record of what staff did; `action` is `project.publish`, `activity.hide` …"""
    subject = action.partition(".")[0]
    await note(action=action, subject=subject, subject_id=subject_id, details=details, by=visit.person)


def confirm(place: Place, *, tab: str, question: Text, action: str, note: Text | None = None) -> Answer:
    """The page that asks before something goes for good; its button posts to `action`."""
    back = f"/manage/projects/{place.project.id}/{tab}"
    return page(
        "manage/projects/confirm.html",
        project=place.project,
        tab=tab,
        question=question,
        note=note,
        action=action,
        back=back,
    )


def refuse(form: Bound[Any], refused: Refused, current_version: int) -> None:
    """Say it on the form. After a stale form, saving once more is meant: the form now knows the new version."""
    form.refuse(refused)
    if isinstance(refused, StaleForm):
        form["version"].value = str(current_version)
