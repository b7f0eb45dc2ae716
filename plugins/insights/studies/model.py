"""A study as pages and jobs see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.sdk import Localized, Person, row, rows
from plugins.insights.reading.selection import Selection, kept_selection, projects_seen

_COLUMNS = """
    s.id, s.project AS project_id, p.slug AS project_slug, p.titles AS project, s.title, s.selection, s.language, s.created_at,
    s.updated_at, s.grouped_at, s.space, s.made, s.job_id, s.version
    FROM insights_study s LEFT JOIN project p ON p.id = s.project
"""


@dataclass(frozen=True, kw_only=True)
class Study:
    """A selection of contributions that staff read together."""

    id: int
    project_id: int | None
    project_slug: str | None
    project: Localized | None
    title: str
    selection: Selection
    language: str
    created_at: datetime
    updated_at: datetime
    grouped_at: datetime | None
    space: str
    made: dict[str, Any]
    job_id: int | None
    version: int

    @property
    def url(self) -> str:
        return f"/manage/insights/{self.id}"


async def load_study(study_id: int) -> Study | None:
    """Whether somebody may see it is asked by `about.studied`."""
    found = await row(f"SELECT {_COLUMNS} WHERE s.id = $1", study_id)
    return _study(found) if found else None


async def studies_of(person: Person, *, project_id: int | None = None) -> list[Study]:
    """Those that the person may see, the newest first. A study of the whole place is for those who look after all of it."""
    found = await rows(
        f"SELECT {_COLUMNS} WHERE ($1::bigint[] IS NULL OR s.project = ANY($1)) "
        "AND ($2::bigint IS NULL OR s.project = $2) ORDER BY s.updated_at DESC, s.id DESC LIMIT 200",
        projects_seen(person),
        project_id,
    )
    return [_study(each) for each in found]


def _study(found: dict[str, Any]) -> Study:
    titles = found["project"]
    return Study(
        **{
            **found,
            "selection": kept_selection(found["selection"]),
            "project": Localized.of(titles) if titles else None,
        }
    )
