"""Reports by mail: to colleagues and to those who have said yes, by the calendar, with a link that stops it."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from core.db import execute, value
from core.jobs.schedule import Daily
from core.jobs.testing import run_due_jobs
from core.outside.mail import FolderMailer
from core.tenancy import scope
from plugins.reports.making import files
from plugins.reports.schedule.periods import next_after, period_before
from tests.conftest import Client
from tests.plugins.reports.conftest import Ground, new_report


@pytest.mark.parametrize(
    ("every", "day", "following", "period"),
    [
        ("week", "2026-03-25", "2026-03-30", ("2026-03-16", "2026-03-22")),  # over the change to summer time
        ("week", "2026-03-30", "2026-04-06", ("2026-03-23", "2026-03-29")),
        ("month", "2026-01-31", "2026-02-01", ("2025-12-01", "2025-12-31")),
        ("month", "2026-03-01", "2026-04-01", ("2026-02-01", "2026-02-28")),
        ("quarter", "2026-10-01", "2027-01-01", ("2026-07-01", "2026-09-30")),
        ("quarter", "2027-01-01", "2027-04-01", ("2026-10-01", "2026-12-31")),
    ],
)
def test_days_follow_the_calendar(every: str, day: str, following: str, period: tuple[str, str]) -> None:
    given = date.fromisoformat(day)
    assert next_after(every, given) == date.fromisoformat(following)
    assert period_before(every, given) == period


def test_seven_is_seven_in_summer_and_winter() -> None:
    slots = [Daily(hour=7).slot(datetime(2026, 3, day, 12, tzinfo=UTC)) for day in (28, 29)]
    assert [slot.hour for slot in slots] == [6, 5]


async def test_due_report_goes_once_to_colleagues_and_confirmed_addresses(
    ground: Ground, client: Client, mails: FolderMailer
) -> None:
    report_id = await new_report(ground, "quarter")
    url = f"/manage/reports/{report_id}/mail"
    leader = f"leder-{ground.stand.tenant.id}-{report_id}@example.org"
    silent = f"stille-{ground.stand.tenant.id}-{report_id}@example.org"
    assert (await ground.desk.post(f"{url}/when", data={"every": "week"})).status_code == 303
    await ground.desk.post(f"{url}/colleague", data={"person": str(ground.boss.id)})
    for address in (leader, silent):
        assert (await ground.desk.post(f"{url}/address", data={"email": address})).status_code == 303
    await run_due_jobs(ground.stand.tenant)
    visitor = await client(ground.stand.tenant)
    question = link_in(mails, leader, "confirm")
    assert "Ja, send" in (await visitor.get(question, headers={"accept-language": "nb"})).text
    assert (await visitor.post(question)).status_code == 200
    await make_due(ground, report_id)
    await run_due_jobs(ground.stand.tenant)
    await run_due_jobs(ground.stand.tenant)
    assert len(mails.sent(leader)) == 2  # the question and the report
    assert len(mails.sent(silent)) == 1
    assert len(mails.sent(str(ground.boss.email))) == 1
    (attached,) = mails.sent(leader)[-1].iter_attachments()
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_content().startswith(b"%PDF")
    issue = link_in(mails, leader, "sent")
    assert (await visitor.get(issue)).status_code == 200
    stop = link_in(mails, leader, "stop")
    assert (await visitor.post(stop, data={"List-Unsubscribe": "One-Click"})).status_code == 200
    assert (await visitor.get(issue)).status_code == 404
    await make_due(ground, report_id)
    await run_due_jobs(ground.stand.tenant)
    assert len(mails.sent(leader)) == 2


async def test_report_too_large_for_mail_goes_as_a_link(
    ground: Ground, mails: FolderMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "ATTACHED_MOST", 1_000)
    report_id = await new_report(ground, "quarter")
    url = f"/manage/reports/{report_id}/mail"
    await ground.desk.post(f"{url}/colleague", data={"person": str(ground.boss.id)})
    assert (await ground.desk.post(f"{url}/now")).status_code == 303
    await run_due_jobs(ground.stand.tenant)
    mail = mails.sent(str(ground.boss.email))[-1]
    assert list(mail.iter_attachments()) == []
    assert (await ground.desk.get(link_in(mails, str(ground.boss.email), "sent"))).status_code == 200


async def test_residents_and_forged_links_get_nothing(ground: Ground, client: Client) -> None:
    report_id = await new_report(ground, "quarter")
    url = f"/manage/reports/{report_id}/mail"
    refused = await ground.desk.post(f"{url}/colleague", data={"person": str(ground.resident.id)})
    assert refused.status_code == 422
    visitor = await client(ground.stand.tenant)
    for kind in ("confirm", "stop", "sent/1"):
        assert (await visitor.get(f"/reports/{kind}/MTIz.MTIz")).status_code == 404


async def test_link_of_one_town_is_nothing_in_another(
    ground: Ground, two_towns: object, client: Client, mails: FolderMailer
) -> None:
    report_id = await new_report(ground, "quarter")
    address = f"nabo-{ground.stand.tenant.id}-{report_id}@example.org"
    await ground.desk.post(f"/manage/reports/{report_id}/mail/address", data={"email": address})
    await run_due_jobs(ground.stand.tenant)
    neighbour = await client(two_towns.b)  # type: ignore[attr-defined]
    assert (await neighbour.get(link_in(mails, address, "confirm"))).status_code == 404


async def make_due(ground: Ground, report_id: int) -> None:
    async with scope(ground.stand.tenant):
        await execute(
            "UPDATE reports_schedule SET next_on = $2 WHERE report = $1",
            report_id,
            date.today() - timedelta(days=1),  # noqa: DTZ011 - any day before
        )
        from core.sdk import enqueue

        await enqueue("reports.look_who_is_due")
        assert await value("SELECT count(*) FROM reports_schedule WHERE report = $1", report_id) == 1


def link_in(mails: FolderMailer, address: str, kind: str) -> str:
    body = mails.sent(address)[-1].get_body(("plain",))
    assert body is not None
    found = re.search(rf"http\S+?(/reports/{kind}/\S+)", body.get_content())
    assert found
    return found[1]
