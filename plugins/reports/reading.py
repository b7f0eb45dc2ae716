"""Finding reports, and what of them people may see."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from core.sdk import ZONE, Localized, Person, Role, row, rows
from plugins.reports.model import Content, Document, content_from, document_from

_MOST = 300
_REPORT = """
    SELECT r.*, p.slug, p.titles FROM reports_report r LEFT JOIN project p ON p.id = r.project WHERE r.id = $1
"""
_LIST = f"""
    SELECT r.id, r.project, r.language, r.content->>'title' AS title, r.updated_at, p.titles,
      (SELECT i.made_at FROM reports_issue i WHERE i.report = r.id AND i.kind = 'published' AND i.withdrawn_at IS NULL
       ORDER BY i.id DESC LIMIT 1) AS published_at, s.every
    FROM reports_report r LEFT JOIN project p ON p.id = r.project LEFT JOIN reports_schedule s ON s.report = r.id
    WHERE ($1::bigint[] IS NULL OR r.project = ANY($1)) AND ($2::bigint IS NULL OR r.project = $2)
    ORDER BY r.updated_at DESC, r.id DESC LIMIT {_MOST}
"""
_ISSUE = """
    SELECT i.id, i.report, i.kind, i.document, i.made_at, i.withdrawn_at, r.project, r.language
    FROM reports_issue i JOIN reports_report r ON r.id = i.report
"""


@dataclass(frozen=True)
class Report:
    """`project_id` is None for a report of the whole place."""

    id: int
    project_id: int | None
    project_slug: str
    project: Localized
    language: str
    content: Content
    updated_at: datetime

    @property
    def staff_url(self) -> str:
        return f"/manage/reports/{self.id}"

    @property
    def url(self) -> str:
        """Where residents read it, once it is published."""
        return (
            f"/projects/{self.project_slug}/reports/{self.id}" if self.project_id else f"/reports/{self.id}"
        )


@dataclass(frozen=True)
class Line:
    """A report in a list."""

    id: int
    title: str
    language: str
    project_id: int | None
    project: Localized
    updated_at: datetime
    published_at: datetime | None
    every: str


@dataclass(frozen=True)
class Issue:
    id: int
    report_id: int
    kind: str
    document: Document
    made_at: datetime
    withdrawn_at: datetime | None


async def load_report(report_id: int) -> Report | None:
    found = await row(_REPORT, report_id)
    if found is None:
        return None
    return Report(
        id=found["id"],
        project_id=found["project"],
        project_slug=found["slug"] or "",
        project=Localized.of(found["titles"] or {}),
        language=found["language"],
        content=content_from(found["content"]),
        updated_at=found["updated_at"],
    )


async def reports_of(*, person: Person, project_id: int | None = None) -> list[Line]:
    """Those that this person may write on; all of them for managers of the whole place."""
    everything = person.role.rank >= Role.MANAGER.rank
    mine = [key for key in person.project_roles if person.role_in(key).rank >= Role.MANAGER.rank]
    found = await rows(_LIST, None if everything else mine, project_id)
    return [_line(each) for each in found]


async def projects_of(person: Person) -> list[tuple[int, Localized]]:
    """The projects that this person may write a report about."""
    everything = person.role.rank >= Role.MANAGER.rank
    mine = [key for key in person.project_roles if person.role_in(key).rank >= Role.MANAGER.rank]
    found = await rows(
        "SELECT id, titles FROM project WHERE $1::bigint[] IS NULL OR id = ANY($1) ORDER BY updated_at DESC, id LIMIT 500",
        None if everything else mine,
    )
    return [(each["id"], Localized.of(each["titles"])) for each in found]


async def published_issue(*, report_id: int, project_id: int | None) -> Issue | None:
    """What residents read now: only together with its project, so that one project's page never shows another's report."""
    sql = (
        f"{_ISSUE} WHERE i.report = $1 AND r.project IS NOT DISTINCT FROM $2::bigint AND i.kind = 'published' "
        "AND i.withdrawn_at IS NULL ORDER BY i.id DESC LIMIT 1"
    )
    return _issue(await row(sql, report_id, project_id))


async def load_issue(issue_id: int) -> Issue | None:
    return _issue(await row(f"{_ISSUE} WHERE i.id = $1", issue_id))


async def issues_of(*, report_id: int) -> list[Issue]:
    found = await rows(f"{_ISSUE} WHERE i.report = $1 ORDER BY i.id DESC LIMIT 100", report_id)
    return [issue for each in found if (issue := _issue(each)) is not None]


async def published_in(*, project_id: int | None) -> list[Line]:
    """For a project's own page, newest first; for the whole place where no project is named."""
    found = await rows(
        "SELECT DISTINCT ON (r.id) r.id, r.project, r.language, i.document->>'title' AS title, p.titles, r.updated_at, "
        "i.made_at AS published_at, '' AS every FROM reports_issue i JOIN reports_report r ON r.id = i.report "
        "LEFT JOIN project p ON p.id = r.project WHERE r.project IS NOT DISTINCT FROM $1::bigint "
        "AND i.kind = 'published' AND i.withdrawn_at IS NULL ORDER BY r.id DESC, i.id DESC LIMIT 50",
        project_id,
    )
    return [_line(each) for each in found]


def begin_of(day: str) -> datetime | None:
    """The first moment of an ISO day."""
    return datetime.combine(date.fromisoformat(day), time(0), ZONE) if day else None


def end_of(day: str) -> datetime | None:
    """The first moment after an ISO day: the last day counts too."""
    return datetime.combine(date.fromisoformat(day) + timedelta(days=1), time(0), ZONE) if day else None


def _line(found: dict[str, Any]) -> Line:
    return Line(
        id=found["id"],
        title=found["title"] or "",
        language=found["language"],
        project_id=found["project"],
        project=Localized.of(found["titles"] or {}),
        updated_at=found["updated_at"],
        published_at=found["published_at"],
        every=found["every"] or "",
    )


def _issue(found: dict[str, Any] | None) -> Issue | None:
    if found is None:
        return None
    return Issue(
        id=found["id"],
        report_id=found["report"],
        kind=found["kind"],
        document=document_from(found["document"]),
        made_at=found["made_at"],
        withdrawn_at=found["withdrawn_at"],
    )
