"""The record of what staff did: read, narrowed, checked, taken away."""

from typing import Any
from urllib.parse import urlencode

from core.audit import Entry, csv_of_record, first_broken, record, seal
from core.contributions.cursors import typed_id
from core.http import Answer, Visit, get, page, stream
from core.i18n import _
from core.staff.audit_words import SUBJECTS, WORDS
from core.staff.people_words import ROLES

BASE = "/manage/audit"


@get(BASE, action="site.manage")
async def listed(visit: Visit) -> Answer:
    query = visit.query
    before, person = typed_id(query.get("before")), typed_id(query.get("person"))
    subject = query.get("subject", "") if query.get("subject", "") in SUBJECTS else ""
    found = await record(before=before, person_id=person, subject=subject or None)
    narrowed = {key: each for key, each in (("subject", subject), ("person", person)) if each}
    return page(
        "manage/site/audit.html",
        entries=[(entry, WORDS.get(entry.action, entry.action), _details(entry)) for entry in found.entries],
        subjects=[("", _("Everything")), *SUBJECTS.items()],
        subject=subject,
        of_person=person,
        roles=ROLES,
        older=f"{BASE}?{urlencode({**narrowed, 'before': found.older})}" if found.older else None,
        first=f"{BASE}?{urlencode(narrowed)}" if before else None,
    )


@get(BASE + "/check", action="site.manage")
async def check(visit: Visit) -> Answer:  # noqa: ARG001 - everybody who may see it sees the same
    return page("manage/site/audit_check.html", broken=await first_broken(), seal=await seal())


@get(BASE + "/record.csv", action="site.manage")
async def download(visit: Visit) -> Answer:
    name = f"record-{visit.now.date().isoformat()}.csv"
    return stream(csv_of_record(), filename=name, media_type="text/csv; charset=utf-8")


def _details(entry: Entry) -> list[tuple[str, str]]:
    """Names and values as they were noted."""
    return [(name, _say(each)) for name, each in entry.details.items()]


def _say(noted: Any) -> str:
    return ", ".join(str(each) for each in noted) if isinstance(noted, list) else str(noted)
