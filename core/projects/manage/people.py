"""Who looks after this project: colleagues who are managers or moderators here and nowhere else."""

from typing import Annotated

import msgspec

from core.forms import Bound, Choice, Email, bind
from core.http import Answer, Redirect, Visit, get, page, post, redirect
from core.i18n import _
from core.people import Role
from core.people.roles import set_project_role
from core.people.service import account_at
from core.projects.manage.place import managed, noted
from core.projects.manage.reads import colleagues
from core.projects.place import Place
from core.text.errors import Refused


class NobodyThere(Refused):
    field = "email"

    def __init__(self) -> None:
        super().__init__(_("Nobody here has this address. Ask your colleague to register first."))


class ColleagueForm(msgspec.Struct, kw_only=True):
    email: Annotated[str, Email(label=_("Your colleague's e-mail"), autocomplete="off")]
    role: Annotated[
        str,
        Choice(
            label=_("May"),
            required=True,
            options=(
                ("manager", _("Manage the project"), _("Change everything in it, publish, answer.")),
                ("moderator", _("Moderate"), _("Read everything, hide and show what people write.")),
            ),
        ),
    ] = "moderator"


@get("/manage/projects/{project_id:int}/people", action="staff.enter")
async def people(visit: Visit, project_id: int) -> Answer:
    place = await managed(visit, project_id)
    return await _page(place, bind(ColleagueForm))


@post("/manage/projects/{project_id:int}/people", action="staff.enter")
async def add_colleague(visit: Visit, project_id: int) -> Answer:
    place = await managed(visit, project_id)
    form = bind(ColleagueForm, await visit.body())
    if form.ok:
        try:
            await _give(visit, project_id, form.values)
            return redirect(f"/manage/projects/{project_id}/people", toast=_("Added."))
        except Refused as refused:
            form.refuse(refused)
    return await _page(place, form, status=422)


@post("/manage/projects/{project_id:int}/people/{person_id:int}/remove", action="staff.enter")
async def remove_colleague(visit: Visit, project_id: int, person_id: int) -> Redirect:
    await managed(visit, project_id)
    await set_project_role(person_id=person_id, project_id=project_id, role=None)
    await noted(visit, "project.take_role", project_id, person=person_id)
    return redirect(f"/manage/projects/{project_id}/people", toast=_("Removed."))


async def _give(visit: Visit, project_id: int, values: ColleagueForm) -> None:
    account = await account_at(email=values.email)
    if account is None:
        raise NobodyThere
    await set_project_role(person_id=account.id, project_id=project_id, role=Role(values.role))
    await noted(visit, "project.give_role", project_id, person=account.id, role=values.role)


async def _page(place: Place, form: Bound[ColleagueForm], *, status: int = 200) -> Answer:
    here = await colleagues(place.project.id)
    return page(
        "manage/projects/people.html", status=status, project=place.project, form=form, colleagues=here
    )
