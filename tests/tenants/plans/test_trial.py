"""Time goes by: mails 14 and 3 days before the end and when it is over, then quiet, and open again with a plan."""

from datetime import UTC, datetime, timedelta

import pytest

from core.db import execute, value
from core.jobs.testing import run_due_jobs
from core.outside.mail import FolderMailer
from core.people import Role
from core.tenancy import PLATFORM, Status, Tenant, scope
from core.tenancy.registry import forget_tenants, tenant_by_id
from tenants.plans.changing import locked, prolong
from tenants.plans.for_desk import plan_lines
from tenants.plans.jobs import look_after_plans
from tenants.plans.subscription import Stage
from tenants.plans.trial import look_after
from tests.conftest import Client, MakePerson
from tests.tenants.plans.conftest import Administrator, had, only_ideas, order, small_town

DAY = timedelta(days=1)


@pytest.fixture
async def fresh() -> Tenant:
    return await small_town("Fjellvik")


async def on_day(tenant: Tenant, day: int) -> str:
    """What is done on this day since the place was made."""
    async with scope(PLATFORM):
        made: datetime = await value("SELECT created_at FROM tenant WHERE id = $1", tenant.id)
        return await look_after(tenant.id, now=made + day * DAY + timedelta(minutes=1))


async def closed(tenant: Tenant) -> bool:
    found = await tenant_by_id(tenant.id)
    assert found is not None
    return found.read_only


async def test_each_thing_is_told_once_and_nothing_closes_before_the_notice_ends(
    fresh: Tenant, make_person: MakePerson, mails: FolderMailer
) -> None:
    keeper = await make_person(fresh, role=Role.ADMIN)
    told = {day: word for day in range(46) if (word := await on_day(fresh, day))}
    assert told == {16: "14", 27: "3", 30: "over", 44: "closed"}
    await run_due_jobs(PLATFORM)
    subjects = [str(each["subject"]) for each in mails.sent(keeper.email)]
    assert len(subjects) == 4
    assert await closed(fresh)


async def test_a_service_that_slept_still_gives_the_whole_notice(fresh: Tenant) -> None:
    assert await on_day(fresh, 100) == "over"
    assert await on_day(fresh, 113) == ""
    assert not await closed(fresh)
    assert await on_day(fresh, 114) == "closed"


async def test_a_closed_place_is_read_and_taken_out_and_refuses_the_rest(
    fresh: Tenant, client: Client, administrator: Administrator
) -> None:
    await on_day(fresh, 30)
    await on_day(fresh, 44)
    forget_tenants()
    resident, browser = await client(fresh, role=Role.PARTICIPANT), await administrator(fresh)
    home = await resident.get("/")
    assert home.status_code == 200
    assert "nothing new can be written now" in home.text
    refused = await browser.post("/manage/plugins/voting/off")
    assert refused.status_code == 403
    assert "All that is here is kept." in refused.text
    assert (await browser.get("/manage/audit")).status_code == 200
    assert (await browser.get("/manage/plan")).status_code == 200
    assert (await resident.get("/account/data")).status_code == 200
    assert (await resident.post("/sign-out")).status_code == 303
    assert (await order(browser, fresh)).status_code == 303
    assert not await closed(fresh)
    assert (await browser.post("/manage/plugins/voting/off")).status_code == 303


async def test_who_is_not_confirmed_stays_so_when_it_closes() -> None:
    poser = await small_town("Skjul", Status.UNCONFIRMED)
    await on_day(poser, 30)
    await on_day(poser, 44)
    found = await tenant_by_id(poser.id)
    assert found is not None
    assert found.read_only
    assert not found.confirmed


async def test_the_desk_gives_more_time(fresh: Tenant, client: Client) -> None:
    await on_day(fresh, 30)
    await on_day(fresh, 44)
    async with scope(PLATFORM):
        await execute(
            "UPDATE tenants_subscription SET ends_at = now() - interval '15 days' WHERE tenant = $1", fresh.id
        )
        await prolong(await locked(fresh.id), days=30, by="ekspert@example.org")
        line = (await plan_lines())[fresh.id]
    assert not await closed(fresh)
    assert (line.stage, line.days_left, line.urgent) == (Stage.TRIAL, 15, False)
    nobody = await client(PLATFORM)
    assert (await nobody.post(f"/desk/{fresh.id}/more-time", data={"days": "9"})).status_code in (401, 403)


async def test_renewal_bills_the_next_period_once_and_takes_the_smaller_plan(
    fresh: Tenant, administrator: Administrator
) -> None:
    await only_ideas(fresh)
    browser = await administrator(fresh)
    await order(browser, fresh)
    now = await had(fresh)
    assert now.period_end is not None
    async with scope(PLATFORM):
        await execute(
            "UPDATE tenants_subscription SET next_plan = 'basic', next_period = 'month' WHERE tenant = $1",
            fresh.id,
        )
        moment = datetime.combine(now.period_end, datetime.min.time(), tzinfo=UTC) + timedelta(hours=6)
        assert await look_after(fresh.id, now=moment - DAY) == ""
        assert await look_after(fresh.id, now=moment) == "renewed"
        assert await look_after(fresh.id, now=moment) == ""
        count = await value("SELECT count(*) FROM tenants_invoice WHERE tenant = $1", fresh.id)
    after = await had(fresh)
    assert (count, after.plan_key, after.period, after.period_start) == (2, "basic", "month", now.period_end)


async def test_the_daily_job_looks_after_every_place_and_a_deleted_one_harms_nobody(fresh: Tenant) -> None:
    async with scope(PLATFORM):
        await look_after_plans()
        await execute("DELETE FROM tenant_host WHERE tenant = $1", fresh.id)
        await execute("DELETE FROM tenant WHERE id = $1", fresh.id)
    await run_due_jobs(PLATFORM)
    async with scope(PLATFORM, read_only=True):
        assert not await value("SELECT count(*) FROM outbox WHERE failed_at IS NOT NULL")
