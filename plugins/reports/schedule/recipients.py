"""Who gets a report by mail: colleagues, and addresses whose owners have said yes. Everyone can stop it from the mail itself."""

from dataclasses import dataclass
from datetime import datetime

from core.sdk import (
    Limit,
    Person,
    Refused,
    _,
    clean_email,
    count_try,
    current_tenant,
    execute,
    mail_link,
    row,
    rows,
    sign,
    site,
    unsign,
    value,
)
from plugins.reports.reading import Report

_DAYS = 730  # people find old mail
_DAY = 86_400
_ASKING = Limit("reports.ask", 30, _DAY)
MOST = 200
_STAFF = (
    "p.closed_at IS NULL AND p.blocked_at IS NULL AND p.email IS NOT NULL AND (p.role <> 'participant' OR EXISTS "
    "(SELECT 1 FROM project_role g WHERE g.person = p.id))"
)
_LIST = f"""
    SELECT r.id, r.report, r.person, coalesce(p.name, '') AS name, coalesce(p.email, r.email::citext)::text AS email,
      r.confirmed_at, r.stopped_at, (r.person IS NULL OR ({_STAFF})) AS good
    FROM reports_recipient r LEFT JOIN person p ON p.id = r.person
"""


class NotAColleague(Refused):
    field = "person"

    def __init__(self) -> None:
        super().__init__(_("Choose somebody who works here."))


class TooManyRecipients(Refused):
    def __init__(self) -> None:
        super().__init__(_("A report can go to at most {n} people.").format(n=MOST))


@dataclass(frozen=True)
class Recipient:
    id: int
    report_id: int
    person_id: int | None
    name: str
    email: str
    confirmed_at: datetime | None
    stopped_at: datetime | None
    good: bool  # a colleague still works here

    @property
    def gets_it(self) -> bool:
        return self.good and self.confirmed_at is not None and self.stopped_at is None


async def recipients_of(report_id: int) -> list[Recipient]:
    return [_recipient(each) for each in await rows(f"{_LIST} WHERE r.report = $1 ORDER BY r.id", report_id)]


async def colleagues_to_choose() -> list[tuple[str, str]]:
    found = await rows(
        f"SELECT p.id, p.name, p.email::text AS email FROM person p WHERE {_STAFF} ORDER BY p.name, p.id"
    )
    return [(str(each["id"]), f"{each['name']} ({each['email']})") for each in found]


async def add_colleague(*, report_id: int, person_id: int) -> None:
    """They work here, and are told how to stop it in each mail."""
    await _leave_room(report_id)
    done = await execute(
        f"INSERT INTO reports_recipient (report, person, confirmed_at) SELECT $1, p.id, now() FROM person p WHERE p.id = $2 "
        f"AND {_STAFF} ON CONFLICT (report, person) WHERE person IS NOT NULL DO UPDATE SET stopped_at = NULL",
        report_id,
        person_id,
    )
    if not done:
        raise NotAColleague


async def ask_address(*, report: Report, email: str, by: Person) -> None:
    """A mail asks whether they want it; nothing goes there before they have said yes. Asked once for an address."""
    await _leave_room(report.id)
    await count_try(_ASKING, str(by.id))
    address = clean_email(email) or email
    new_id = await value(
        "INSERT INTO reports_recipient (report, email) VALUES ($1, $2) ON CONFLICT (report, email) WHERE email <> '' "
        "DO NOTHING RETURNING id",
        report.id,
        address,
    )
    if new_id is None:
        return
    place = (await site()).name
    await mail_link(
        to=address,
        locale=report.language,
        title=_("Do you want this report by mail?"),
        body=_("{place} would like to send you “{title}”. Nothing is sent before you say yes.").format(
            place=place, title=report.content.title
        ),
        label=_("Yes, send it to me"),
        path=f"/reports/confirm/{_token(new_id, 'confirm')}",
        why=_("Somebody at {place} has written this address. If it means nothing to you, do nothing.").format(
            place=place
        ),
    )


async def by_token(token: str, purpose: str) -> Recipient | None:
    """None where the link is forged, of another place, too old, or of somebody who was taken off the list."""
    said = unsign(token, purpose=_purpose(purpose))
    found = await row(f"{_LIST} WHERE r.id = $1", int(said)) if said else None
    return _recipient(found) if found else None


async def confirm(recipient: Recipient) -> None:
    await execute(
        "UPDATE reports_recipient SET confirmed_at = coalesce(confirmed_at, now()), stopped_at = NULL WHERE id = $1",
        recipient.id,
    )


async def stop(recipient: Recipient) -> None:
    await execute("UPDATE reports_recipient SET stopped_at = now() WHERE id = $1", recipient.id)


async def take_off(*, report_id: int, recipient_id: int) -> None:
    await execute("DELETE FROM reports_recipient WHERE report = $1 AND id = $2", report_id, recipient_id)


def stop_path(recipient_id: int) -> str:
    return f"/reports/stop/{_token(recipient_id, 'stop')}"


def issue_path(recipient_id: int, issue_id: int) -> str:
    """The link in the mail: it opens this issue, as long as its reader is on the list."""
    return f"/reports/sent/{issue_id}/{_token(recipient_id, 'read')}"


def _token(recipient_id: int, purpose: str) -> str:
    return sign(str(recipient_id), purpose=_purpose(purpose), seconds=_DAYS * _DAY)


def _purpose(purpose: str) -> str:
    # The same id means somebody else in another place.
    return f"reports.{purpose} {current_tenant().id}"


async def _leave_room(report_id: int) -> None:
    if await value("SELECT count(*) FROM reports_recipient WHERE report = $1", report_id) >= MOST:
        raise TooManyRecipients


def _recipient(found: dict[str, object]) -> Recipient:
    given = {
        ("person_id" if key == "person" else "report_id" if key == "report" else key): each
        for key, each in found.items()
    }
    return Recipient(**given)  # type: ignore[arg-type]
