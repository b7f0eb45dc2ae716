"""Groups of people that activities and projects can be for."""

import re
from typing import Annotated, Any

import msgspec

from core.forms import Bound, Invalid, LocalizedText, LongText, bind
from core.http import Answer, NotFound, Visit, get, page, post, redirect
from core.i18n import Localized, _, ngettext
from core.people.groups import (
    add_to_group,
    create_group,
    delete_group,
    groups,
    members,
    remove_from_group,
    rename_group,
)
from core.people.service import account_at
from core.staff.record import noted
from core.text import Refused

BASE = "/manage/people/groups"
_ONE = BASE + "/{group_id:int}"
_MOST_AT_ONCE = 200
_BETWEEN = re.compile(r"[\s,;]+")


class GroupForm(msgspec.Struct, kw_only=True):
    names: Annotated[
        Localized,
        LocalizedText(
            label=_("Name of the group"),
            help=_("For example “Youth council” or “Neighbours of the harbour”."),
            max=80,
            required=True,
            missing=_("Write what the group is called."),
        ),
    ]


class MembersForm(msgspec.Struct, kw_only=True):
    emails: Annotated[
        str,
        LongText(
            label=_("E-mail addresses"),
            help=_("Of people who are registered here. One on each line; at most 200 at a time."),
            max=20_000,
            missing=_("Write at least one e-mail address."),
        ),
    ]


class NotHere(Refused):
    field = "emails"

    def __init__(self, addresses: list[str]) -> None:
        some = ", ".join(addresses[:5])
        many = ngettext(
            "This address is not registered here: {addresses}. Nobody is added.",
            "{n} addresses are not registered here, among them {addresses}. Nobody is added.",
            len(addresses),
        )
        super().__init__(many.format(n=len(addresses), addresses=some))


@get(BASE, action="site.manage")
async def listed(visit: Visit) -> Answer:
    return await _list_page(bind(GroupForm, locales=visit.site.languages))


@post(BASE, action="site.manage")
async def make(visit: Visit) -> Answer:
    form = bind(GroupForm, await visit.body(), locales=visit.site.languages)
    if not form.ok:
        return await _list_page(form, status=422)
    group_id = await create_group(names=form.values.names)
    await noted(visit, "group.add", group_id)
    return redirect(f"{BASE}/{group_id}", toast=_("The group is made. Now add its members."))


@get(_ONE, action="site.manage")
async def one(visit: Visit, group_id: int) -> Answer:
    return await _page(visit, await _found(group_id))


@post(_ONE, action="site.manage")
async def rename(visit: Visit, group_id: int) -> Answer:
    group = await _found(group_id)
    form = bind(GroupForm, await visit.body(), initial=_names(group), locales=visit.site.languages)
    if not form.ok:
        return await _page(visit, group, form=form)
    await rename_group(group_id=group_id, names=form.values.names)
    await noted(visit, "group.change", group_id)
    return redirect(f"{BASE}/{group_id}", toast=_("Saved."))


@post(_ONE + "/members", action="site.manage")
async def add(visit: Visit, group_id: int) -> Answer:
    group = await _found(group_id)
    form = bind(MembersForm, await visit.body())
    if form.ok:
        try:
            added = await add_to_group(group_id=group_id, person_ids=await _people(form.values.emails))
            await noted(visit, "group.members", group_id, added=added)
            said = ngettext("{n} member is new.", "{n} members are new.", added)
            return redirect(f"{BASE}/{group_id}", toast=said.format(n=added))
        except Refused as refused:
            form.refuse(refused)
    return await _page(visit, group, members_form=form)


@post(_ONE + "/members/{person_id:int}/remove", action="site.manage")
async def take_out(visit: Visit, group_id: int, person_id: int) -> Answer:
    await _found(group_id)
    await remove_from_group(group_id=group_id, person_id=person_id)
    await noted(visit, "group.members", group_id, removed=person_id)
    return redirect(f"{BASE}/{group_id}", toast=_("Removed."))


@get(_ONE + "/remove", action="site.manage")
async def ask_remove(visit: Visit, group_id: int) -> Answer:  # noqa: ARG001 - the question is the same for all
    return page("manage/people/group_remove.html", group=await _found(group_id))


@post(_ONE + "/remove", action="site.manage")
async def remove(visit: Visit, group_id: int) -> Answer:
    await _found(group_id)
    await delete_group(group_id=group_id)
    await noted(visit, "group.remove", group_id)
    return redirect(BASE, toast=_("Removed."))


async def _people(typed: str) -> list[int]:
    """Ids of all of them. Raises NotHere, Invalid."""
    addresses = list(dict.fromkeys(word for word in _BETWEEN.split(typed) if word))
    if len(addresses) > _MOST_AT_ONCE:
        raise Invalid(_("Add at most {n} at a time.").format(n=_MOST_AT_ONCE), field="emails")
    found = {address: await account_at(email=address) for address in addresses}
    if missing := [address for address, account in found.items() if account is None]:
        raise NotHere(missing)
    return [account.id for account in found.values() if account is not None]


async def _found(group_id: int) -> dict[str, Any]:
    found = next((each for each in await groups() if each["id"] == group_id), None)
    if found is None:
        raise NotFound
    return {**found, "name": Localized.of(found["names"])}


def _names(group: dict[str, Any]) -> dict[str, Any]:
    return {"names": group["name"]}


async def _list_page(form: Bound[GroupForm], *, status: int = 200) -> Answer:
    here = [{**each, "name": Localized.of(each["names"])} for each in await groups()]
    return page("manage/people/groups.html", status=status, form=form, groups=here)


async def _page(visit: Visit, group: dict[str, Any], **given: Any) -> Answer:
    """`given`: the form that was refused. Then it is a 422."""
    forms = {
        "form": bind(GroupForm, initial=_names(group), locales=visit.site.languages),
        "members_form": bind(MembersForm),
    }
    return page(
        "manage/people/group.html",
        status=422 if given else 200,
        group=group,
        members=await members(group_id=group["id"]),
        **{**forms, **given},
    )
