"""The plan of a place through the front door: trial, choosing, invoice, up and down, two at once, other towns and roles."""

import asyncio

import pytest

from core.db import execute, row, rows, value
from core.jobs.testing import run_due_jobs
from core.outside.mail import FolderMailer
from core.people import Role
from core.tenancy import PLATFORM, Tenant, scope
from tenants.plans.changing import leave, locked
from tenants.plans.invoices.issue import invoices
from tests.conftest import Client
from tests.support.towns import Towns
from tests.tenants.plans.conftest import BILLING, Administrator, had, only_ideas, order, small_town, wish


@pytest.fixture
async def fresh() -> Tenant:
    return await small_town()


async def numbers(tenant: Tenant) -> list[int]:
    async with scope(PLATFORM, read_only=True):
        return [each.number for each in await invoices(tenant_id=tenant.id)]


async def test_trial_says_from_the_first_day_what_comes(fresh: Tenant, administrator: Administrator) -> None:
    browser = await administrator(fresh)
    front = (await browser.get("/manage")).text
    plan = (await browser.get("/manage/plan")).text
    assert "You have 30 days left to try everything" in front
    assert "Nothing is deleted when it ends" in front
    assert "14 days&#39; notice" in plan or "14 days' notice" in plan
    assert "Basic" in plan
    assert "Full" in plan


@pytest.mark.parametrize("role", [None, Role.PARTICIPANT, Role.MODERATOR, Role.MANAGER])
async def test_others_see_nothing_of_it(two_towns: Towns, client: Client, role: Role | None) -> None:
    browser = await client(two_towns.a, role=role) if role else await client(two_towns.a)
    for path in ("/manage/plan", "/manage/plan/billing", "/manage/plan/choose?plan=full"):
        assert (await browser.get(path)).status_code in (401, 403)
    for path in ("choose", "billing", "leave", "stay", "card", "portal"):
        assert (await browser.post(f"/manage/plan/{path}", data=await wish(two_towns.a))).status_code in (
            401,
            403,
        )


async def test_ordering_needs_to_know_who_pays(fresh: Tenant, administrator: Administrator) -> None:
    browser = await administrator(fresh)
    seen = await browser.get("/manage/plan/choose?plan=full&period=year&currency=NOK&payment=invoice")
    assert "Tell us first who is to have the invoice" in seen.text
    refused = await browser.post("/manage/plan/choose", data=await wish(fresh))
    assert refused.status_code == 422
    assert (await had(fresh)).state == "trial"


async def test_an_order_counts_at_once_and_the_invoice_leaves(
    fresh: Tenant, administrator: Administrator, mails: FolderMailer
) -> None:
    browser = await administrator(fresh)
    assert (await order(browser, fresh)).status_code == 303
    now = await had(fresh)
    assert (now.state, now.plan_key, now.ends_at) == ("active", "full", None)
    page = (await browser.get("/manage/plan")).text
    assert "Your plan is Full." in page
    again = (await browser.get("/manage/plan/choose?plan=full&period=year&currency=NOK&payment=invoice")).text
    assert "You have this already." in again
    assert "Order with invoice" not in again
    [number] = await numbers(fresh)
    assert str(number) in page
    await run_due_jobs(PLATFORM)
    mail = mails.sent(BILLING["email"])[-1]
    assert str(number) in str(mail["subject"])
    assert "You have" not in (await browser.get("/manage")).text


async def test_papers_open_by_their_link_only(
    fresh: Tenant, administrator: Administrator, client: Client, mails: FolderMailer
) -> None:
    await order(await administrator(fresh), fresh)
    await run_due_jobs(PLATFORM)
    text = mails.sent(BILLING["email"])[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    link = next(word for word in text.split() if "/invoices/" in word).partition("allmenning.test")[2]
    anybody = await client(PLATFORM)
    paper, ehf = await anybody.get(link), await anybody.get(link.removesuffix("/ehf") + "/ehf")
    assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")
    assert ehf.headers["content-type"].startswith("application/xml")
    assert b"NO987654325MVA" in ehf.content
    forged = link.removesuffix("/ehf")[:-3] + "AAA"
    assert (await anybody.get(forged)).status_code == 404


async def test_two_who_choose_at_once_make_one_invoice(fresh: Tenant, administrator: Administrator) -> None:
    first, second = await administrator(fresh), await administrator(fresh)
    await first.post("/manage/plan/billing", data=BILLING | {"version": "0"})
    form = await wish(fresh)
    answers = await asyncio.gather(
        first.post("/manage/plan/choose", data=form), second.post("/manage/plan/choose", data=form)
    )
    assert sorted(each.status_code for each in answers) == [303, 422]
    assert len(await numbers(fresh)) == 1


async def test_an_upgrade_pays_only_the_rest_and_a_downgrade_waits(
    fresh: Tenant, administrator: Administrator
) -> None:
    await only_ideas(fresh)
    browser = await administrator(fresh)
    await order(browser, fresh, plan="basic")
    async with scope(PLATFORM):
        await execute(
            "UPDATE tenants_subscription SET period_start = period_start - 100, period_end = period_end - 100 "
            "WHERE tenant = $1",
            fresh.id,
        )
    seen = (await browser.get("/manage/plan/choose?plan=full&period=year&currency=NOK&payment=invoice")).text
    assert "265 of 365 days are left" in seen
    assert (await browser.post("/manage/plan/choose", data=await wish(fresh))).status_code == 303
    async with scope(PLATFORM, read_only=True):
        newest = await row("SELECT net FROM tenants_invoice WHERE tenant = $1 ORDER BY number DESC", fresh.id)
    new, old = (2 * 4_190_000 * 265 + 365) // 730, (2 * 1_990_000 * 265 + 365) // 730
    assert newest == {"net": new - old}
    assert (
        await browser.post("/manage/plan/choose", data=await wish(fresh, plan="basic"))
    ).status_code == 303
    now = await had(fresh)
    assert (now.plan_key, now.next_plan) == ("full", "basic")
    assert len(await numbers(fresh)) == 2


async def test_a_smaller_plan_is_refused_while_its_plugins_are_used(
    fresh: Tenant, administrator: Administrator
) -> None:
    browser = await administrator(fresh)
    refused = await order(browser, fresh, plan="basic")
    assert refused.status_code == 422
    assert "This plan is without" in refused.text
    assert (await had(fresh)).state == "trial"


async def test_a_plugin_that_the_plan_lacks_is_shown_with_what_it_takes(
    fresh: Tenant, administrator: Administrator
) -> None:
    await only_ideas(fresh)
    browser = await administrator(fresh)
    await order(browser, fresh, plan="basic")
    shown = (await browser.get("/manage/plugins")).text
    assert "It is in the plan Full." in shown
    assert "plugin-plans" not in shown
    assert (await browser.post("/manage/plugins/voting/on")).status_code == 422
    from core.host import house

    asks = ",".join(house().lodgers["survey"].plugin.capabilities)
    assert (await browser.post("/manage/plugins/survey/on", data={"accepted": asks})).status_code == 303
    assert (await browser.post("/manage/plugins/plans/off")).status_code == 404


async def test_one_town_knows_nothing_of_the_other(two_towns: Towns, administrator: Administrator) -> None:
    of_a, of_b = await administrator(two_towns.a), await administrator(two_towns.b)
    await order(of_a, two_towns.a)
    [number] = await numbers(two_towns.a)
    page = (await of_b.get("/manage/plan")).text
    assert str(number) not in page
    assert "Kari Ås" not in page
    assert (await had(two_towns.b)).state == "trial"


async def test_a_plan_ends_with_what_is_paid_and_may_be_kept(
    fresh: Tenant, administrator: Administrator
) -> None:
    browser = await administrator(fresh)
    await order(browser, fresh)
    await browser.post("/manage/plan/leave", data={"version": str((await had(fresh)).version)})
    assert "Your plan ends on" in (await browser.get("/manage/plan")).text
    stale = await browser.post("/manage/plan/stay", data={"version": "1"})
    assert stale.status_code == 303
    assert (await had(fresh)).ends_at is not None
    await browser.post("/manage/plan/stay", data={"version": str((await had(fresh)).version)})
    assert (await had(fresh)).ends_at is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"organisation_number": "974760674"},
        {"reference": "", "order": ""},
        {"email": "not an address"},
        {"name": ""},
        {"version": "77"},
    ],
)
async def test_wrong_billing_is_said_and_nothing_saved(
    fresh: Tenant, administrator: Administrator, wrong: dict[str, str]
) -> None:
    browser = await administrator(fresh)
    answer = await browser.post("/manage/plan/billing", data=BILLING | {"version": "0"} | wrong)
    assert answer.status_code == 422
    assert (await had(fresh)).billing.name == ""


async def test_hostile_words_are_only_words(fresh: Tenant, administrator: Administrator) -> None:
    browser = await administrator(fresh)
    evil = "<script>alert(1)</script>'; DROP TABLE tenants_invoice; --"
    await browser.post("/manage/plan/billing", data=BILLING | {"version": "0", "name": evil})
    page = (await browser.get("/manage/plan")).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert (await browser.get("/manage/plan/choose?plan=nothing&period=eon")).status_code == 303
    assert (await browser.post("/manage/plan/choose", data={"plan": "x" * 500_000})).status_code in (
        303,
        413,
        422,
    )


async def test_an_invoice_cannot_be_changed_and_numbers_have_no_gap(
    fresh: Tenant, administrator: Administrator
) -> None:
    browser = await administrator(fresh)
    await order(browser, fresh)
    [number] = await numbers(fresh)
    with pytest.raises(Exception, match="never changed"):
        async with scope(PLATFORM):
            await execute("UPDATE tenants_invoice SET net = 1 WHERE number = $1", number)
    async with scope(PLATFORM, read_only=True):
        found = [each["number"] for each in await rows("SELECT number FROM tenants_invoice ORDER BY number")]
        last = await value("SELECT last FROM tenants_counter WHERE name = 'invoice'")
    assert found == list(range(100_001, last + 1))


async def test_the_desk_marks_paid_and_takes_back_once(
    fresh: Tenant, administrator: Administrator, client: Client
) -> None:
    await order(await administrator(fresh), fresh)
    [number] = await numbers(fresh)
    desk, nobody = await client(PLATFORM, role=Role.SUPPORT), await client(PLATFORM)
    for path in (f"/desk/invoices/{number}/paid", f"/desk/invoices/{number}/credit"):
        assert (await nobody.post(path)).status_code in (401, 403)
    assert str(number) in (await desk.get("/desk/invoices")).text
    for _again in range(2):
        assert (await desk.post(f"/desk/invoices/{number}/paid")).status_code == 303
        assert (await desk.post(f"/desk/invoices/{number}/credit")).status_code == 303
    assert (await desk.post("/desk/invoices/1/credit")).status_code == 404
    assert len(await numbers(fresh)) == 2
    async with scope(PLATFORM, read_only=True):
        states = [each.state for each in await invoices(tenant_id=fresh.id)]
        assert (
            await value(
                "SELECT count(*) FROM tenants_invoice_event WHERE number = $1 AND what = 'paid'", number
            )
            == 1
        )
    assert states == ["credit", "credited"]


async def test_nobody_chooses_with_an_origin_of_elsewhere(
    fresh: Tenant, administrator: Administrator
) -> None:
    browser = await administrator(fresh)
    answer = await browser.post(
        "/manage/plan/choose", data=await wish(fresh), headers={"origin": "https://evil.example"}
    )
    assert answer.status_code == 403


async def test_leaving_during_a_trial_leaves_the_trial(fresh: Tenant) -> None:
    async with scope(PLATFORM):
        before = await locked(fresh.id)
        assert await leave(before, by="test") == before.ends_at
    assert (await had(fresh)).state == "trial"
