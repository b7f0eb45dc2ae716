"""Inviting: the mail, the role at the end of it, and no way to mail the whole world."""

import httpx

from core.audit import record
from core.jobs.testing import run_due_jobs
from core.outside.mail import FolderMailer
from core.people import Role
from core.people.invitations import invitations, may_register
from core.people.limits import count
from core.staff.invitations import LIMIT
from core.tenancy import Status, scope
from tests.conftest import Client, MakePerson
from tests.support.towns import Towns, new_town

BASE = "/manage/people/invitations"


async def test_invited_colleague_gets_mail_and_may_register(
    house: object, client: Client, make_person: MakePerson, mails: FolderMailer, two_towns: Towns
) -> None:
    town = await new_town("Ubekreft", status=Status.UNCONFIRMED)
    staff = await client(town, await make_person(town, role=Role.ADMIN))
    sent = await staff.post(BASE, data={"email": "Ny.Kollega@example.org", "role": "manager"})
    assert sent.status_code == 303
    await run_due_jobs(town)
    (mail,) = mails.sent("ny.kollega@example.org")
    assert f"{town.hosts[0]}/register" in str(mail)
    async with scope(town):
        assert await may_register(email="ny.kollega@example.org")
        assert not await may_register(email="en.annen@example.org")
        entry = (await record(action="invitation.send")).entries[0]
        assert "example.org" not in str(entry.details)
    async with scope(two_towns.b):
        assert await invitations() == []


async def test_invitation_that_cannot_be_sent_is_given_back(
    two_towns: Towns, staff: httpx.AsyncClient, make_person: MakePerson
) -> None:
    await make_person(two_towns.a, email="her.alt@example.org")
    for data, said in (
        ({"email": "", "role": "manager"}, "Write an e-mail address."),
        ({"email": "nei", "role": "manager"}, "like name@example.no"),
        ({"email": "ny@example.org", "role": "support"}, "Choose one of the answers"),
        ({"email": "HER.alt@example.org", "role": "manager"}, "Somebody here has this address already."),
    ):
        sent = await staff.post(BASE, data=data)
        assert sent.status_code == 422
        assert said in sent.text
    async with scope(two_towns.a):
        assert await invitations() == []


async def test_invitation_is_sent_again_and_withdrawn(
    two_towns: Towns, staff: httpx.AsyncClient, client: Client, make_person: MakePerson, mails: FolderMailer
) -> None:
    await staff.post(BASE, data={"email": "to.ganger@example.org", "role": "participant"})
    async with scope(two_towns.a):
        (found,) = await invitations()
    stranger = await client(two_towns.b, role=Role.ADMIN)
    assert (await stranger.post(f"{BASE}/{found['id']}/again")).status_code == 404
    assert (await stranger.post(f"{BASE}/{found['id']}/withdraw")).status_code == 404
    assert (await staff.post(f"{BASE}/{found['id']}/again")).status_code == 303
    await run_due_jobs(two_towns.a)
    assert len(mails.sent("to.ganger@example.org")) == 2
    assert (await staff.post(f"{BASE}/{found['id']}/withdraw")).status_code == 303
    assert (await staff.post(f"{BASE}/{found['id']}/withdraw")).status_code == 404
    async with scope(two_towns.a):
        assert await invitations() == []


async def test_too_many_invitations_are_stopped(
    house: object, client: Client, make_person: MakePerson
) -> None:

    town = await new_town("Ivervik")
    staff = await client(town, await make_person(town, role=Role.ADMIN))
    async with scope(town):
        for _ in range(LIMIT.most):
            await count(LIMIT, "place")
    sent = await staff.post(BASE, data={"email": "en.til@example.org", "role": "participant"})
    assert sent.status_code == 422
    assert "Too many tries" in sent.text
    async with scope(town):
        assert await invitations() == []
