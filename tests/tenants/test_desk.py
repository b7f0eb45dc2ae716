"""The support desk: who may sit there, what it shows, and what follows from a decision."""

import re
import secrets

import pytest

from core.account.app_codes import code_at, step_now
from core.db import execute, row, rows, value
from core.host import House
from core.jobs.testing import run_due_jobs
from core.outside.mail import FolderMailer
from core.people import Person, Role
from core.people.passwords import hash_password
from core.people.service import set_password_hash
from core.tenancy import PLATFORM, Status, Tenant, scope
from core.tenancy.registry import tenant_at, tenant_by_id
from tenants.desk.cli import add_expert, forget_key_of, withdraw_expert
from tenants.desk.domains import DomainRefused, add_domain, speaks_for
from tenants.privacy import data_about, forget
from tests.conftest import Client, MakePerson
from tests.support.towns import Towns
from tests.tenants.conftest import Newcomers, registered, tenant_named
from tests.tenants.test_sign_up import HALDEN

NOTE = "I called the switchboard, and they know Kari."


@pytest.fixture
async def halden(newcomer: Newcomers, address: str) -> Tenant:
    kari = await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    await kari.click(address)
    tenant = await tenant_named(address)
    assert tenant is not None
    return tenant


async def state_of(tenant: Tenant) -> Status:
    found = await tenant_by_id(tenant.id)
    assert found is not None
    return found.status


@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.SUPPORT)])
async def test_desk_is_closed_to_everybody_else(
    client: Client, halden: Tenant, make_person: MakePerson, role: Role | None
) -> None:
    person = await make_person(PLATFORM, role=role) if role else None
    visitor = await client(PLATFORM, person)
    expected = 403 if role else 401
    assert (await visitor.get("/desk")).status_code == expected
    assert (await visitor.get(f"/desk/{halden.id}")).status_code == expected
    sent = await visitor.post(f"/desk/{halden.id}/decision", data={"note": NOTE, "decision": "confirm"})
    assert sent.status_code == expected
    added = await visitor.post(f"/desk/{halden.id}/domains", data={"domain": "halden.kommune.no"})
    assert added.status_code == expected
    assert await state_of(halden) is Status.UNCONFIRMED


async def test_administrator_of_a_place_is_nobody_at_the_desk(client: Client, halden: Tenant) -> None:
    admin = await client(halden, role=Role.ADMIN)
    there = await client(PLATFORM)
    there.cookies = admin.cookies
    assert (await there.get("/desk")).status_code == 401


async def test_desk_lists_searches_and_filters(client: Client, halden: Tenant, two_towns: Towns) -> None:
    expert = await client(PLATFORM, role=Role.SUPPORT)
    waiting = await expert.get("/desk?state=unconfirmed")
    assert halden.hosts[0] in waiting.text
    assert two_towns.a.hosts[0] not in waiting.text
    for town in (halden, two_towns.a):  # one page holds fifty: other tests' places may fill the first
        everything = await expert.get("/desk", params={"state": "", "q": town.hosts[0]})
        assert town.hosts[0] in everything.text
    found = await expert.get("/desk", params={"state": "", "q": "HALDEN"})
    assert halden.hosts[0] in found.text
    assert two_towns.a.hosts[0] not in found.text
    assert halden.hosts[0] in (await expert.get("/desk", params={"q": HALDEN})).text
    assert "No places here" in (await expert.get("/desk", params={"q": "%' OR 1=1 --"})).text


async def test_desk_pages(client: Client, house: House) -> None:
    async with scope(PLATFORM):
        await execute(
            "INSERT INTO tenant (id, kind, status, name, created_at) "
            "SELECT 'page' || n, 'other', 'active', 'Paged ' || n, now() - make_interval(mins => n) "
            "FROM generate_series(1, 60) n"
        )
    try:
        expert = await client(PLATFORM, role=Role.SUPPORT)
        first = await expert.get("/desk", params={"q": "Paged", "state": "", "sort": "newest"})
        assert "Paged 50<" in first.text
        assert "Paged 51<" not in first.text
        older = first.text.partition('href="/desk?q=Paged')[2].partition('"')[0].replace("&amp;", "&")
        second = await expert.get(f"/desk?q=Paged{older}")
        assert "Paged 50<" not in second.text
        assert "Paged 60<" in second.text
        assert (await expert.get("/desk?page=nonsense")).status_code == 200
    finally:
        async with scope(PLATFORM):
            await execute("DELETE FROM tenant WHERE id LIKE 'page%'")


async def test_confirmed_place_loses_banner_and_noindex_and_is_told(
    client: Client, halden: Tenant, mails: FolderMailer
) -> None:
    expert = await client(PLATFORM, role=Role.SUPPORT)
    answer = await expert.post(f"/desk/{halden.id}/decision", data={"note": NOTE, "decision": "confirm"})
    assert answer.status_code == 303
    confirmed = await tenant_at(halden.hosts[0])
    assert confirmed is not None
    home = await (await client(confirmed)).get("/")
    assert "x-robots-tag" not in home.headers
    assert "not yet confirmed" not in home.text
    assert NOTE in (await expert.get(f"/desk/{halden.id}")).text
    async with scope(halden, read_only=True):
        email = await value("SELECT email FROM person")
    await run_due_jobs(PLATFORM)
    assert any("confirmed" in str(mail["subject"]) for mail in mails.sent(email))


async def test_refused_place_is_closed_and_the_municipality_can_sign_up(
    client: Client, halden: Tenant, newcomer: Newcomers, address: str, mails: FolderMailer
) -> None:
    expert = await client(PLATFORM, role=Role.SUPPORT)
    await expert.post(f"/desk/{halden.id}/decision", data={"note": NOTE, "decision": "refuse"})
    assert (await (await client(halden)).get("/")).status_code == 404
    assert "Refused" in (await expert.get(f"/desk/{halden.id}")).text
    assert halden.name in (await expert.get("/desk?state=refused")).text
    async with scope(halden, read_only=True):
        email = await value("SELECT email FROM person")
    await run_due_jobs(PLATFORM)
    assert NOTE in mails.sent(email)[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    real = await newcomer()
    await real.come_to_the_last_step(register=HALDEN)
    assert (await real.click(address)).status_code == 303
    found = await registered(HALDEN)
    assert found is not None
    assert found["id"] != halden.id


async def test_decision_without_a_note_is_refused(client: Client, halden: Tenant) -> None:
    expert = await client(PLATFORM, role=Role.SUPPORT)
    for note in ("", "ok", "x" * 1001):
        answer = await expert.post(f"/desk/{halden.id}/decision", data={"note": note, "decision": "confirm"})
        assert answer.status_code == 422
    assert await state_of(halden) is Status.UNCONFIRMED


async def test_second_decision_is_told_of_the_first(client: Client, halden: Tenant) -> None:
    expert = await client(PLATFORM, role=Role.SUPPORT)
    data = {"note": NOTE, "decision": "confirm"}
    await expert.post(f"/desk/{halden.id}/decision", data=data)
    for decision in ("confirm", "refuse"):
        again = await expert.post(f"/desk/{halden.id}/decision", data={**data, "decision": decision})
        assert again.status_code == 422
        assert "decided this already" in again.text
    assert await state_of(halden) is Status.ACTIVE


async def test_place_that_is_not_there_is_not_found(client: Client, house: House) -> None:
    expert = await client(PLATFORM, role=Role.SUPPORT)
    assert (await expert.get("/desk/nobody")).status_code == 404
    assert (await expert.post("/desk/nobody/decision", data={"note": NOTE})).status_code == 404
    assert (await expert.get("/desk/platform")).status_code == 404


async def test_domains_of_an_organisation_are_kept_and_removed(client: Client, halden: Tenant) -> None:
    expert = await client(PLATFORM, role=Role.SUPPORT)
    for _twice in range(2):
        sent = await expert.post(f"/desk/{halden.id}/domains", data={"domain": " @Halden.kommune.no "})
        assert sent.status_code == 303
    async with scope(PLATFORM, read_only=True):
        found = await rows("SELECT id, domain, organisation FROM tenants_register_domain")
        assert [(each["domain"], each["organisation"]) for each in found] == [
            ("halden.kommune.no", f"register:{HALDEN}")
        ]
        assert await speaks_for(email="kari@halden.kommune.no", organisation=f"register:{HALDEN}")
        assert not await speaks_for(email="kari@halden.kommune.no", organisation="register:3103")
        assert not await speaks_for(email="kari@halden.kommune.no", organisation="")
    await expert.post(f"/desk/{halden.id}/domains/{found[0]['id']}/remove")
    async with scope(PLATFORM, read_only=True):
        assert await rows("SELECT 1 FROM tenants_register_domain") == []


@pytest.mark.parametrize("domain", ["gmail.com", "no", "a b.no", "-x.no", "<script>.no", ""])
async def test_domain_that_proves_nothing_is_refused(house: House, domain: str) -> None:
    with pytest.raises(DomainRefused):
        async with scope(PLATFORM):
            await add_domain(domain=domain, organisation="register:3101", by="test")


async def test_support_expert_is_added_and_signs_in_by_code(
    client: Client, house: House, mails: FolderMailer
) -> None:
    email = f"{secrets.token_hex(6)}@support.example"
    await add_expert(email=email, name="Siri")
    browser = await client(PLATFORM)
    await browser.post("/sign-in", data={"email": email, "next": "/desk"})
    await run_due_jobs(PLATFORM)
    code = re.search("[0-9]{6}", str(mails.sent(email)[-1]["subject"]))
    assert code is not None
    entered = await browser.post("/sign-in/code", data={"code": code[0]})
    assert entered.headers["location"] == "/desk"
    assert (await browser.get("/desk")).status_code == 403  # a code by mail alone is not enough
    page = (await browser.get("/account/key?next=/desk")).text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    fresh = re.search(r'name="fresh"[^>]*value="([^"]+)"', page)
    assert secret is not None
    assert fresh is not None
    key = secret[1].replace(" ", "")
    data = {"next": "/desk", "fresh": fresh[1]}
    assert (await browser.post("/account/key", data={**data, "code": "000000"})).status_code == 422
    code_now = code_at(key, step_now())
    assert (await browser.post("/account/key", data={**data, "code": code_now})).status_code == 303
    assert (await browser.get("/desk")).status_code == 200
    await _another_session_needs_the_next_code(client, email, key, code_now)


async def _another_session_needs_the_next_code(client: Client, email: str, key: str, used: str) -> None:
    async with scope(PLATFORM, read_only=True):
        found = await row("SELECT id FROM person WHERE email = $1", email)
    assert found is not None
    expert = Person(id=found["id"], name="Siri", email=email)  # as PARTICIPANT: its session has given no code
    again = await client(PLATFORM, expert)
    assert (await again.get("/desk")).status_code == 403
    assert "<code>" not in (await again.get("/account/key")).text
    assert (await again.post("/account/key", data={"code": used})).status_code == 422  # it has been used
    assert (await again.post("/account/key", data={"code": code_at(key, step_now() + 1)})).status_code == 303
    assert (await again.get("/desk")).status_code == 200
    assert await withdraw_expert(email=email)
    assert (await again.get("/desk")).status_code == 403
    assert (await again.get("/account/key")).status_code == 404
    assert await forget_key_of(email=email)


async def test_expert_cannot_come_in_by_a_password(client: Client, house: House) -> None:
    email = f"{secrets.token_hex(6)}@support.example"
    expert_id = await add_expert(email=email, name="Siri")
    async with scope(PLATFORM):
        await set_password_hash(
            person_id=expert_id, password_hash=await hash_password("a long enough password")
        )
    browser = await client(PLATFORM)
    sent = {"email": email, "password": "a long enough password"}
    assert (await browser.post("/sign-in/password", data=sent)).status_code == 422


async def test_stranger_cannot_register_on_the_platform(
    client: Client, house: House, mails: FolderMailer
) -> None:
    browser = await client(PLATFORM)
    await browser.post("/register", data={"name": "Ola", "email": "stranger@example.org", "privacy": "on"})
    await run_due_jobs(PLATFORM)
    assert not any("code" in str(mail["subject"]) for mail in mails.sent("stranger@example.org"))


async def test_expert_goes_in_with_a_reason_once(client: Client, halden: Tenant) -> None:
    expert = await client(PLATFORM, role=Role.SUPPORT)
    empty = await expert.post(f"/desk/{halden.id}/visit", data={"reason": ""})
    assert empty.status_code == 422
    opened = await expert.post(
        f"/desk/{halden.id}/visit", data={"reason": "Kari asked for help with the logo"}
    )
    link = re.search(r'href="(http://[^"]+/support/visit/[^"]+)"', opened.text)
    assert link is not None
    there = await client(halden)
    assert (await there.post(link[1])).status_code == 303
    assert "Kari asked for help" in (await there.get("/")).text
    assert (await (await client(halden)).post(link[1])).status_code == 404


async def test_nobody_else_gets_a_door(client: Client, halden: Tenant, make_person: MakePerson) -> None:
    for person in (None, await make_person(PLATFORM, role=Role.ADMIN)):
        visitor = await client(PLATFORM, person)
        answer = await visitor.post(f"/desk/{halden.id}/visit", data={"reason": "I am just curious, really"})
        assert answer.status_code in (401, 403)


async def test_data_of_an_expert_is_given_and_forgotten(
    client: Client, halden: Tenant, make_person: MakePerson
) -> None:
    expert = await make_person(PLATFORM, role=Role.SUPPORT)
    browser = await client(PLATFORM, expert)
    await browser.post(f"/desk/{halden.id}/decision", data={"note": NOTE, "decision": "confirm"})
    async with scope(PLATFORM):
        kept = {each.name: each.rows for each in await data_about(expert.id)}
        assert [each["note"] for each in kept["decisions"]] == [NOTE]
        await forget(expert.id)
        assert {each.name: each.rows for each in await data_about(expert.id)} == {
            "support_desk": (),
            "sign_ups": (),
            "decisions": (),
        }
        assert await value("SELECT note FROM tenants_decision WHERE tenant = $1", halden.id) == NOTE
