"""Who sees the project, at which address; and who may do what in an activity."""

from typing import Annotated, Any

import msgspec

from core.forms import Bound, Choice, Choices, Hidden, Raw, ShortText, bind
from core.host import house
from core.http import Answer, Redirect, Visit, get, page, post, redirect
from core.i18n import _
from core.projects.activities import change_rules
from core.projects.manage.place import managed, managed_activity, noted, refuse
from core.projects.manage.reads import drop_empty_choices, form_options
from core.projects.place import Place, Project
from core.projects.rules import VersionForm, rule_forms, rules_from
from core.projects.service import change_visibility, renew_preview
from core.text.errors import Refused


class VisibilityForm(msgspec.Struct, kw_only=True):
    visibility: Annotated[
        str,
        Choice(
            label=_("Who sees the project when it is published?"),
            options=(
                (
                    "public",
                    _("Everyone"),
                    _("It stands on the front page and can be found by search engines."),
                ),
                ("link", _("Everyone who has the link"), _("It is listed nowhere.")),
                ("group", _("Members of chosen groups"), _("For others it is not there.")),
            ),
        ),
    ]
    groups: Annotated[
        list[str], Choices(label=_("Which groups?"), required=False, show_if=("visibility", ("group",)))
    ] = []
    slug: Annotated[
        str,
        ShortText(
            label=_("Address"),
            help=_(
                "The last part of the project's address. Links that people have saved stop working if you change it."
            ),
            max=60,
        ),
    ]
    version: Annotated[str, Hidden()] = ""


@get("/manage/projects/{project_id:int}/access", action="staff.enter")
async def access(visit: Visit, project_id: int) -> Answer:
    place = await managed(visit, project_id)
    return _page(place, await _form(visit, place.project))


@post("/manage/projects/{project_id:int}/access", action="staff.enter")
async def save_access(visit: Visit, project_id: int) -> Answer:
    place = await managed(visit, project_id)
    form = await _form(visit, place.project, await visit.body())
    if form.ok:
        values = form.values
        try:
            await change_visibility(
                project_id=project_id,
                sent_version=values.version,
                slug=values.slug,
                visibility=values.visibility,
                groups=[int(each) for each in values.groups],
            )
            await noted(visit, "project.visibility", project_id, visibility=values.visibility)
            return redirect(f"/manage/projects/{project_id}/access", toast=_("Saved."))
        except Refused as refused:
            refuse(form, refused, place.project.version)
    return _page(place, form, status=422)


@post("/manage/projects/{project_id:int}/preview", action="staff.enter")
async def new_preview(visit: Visit, project_id: int) -> Redirect:
    await managed(visit, project_id)
    await renew_preview(project_id=project_id)
    return redirect(
        f"/manage/projects/{project_id}/access",
        toast=_("There is a new preview link. The old one no longer works."),
    )


@get("/manage/projects/{project_id:int}/activities/{activity_id:int}/access", action="staff.enter")
async def activity_access(visit: Visit, project_id: int, activity_id: int) -> Answer:
    place = await managed_activity(visit, project_id, activity_id)
    return await _rules_page(visit, place)


@post("/manage/projects/{project_id:int}/activities/{activity_id:int}/access", action="staff.enter")
async def save_activity_access(visit: Visit, project_id: int, activity_id: int) -> Answer:
    place = await managed_activity(visit, project_id, activity_id)
    raw = await visit.body()
    forms, version = await _rule_forms(visit, place, raw), bind(VersionForm, raw)
    if version.ok and all(form.ok for _action, form in forms):
        try:
            rules = rules_from(forms)
            sent = version.values.version
            await change_rules(project_id=project_id, activity_id=activity_id, sent_version=sent, rules=rules)
            await noted(visit, "activity.rules", activity_id)
            return redirect(
                f"/manage/projects/{project_id}/activities/{activity_id}/access", toast=_("Saved.")
            )
        except Refused as refused:
            refuse(version, refused, place.here.version)
    return await _rules_page(visit, place, forms, version)


async def _form(visit: Visit, project: Project, raw: Raw | None = None) -> Bound[VisibilityForm]:
    initial = {
        "visibility": project.visibility,
        "groups": [str(each) for each in project.groups],
        "slug": project.slug,
        "version": str(project.version),
    }
    form = bind(VisibilityForm, raw, initial=initial, options=await form_options(site=visit.site))
    drop_empty_choices(form, "groups")
    return form


def _page(place: Place, form: Bound[VisibilityForm], *, status: int = 200) -> Answer:
    return page("manage/projects/access.html", status=status, project=place.project, form=form)


async def _rule_forms(visit: Visit, place: Place, raw: Raw | None = None) -> list[Any]:
    groups = (await form_options(site=visit.site))["groups"]
    return rule_forms(house().method(place.here.method), place.here.rules, groups, raw)


async def _rules_page(
    visit: Visit, place: Place, forms: list[Any] | None = None, version: Bound[Any] | None = None
) -> Answer:
    return page(
        "manage/projects/activity_access.html",
        status=200 if forms is None else 422,
        project=place.project,
        activity=place.here,
        method=house().method(place.here.method),
        tab="access",
        forms=forms or await _rule_forms(visit, place),
        version=version or bind(VersionForm, initial={"version": str(place.here.version)}),
    )
