"""Inviting people by mail, with the role that they are to have."""

from typing import Annotated

import msgspec

from core.forms import Bound, Choice, Email, Raw, bind
from core.http import Answer, NotFound, Visit, get, page, post, redirect
from core.i18n import _
from core.messages import send_mail
from core.people import Role
from core.people.invitations import invitations, invite, withdraw_invitation
from core.people.limits import Limit, count
from core.people.service import EmailTaken, account_at
from core.staff.people_words import ROLE_OPTIONS, ROLES
from core.staff.record import noted
from core.text import Refused

BASE = "/manage/people/invitations"
# A place that anybody can sign up must not become a way to send mail to everybody.
LIMIT = Limit("invitations", most=60, seconds=3_600)


class InvitationForm(msgspec.Struct, kw_only=True):
    email: Annotated[str, Email(label=_("E-mail address"), autocomplete="off")]
    role: Annotated[
        str, Choice(label=_("What shall they be?"), options=ROLE_OPTIONS, missing=_("Choose a role."))
    ]


@get(BASE, action="site.manage")
async def listed(visit: Visit) -> Answer:  # noqa: ARG001 - everybody who may see it sees the same
    return await _page(_form())


@post(BASE, action="site.manage")
async def send(visit: Visit) -> Answer:
    form = _form(await visit.body())
    if form.ok:
        sent = form.values
        try:
            await _invite(visit, sent.email, Role(sent.role))
            return redirect(
                BASE, toast=_("The invitation is on its way to {email}.").format(email=sent.email)
            )
        except Refused as refused:
            form.refuse(refused, "email")
    return await _page(form, status=422)


@post(BASE + "/{invitation_id:int}/again", action="site.manage")
async def send_again(visit: Visit, invitation_id: int) -> Answer:
    found = next((each for each in await invitations() if each["id"] == invitation_id), None)
    if found is None:
        raise NotFound
    try:
        await _invite(visit, found["email"], Role(found["role"]))
    except Refused as refused:
        return await _page(_form().refuse(refused), status=422)
    return redirect(BASE, toast=_("The invitation is on its way to {email}.").format(email=found["email"]))


@post(BASE + "/{invitation_id:int}/withdraw", action="site.manage")
async def withdraw(visit: Visit, invitation_id: int) -> Answer:
    if not await withdraw_invitation(invitation_id=invitation_id):
        raise NotFound
    await noted(visit, "invitation.withdraw", invitation_id)
    return redirect(BASE, toast=_("The invitation is withdrawn."))


async def _invite(visit: Visit, email: str, role: Role) -> None:
    """Raises EmailTaken where they are here already, TooOften."""
    if await account_at(email=email) is not None:
        raise EmailTaken
    await count(LIMIT, "place")
    await invite(email=email, role=role, invited_by=visit.person.id if visit.person else None)
    await send_mail(to=email, template="invitation", locale=visit.site.main_language, role=ROLES[role.value])
    await noted(visit, "invitation.send", role=role.value)


def _form(raw: Raw | None = None) -> Bound[InvitationForm]:
    return bind(InvitationForm, raw, initial={"role": Role.PARTICIPANT.value} if raw is None else None)


async def _page(form: Bound[InvitationForm], *, status: int = 200) -> Answer:
    return page(
        "manage/people/invitations.html",
        status=status,
        form=form,
        invitations=await invitations(),
        roles=ROLES,
    )
