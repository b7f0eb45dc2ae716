"""Where a visit is: a project, and in it perhaps a phase and an activity. Found by one query, whatever the plugin."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from core.access import AccessRule, Gate
from core.db import row
from core.forms import from_json
from core.host import house
from core.i18n import Localized
from core.tenancy import Site


@dataclass(frozen=True, slots=True)
class Project:
    id: int
    slug: str
    title: Localized
    summary: Localized
    promise: Localized
    state: str
    visibility: str
    groups: tuple[int, ...]
    preview_token: str
    cover: dict[str, Any]
    version: int

    @property
    def url(self) -> str:
        return f"/projects/{self.slug}"


@dataclass(frozen=True, slots=True)
class Phase:
    id: int
    name: Localized
    description: Localized
    starts_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Activity:
    """`opens_at` and `closes_at` are its own dates or, without them, its phase's. `settings` is the method's typed struct."""

    id: int
    project_id: int
    phase_id: int
    slug: str
    method: str
    name: Localized
    intro: Localized
    settings: Any
    rules: dict[str, AccessRule]
    opens_at: datetime | None
    closes_at: datetime | None
    state: str
    form_id: int | None
    version: int


@dataclass(frozen=True, slots=True)
class Place:
    """`activity` and `phase` are None on a project's own pages."""

    project: Project
    phase: Phase | None
    activity: Activity | None
    gate: Gate

    @property
    def url(self) -> str:
        return f"{self.project.url}/{self.activity.slug}" if self.activity else self.project.url

    @property
    def staff_url(self) -> str:
        """Where managers set it up."""
        project = f"/manage/projects/{self.project.id}"
        return f"{project}/activities/{self.activity.id}" if self.activity else project

    @property
    def here(self) -> Activity:
        """The activity, on pages that stand below one."""
        if self.activity is None:
            raise LookupError("this page does not stand below an activity")
        return self.activity


_PLACE = """
    SELECT to_jsonb(p) - 'blocks' AS project, to_jsonb(a) AS activity, to_jsonb(ph) AS phase
    FROM project p
    LEFT JOIN activity a ON a.project = p.id AND ({activity})
    LEFT JOIN phase ph ON ph.id = a.phase
    WHERE {project}
"""


async def place_at(site: Site, project_slug: str, activity_slug: str | None = None) -> Place | None:
    """The place that an address names, or None."""
    sql = _PLACE.format(activity="a.slug = $2", project="p.slug = $1")
    return _place(site, await row(sql, project_slug, activity_slug or ""), activity_slug is not None)


async def place_of_activity(site: Site, activity_id: int) -> Place | None:
    sql = _PLACE.format(activity="true", project="a.id = $1")
    return _place(site, await row(sql, activity_id), with_activity=True)


async def place_of_project(site: Site, project_id: int) -> Place | None:
    sql = _PLACE.format(activity="false", project="p.id = $1")
    return _place(site, await row(sql, project_id), with_activity=False)


def _place(site: Site, found: dict[str, Any] | None, with_activity: bool) -> Place | None:
    if found is None or (with_activity and found["activity"] is None):
        return None
    project = project_from(found["project"])
    phase = phase_from(found["phase"]) if found["phase"] else None
    activity = activity_from(found["activity"], phase) if found["activity"] else None
    return Place(project, phase, activity, gate_of(site, project, activity))


def gate_of(site: Site, project: Project, activity: Activity | None) -> Gate:
    if activity is None:
        return Gate(project_id=project.id, published=project.state == "published", postcodes=site.postcodes)
    owner = house().method_owner.get(activity.method)
    return Gate(
        plugin_on=owner is not None and site.enabled(owner),
        project_id=project.id,
        published=project.state == "published" and activity.state == "published",
        opens_at=activity.opens_at,
        closes_at=activity.closes_at,
        rules=activity.rules,
        postcodes=site.postcodes,
    )


def project_from(found: dict[str, Any]) -> Project:
    """From a row of `project`, as columns or as JSON."""
    return Project(
        id=found["id"],
        slug=found["slug"],
        title=Localized.of(found["titles"]),
        summary=Localized.of(found["summaries"]),
        promise=Localized.of(found["promise"]),
        state=found["state"],
        visibility=found["visibility"],
        groups=tuple(found["groups"]),
        preview_token=found["preview_token"],
        cover=found["cover"],
        version=found["version"],
    )


def phase_from(found: dict[str, Any]) -> Phase:
    return Phase(
        id=found["id"],
        name=Localized.of(found["names"]),
        description=Localized.of(found["descriptions"]),
        starts_at=_moment(found["starts_at"]),
        ends_at=_moment(found["ends_at"]),
    )


def activity_from(found: dict[str, Any], phase: Phase | None) -> Activity:
    method = house().method(found["method"])
    settings = found["settings"]
    return Activity(
        id=found["id"],
        project_id=found["project"],
        phase_id=found["phase"],
        slug=found["slug"],
        method=found["method"],
        name=Localized.of(found["names"]),
        intro=Localized.of(found["intros"]),
        settings=from_json(method.settings, settings) if method else settings,
        rules=msgspec.convert(found["rules"], dict[str, AccessRule]),
        opens_at=_moment(found["opens_at"]) or (phase.starts_at if phase else None),
        closes_at=_moment(found["closes_at"]) or (phase.ends_at if phase else None),
        state=found["state"],
        form_id=found["form_id"],
        version=found["version"],
    )


def _moment(value: str | datetime | None) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value
