"""The record of what staff did: read, narrowed, checked, taken away."""

from typing import Any
from urllib.parse import urlencode

from core.audit import Entry, csv_of_record, first_broken, record, seal
from core.contributions.cursors import typed_id
from core.host import house
from core.http import Answer, Visit, get, page, stream
from core.i18n import Text, _
from core.staff.audit_details import said
from core.staff.audit_words import SUBJECTS, WORDS
from core.staff.people_words import ROLES

BASE = "/manage/audit"


@get(BASE, action="site.manage")
async def listed(visit: Visit) -> Answer:
    query = visit.query
    before, person = typed_id(query.get("before")), typed_id(query.get("person"))
    subject = query.get("subject", "") if query.get("subject", "") in SUBJECTS else ""
    found = await record(before=before, person_id=person, subject=subject or None)
    return page(
        "manage/site/audit.html",
        entries=[_line(entry) for entry in found.entries],
        subjects=[("", _("Everything")), *SUBJECTS.items()],
        subject=subject,
        of_person=person,
        roles=ROLES,
        older=_address(subject, person, found.older) if found.older else None,
        first=_address(subject, person) if before else None,
    )


@get(BASE + "/check", action="site.manage")
async def check(visit: Visit) -> Answer:  # noqa: ARG001 - everybody who may see it sees the same
    return page("manage/site/audit_check.html", broken=await first_broken(), seal=await seal())


@get(BASE + "/record.csv", action="site.manage")
async def download(visit: Visit) -> Answer:
    name = f"record-{visit.now.date().isoformat()}.csv"
    return stream(csv_of_record(), filename=name, media_type="text/csv; charset=utf-8")


def _address(subject: str, person: int | None, before: int | None = None) -> str:
    """Of a page of the record, narrowed in the same way."""
    query = {"subject": subject, "person": person, "before": before}
    return f"{BASE}?{urlencode({key: each for key, each in query.items() if each})}"


def _line(entry: Entry) -> tuple[Entry, Any, list[tuple[Any, list[Any]]]]:
    """With its words, and those of its details."""
    return entry, _words(entry.action), said(entry.details)


def _words(action: str) -> Text | str:
    """What the deed is called: by core, or by the plugin whose name it begins with."""
    if action in WORDS:
        return WORDS[action]
    lodger = house().lodgers.get(action.partition(".")[0])
    return lodger.plugin.deeds.get(action, action) if lodger else action
