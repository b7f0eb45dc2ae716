"""The list of people, and one of them."""

from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec

from core.contributions.cursors import typed_id
from core.forms import Bound, Choice, Choices, Raw, bind
from core.http import Answer, NotFound, Redirect, Visit, get, page, post, redirect
from core.i18n import Localized, _
from core.people import Role
from core.people.groups import groups
from core.people.service import Among, find_people
from core.staff import people_deeds as deeds
from core.staff.people_reads import About, about, all_projects
from core.staff.people_words import PROJECT_ROLE_OPTIONS, ROLE_OPTIONS, ROLES
from core.text import Refused

BASE = "/manage/people"
_ONE = BASE + "/{person_id:int}"
_SIZE = 50
AMONG = ((Among.ALL, _("Everybody")), (Among.STAFF, _("Staff")), (Among.BLOCKED, _("Blocked")))


class RoleForm(msgspec.Struct, kw_only=True):
    role: Annotated[
        str,
        Choice(label=_("Role in the whole site"), options=ROLE_OPTIONS, missing=_("Choose a role.")),
    ]


class ProjectRoleForm(msgspec.Struct, kw_only=True):
    project: Annotated[str, Choice(label=_("Project"), missing=_("Choose a project."))]
    project_role: Annotated[
        str, Choice(label=_("Role"), options=PROJECT_ROLE_OPTIONS, missing=_("Choose a role."))
    ]


class GroupsForm(msgspec.Struct, kw_only=True):
    groups: Annotated[list[str], Choices(label=_("Is a member of"), required=False)] = []


@get(BASE, action="site.manage")
async def listed(visit: Visit) -> Answer:
    text, among = visit.query.get("q", "").strip()[:100], _among(visit)
    before = typed_id(visit.query.get("before"))
    found = await find_people(text=text, among=among, before=before, size=_SIZE + 1)
    return page(
        "manage/people/list.html",
        people=found[:_SIZE],
        text=text,
        among=among,
        choices=AMONG,
        roles=ROLES,
        older=_address(text, among, found[_SIZE - 1]["id"]) if len(found) > _SIZE else None,
        first=_address(text, among) if before else None,
    )


@get(_ONE, action="site.manage")
async def one(visit: Visit, person_id: int) -> Answer:
    return await _page(visit, await _found(person_id))


@post(_ONE + "/role", action="site.manage")
async def give_role(visit: Visit, person_id: int) -> Answer:
    person = await _found(person_id)
    form = _role_form(person, await visit.body())
    if form.ok:
        try:
            await deeds.give_role(visit, person, Role(form.values.role))
            return _back(person, _("The role is changed."))
        except Refused as refused:
            form.refuse(refused, "role")
    return await _page(visit, person, role_form=form)


@post(_ONE + "/project", action="site.manage")
async def give_project_role(visit: Visit, person_id: int) -> Answer:
    person = await _found(person_id)
    form = await _project_form(await visit.body())
    if form.ok:
        sent = form.values
        role = Role(sent.project_role)
        await deeds.give_project_role(visit, person, project_id=int(sent.project), role=role)
        return _back(person, _("Added."))
    return await _page(visit, person, project_form=form)


@post(_ONE + "/project/{project_id:int}/remove", action="site.manage")
async def take_project_role(visit: Visit, person_id: int, project_id: int) -> Answer:
    person = await _found(person_id)
    if project_id not in {each.project_id for each in person.projects}:
        raise NotFound
    await deeds.give_project_role(visit, person, project_id=project_id, role=None)
    return _back(person, _("Removed."))


@post(_ONE + "/groups", action="site.manage")
async def set_groups(visit: Visit, person_id: int) -> Answer:
    person = await _found(person_id)
    form = await _groups_form(person, await visit.body())
    if form.ok:
        await deeds.put_in_groups(visit, person, {int(each) for each in form.values.groups})
        return _back(person, _("Saved."))
    return await _page(visit, person, groups_form=form)


@post(_ONE + "/block", action="site.manage")
async def block(visit: Visit, person_id: int) -> Answer:
    person = await _found(person_id)
    try:
        await deeds.block(visit, person)
    except Refused as refused:
        return await _page(visit, person, problem=refused.message)
    return _back(person, _("{name} is blocked, and signed out everywhere.").format(name=person.name))


@post(_ONE + "/unblock", action="site.manage")
async def unblock(visit: Visit, person_id: int) -> Answer:
    person = await _found(person_id)
    await deeds.unblock(visit, person)
    return _back(person, _("{name} can sign in again.").format(name=person.name))


@post(_ONE + "/sign-out", action="site.manage")
async def sign_out(visit: Visit, person_id: int) -> Answer:
    person = await _found(person_id)
    await deeds.end_sessions(visit, person)
    return _back(person, _("Signed out everywhere."))


def _among(visit: Visit) -> Among:
    asked = visit.query.get("show", "")
    return Among(asked) if asked in list(Among) else Among.ALL


def _address(text: str, among: Among, before: int | None = None) -> str:
    """Of a page of the list: of the first, or of the one that goes on after this person."""
    query = {"q": text, "show": among.value} | ({"before": str(before)} if before else {})
    return f"{BASE}?{urlencode(query)}"


async def _found(person_id: int) -> About:
    person = await about(person_id)
    if person is None:
        raise NotFound
    return person


def _back(person: About, toast: Any) -> Redirect:
    return redirect(f"{BASE}/{person.id}", toast=toast)


def _role_form(person: About, raw: Raw | None = None) -> Bound[RoleForm]:
    return bind(RoleForm, raw, initial={"role": person.role.value})


async def _project_form(raw: Raw | None = None) -> Bound[ProjectRoleForm]:
    return bind(ProjectRoleForm, raw, options={"project": await all_projects()})


async def _groups_form(person: About, raw: Raw | None = None) -> Bound[GroupsForm]:
    options = [(str(each["id"]), Localized.of(each["names"])) for each in await groups()]
    initial = {"groups": [str(each) for each in sorted(person.groups)]}
    return bind(GroupsForm, raw, initial=initial, options={"groups": options})


async def _page(visit: Visit, person: About, **given: Any) -> Answer:
    """`given`: the form that was refused, or the problem. Then it is a 422."""
    forms = {
        "role_form": _role_form(person),
        "project_form": await _project_form(),
        "groups_form": await _groups_form(person),
        "problem": None,
    }
    return page(
        "manage/people/one.html",
        status=422 if given else 200,
        someone=person,
        roles=ROLES,
        own=visit.person is not None and visit.person.id == person.id,
        **{**forms, **given},
    )
