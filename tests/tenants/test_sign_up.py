"""A municipality signs itself up, by HTTP, from the first page to the staff pages of its own site."""

import re
import time

import httpx
import pytest
from litestar.types import ASGIApp

from core.db import execute, row, rows, value
from core.outside.mail import FolderMailer
from core.people import Role
from core.tenancy import PLATFORM, Status, scope, site
from core.theme import contrast
from tenants.facts.norway import organisation
from tests.conftest import Client
from tests.tenants.conftest import Newcomers, half_made, registered, tenant_named

HALDEN, KAUTOKEINO, VESTLAND = "3101", "5612", "46"


async def test_sign_up_of_a_municipality_makes_a_whole_site(newcomer: Newcomers, address: str) -> None:
    kari = await newcomer()
    assert (await kari.browser.get("/sign-up")).status_code == 200
    await kari.come_to_the_last_step(register=HALDEN)
    offered = await kari.browser.get("/sign-up/place")
    assert 'value="halden"' in offered.text
    began = time.perf_counter()
    answer = await kari.click(address)
    seconds = time.perf_counter() - began
    assert answer.status_code == 303, answer.text
    assert seconds < 3
    tenant = await tenant_named(address)
    assert tenant is not None
    assert (tenant.name, tenant.status, tenant.organisation) == (
        "Halden kommune",
        Status.UNCONFIRMED,
        {"register": HALDEN},
    )
    async with scope(tenant, read_only=True):
        here = await site()
        assert (here.languages, here.brand_colour, here.municipality_number) == (
            ("nb", "nn", "en"),
            "#ffcc00",
            HALDEN,
        )
        assert (here.population, here.population_year) == (organisation(HALDEN).population, 2026)  # type: ignore[union-attr]
        assert here.names == {"nb": "Halden kommune", "nn": "Halden kommune", "en": "Halden municipality"}
        assert await rows("SELECT name, email, role FROM person") == [
            {"name": "Kari Ås", "email": kari.email, "role": "admin"}
        ]
        assert await value("SELECT count(*) FROM project WHERE state = 'draft'") == 1
        assert await value("SELECT count(*) FROM phase") == 3
        assert await value("SELECT count(*) FROM activity WHERE state = 'draft'") == 1
        assert await value("SELECT count(*) FROM status") > 0
        assert await value("SELECT count(*) FROM topic") > 0


async def test_first_administrator_comes_in_once_and_lands_on_the_staff_pages(
    newcomer: Newcomers, address: str, app: ASGIApp
) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    done = await kari.browser.get((await kari.click(address)).headers["location"])
    link = re.search(r'href="(http://[^"]+/enter\?token=[^"]+)"', done.text)
    assert link is not None
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{address}.allmenning.test") as there:
        looked = await there.get(link[1])
        assert looked.status_code == 200
        token = re.search(r'name="token" value="([^"]+)"', looked.text)
        assert token is not None
        entered = await there.post("/enter", data={"token": token[1]})
        assert (entered.status_code, entered.headers["location"]) == (303, "/manage")
        assert (await there.get("/account")).status_code == 200
        there.cookies.clear()
        again = await there.post("/enter", data={"token": token[1]})
        assert again.status_code == 422
        assert (await there.get("/account")).status_code == 401


async def test_hand_over_is_worth_nothing_at_another_site(
    newcomer: Newcomers, address: str, client: Client, two_towns: object
) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    token = (await kari.click(address)).headers["location"].partition("enter=")[2]
    elsewhere = await client(two_towns.a)  # type: ignore[attr-defined]
    assert (await elsewhere.post("/enter", data={"token": token})).status_code == 422
    assert (await elsewhere.post("/enter", data={"token": token + "x"})).status_code == 422
    assert (await elsewhere.post("/enter", data={})).status_code == 422


async def test_unconfirmed_site_says_so_and_asks_not_to_be_indexed(
    newcomer: Newcomers, address: str, client: Client, two_towns: object
) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    await kari.click(address)
    tenant = await tenant_named(address)
    assert tenant is not None
    home = await (await client(tenant)).get("/")
    assert home.headers["x-robots-tag"] == "noindex"
    assert "not yet confirmed" in home.text
    confirmed = await (await client(two_towns.a)).get("/")  # type: ignore[attr-defined]
    assert "x-robots-tag" not in confirmed.headers
    assert "not yet confirmed" not in confirmed.text


async def test_unconfirmed_site_takes_only_invited_people(
    newcomer: Newcomers, address: str, client: Client, mails: FolderMailer
) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    await kari.click(address)
    tenant = await tenant_named(address)
    assert tenant is not None
    from core.jobs.testing import run_due_jobs

    stranger = await client(tenant)
    await stranger.post("/register", data={"name": "Ola", "email": "ola@example.org", "privacy": "on"})
    await run_due_jobs(tenant)
    subjects = [str(mail["subject"]) for mail in mails.sent("ola@example.org")]
    assert not any(re.search("[0-9]{6}", subject) for subject in subjects)


async def test_address_on_a_registered_domain_confirms_at_once(newcomer: Newcomers, address: str) -> None:
    async with scope(PLATFORM):
        await execute(
            "INSERT INTO tenants_register_domain (domain, organisation) VALUES ('halden.kommune.no', 'register:3101')"
        )
    kari = await newcomer()
    kari.email = f"kari.{address}@halden.kommune.no"
    await kari.come_to_the_last_step(register=HALDEN)
    assert (await kari.click(address)).status_code == 303
    tenant = await tenant_named(address)
    assert tenant is not None
    assert tenant.status is Status.ACTIVE
    found = await registered(HALDEN)
    assert found is not None
    assert found["confirmed_by"] == "register"


@pytest.mark.parametrize(
    "domain", ["moss.kommune.no", "elev.halden.kommune.no", "halden.kommune.no.example.org"]
)
async def test_address_on_another_domain_does_not_confirm(
    newcomer: Newcomers, address: str, domain: str
) -> None:
    async with scope(PLATFORM):
        await execute(
            "INSERT INTO tenants_register_domain (domain, organisation) "
            "VALUES ('halden.kommune.no', 'register:3101'), ('moss.kommune.no', 'register:3103')"
        )
    kari = await newcomer()
    kari.email = f"kari.{address}@{domain}"
    await kari.come_to_the_last_step(register=HALDEN)
    await kari.click(address)
    tenant = await tenant_named(address)
    assert tenant is not None
    assert tenant.status is Status.UNCONFIRMED


async def test_sign_up_of_a_county_needs_no_number(newcomer: Newcomers, address: str) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(register=VESTLAND)
    await kari.click(address)
    tenant = await tenant_named(address)
    assert tenant is not None
    assert (tenant.name, tenant.kind) == ("Vestland fylkeskommune", "county")


async def test_sign_up_of_a_foreign_body_needs_no_number(newcomer: Newcomers, address: str) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(other_name="Kiruna kommun", foreign="on")
    await kari.click(address)
    tenant = await tenant_named(address)
    assert tenant is not None
    assert (tenant.name, tenant.kind, tenant.organisation) == ("Kiruna kommun", "other", {})


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Choose your municipality or county"),
        ({"register": "9999"}, "Choose one of the answers"),
        ({"register": HALDEN, "other_name": "Ours"}, "not both"),
        ({"other_name": "Ours"}, "Write the organisation number"),
        ({"other_name": "Ours", "orgnr": "974760674"}, "not an organisation number"),
        ({"other_name": "halden KOMMUNE", "foreign": "on"}, "is in the list"),
        ({"other_name": "Guovdageaidnu", "foreign": "on"}, "is in the list"),
        ({"other_name": "x" * 121, "foreign": "on"}, "at most 120"),
    ],
)
async def test_organisation_that_cannot_be_is_refused_with_what_was_typed(
    newcomer: Newcomers, typed: dict[str, str], said: str
) -> None:
    kari = await newcomer()
    answer = await kari.choose(**typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert not kari.browser.cookies
    if "other_name" in typed:
        assert f'value="{typed["other_name"]}"' in answer.text


async def test_organisation_number_is_tidied_and_kept(newcomer: Newcomers, address: str) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(other_name="Interkommunalt selskap", orgnr="974 760 673")
    await kari.click(address)
    tenant = await tenant_named(address)
    assert tenant is not None
    assert tenant.organisation == {"orgnr": "974760673"}


async def test_hostile_words_are_shown_as_words(newcomer: Newcomers) -> None:
    kari = await newcomer()
    await kari.choose(other_name='<script>alert(1)</script>"', foreign="on")
    page = await kari.browser.get("/sign-up/you")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text


async def test_huge_body_is_refused(newcomer: Newcomers) -> None:
    kari = await newcomer()
    assert (await kari.choose(other_name="x" * 2_000_000)).status_code == 413


async def test_form_from_another_site_is_refused(newcomer: Newcomers) -> None:
    kari = await newcomer()
    answer = await kari.browser.post(
        "/sign-up", data={"register": HALDEN}, headers={"sec-fetch-site": "same-site"}
    )
    assert answer.status_code == 403


async def test_later_steps_without_a_sign_up_lead_to_the_first(newcomer: Newcomers) -> None:
    kari = await newcomer()
    for path in ("/sign-up/you", "/sign-up/code", "/sign-up/place", "/sign-up/done"):
        assert (await kari.browser.get(path)).headers["location"] == "/sign-up"
    assert (await kari.click("xyz")).headers["location"] == "/sign-up"
    assert await half_made() == 0


async def test_last_step_cannot_be_reached_without_proof(newcomer: Newcomers, address: str) -> None:
    kari = await newcomer()
    await kari.choose(register=HALDEN)
    await kari.introduce()
    assert (await kari.click(address)).headers["location"] == "/sign-up/code"
    assert await tenant_named(address) is None


async def test_sign_up_does_not_exist_at_a_place(client: Client, two_towns: object) -> None:
    visitor = await client(two_towns.a)  # type: ignore[attr-defined]
    for path in ("/sign-up", "/desk", "/sign-up/address?address=x"):
        assert (await visitor.get(path)).status_code == 404


async def test_bright_brand_colour_is_made_readable(newcomer: Newcomers, address: str) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    await kari.click(address, colour="#ffff00")
    tenant = await tenant_named(address)
    assert tenant is not None
    from core.theme import readable_colour

    async with scope(tenant, read_only=True):
        assert contrast(readable_colour(await site()), "#ffffff") >= 4.5


async def test_support_role_is_not_given_by_signing_up(newcomer: Newcomers, address: str) -> None:
    kari = await newcomer()
    await kari.come_to_the_last_step(register=HALDEN)
    await kari.click(address, role=Role.SUPPORT)
    async with scope(PLATFORM, read_only=True):
        assert await row("SELECT 1 FROM person WHERE email = $1", kari.email) is None
