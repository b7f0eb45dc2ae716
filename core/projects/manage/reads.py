"""What the staff's pages show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.db import row, rows
from core.forms import Bound
from core.host import house
from core.host.declaration import Method
from core.i18n import Localized, Text
from core.people import Person, Role
from core.projects.activities import methods_on
from core.projects.place import Activity, Phase, activity_from, phase_from
from core.projects.stage import STAGE_SQL, Stage, say_span, state_of, time_of
from core.tenancy import Site

PAGE = 30


@dataclass(frozen=True, slots=True)
class Line:
    """A project in the staff's list."""

    id: int
    slug: str
    title: Localized
    state: str
    visibility: str
    stage: Stage
    folder: Localized
    open_count: int
    updated_at: datetime
    manages: bool  # this person may change it, not only moderate it


_LINES = f"""
    SELECT p.id, p.slug, p.titles, p.state, p.visibility, p.updated_at, f.titles AS folder, at.stage, act.open_count
    FROM project p LEFT JOIN folder f ON f.id = p.folder {STAGE_SQL}
    WHERE ($3::bigint[] IS NULL OR p.id = ANY($3)) AND ($4 = '' OR p.state = $4)
      AND ($5 = '' OR p.titles::text ILIKE '%' || $5 || '%')
    ORDER BY p.updated_at DESC, p.id DESC LIMIT $6 OFFSET $7
"""


async def project_lines(
    *, site: Site, person: Person, now: datetime, state: str, text: str, page: int
) -> tuple[list[Line], bool]:
    """The projects this person looks after, and whether there are more. Site-wide staff see all."""
    mine = None if person.role.rank >= Role.MODERATOR.rank else sorted(person.project_roles)
    typed = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    found = await rows(_LINES, now, methods_on(site), mine, state, typed, PAGE + 1, (page - 1) * PAGE)
    return [_line(each, person) for each in found[:PAGE]], len(found) > PAGE


def _line(found: dict[str, Any], person: Person) -> Line:
    return Line(
        id=found["id"],
        slug=found["slug"],
        title=Localized.of(found["titles"]),
        state=found["state"],
        visibility=found["visibility"],
        stage=Stage(found["stage"]),
        folder=Localized.of(found["folder"]),
        open_count=found["open_count"],
        updated_at=found["updated_at"],
        manages=person.role_in(found["id"]).rank >= Role.MANAGER.rank,
    )


async def project_row(project_id: int) -> dict[str, Any]:
    """The whole row, for forms."""
    found = await row("SELECT * FROM project WHERE id = $1", project_id)
    if found is None:
        raise LookupError("the project has just been deleted")
    return found


@dataclass(frozen=True, slots=True)
class ActivityLine:
    activity: Activity
    method: Method | None
    state: str
    plugin_on: bool

    @property
    def when(self) -> Text | str:
        return say_span(self.activity.opens_at, self.activity.closes_at)


@dataclass(frozen=True, slots=True)
class PhaseLine:
    phase: Phase
    version: int
    time: str
    activities: list[ActivityLine]

    @property
    def when(self) -> Text | str:
        return say_span(self.phase.starts_at, self.phase.ends_at)


async def timeline_of(*, project_id: int, site: Site, now: datetime) -> list[PhaseLine]:
    """All phases with all activities, those of methods that are switched off too."""
    found = await rows(
        "SELECT to_jsonb(ph) AS phase, ARRAY(SELECT to_jsonb(a) FROM activity a WHERE a.phase = ph.id "
        "ORDER BY a.position, a.id) AS activities FROM phase ph WHERE ph.project = $1 ORDER BY ph.position, ph.id",
        project_id,
    )
    on = methods_on(site)
    return [_phase_line(each, on, now) for each in found]


def _phase_line(found: dict[str, Any], on: list[str], now: datetime) -> PhaseLine:
    phase = phase_from(found["phase"])
    lines = []
    for each in found["activities"]:
        activity = activity_from(each, phase)
        published = activity.state == "published"
        state = state_of(activity.opens_at, activity.closes_at, now) if published else "draft"
        lines.append(ActivityLine(activity, house().method(activity.method), state, activity.method in on))
    return PhaseLine(phase, found["phase"]["version"], time_of(phase.starts_at, phase.ends_at, now), lines)


Options = dict[str, list[tuple[str, Any]]]


async def form_options(*, site: Site, project_id: int | None = None) -> Options:
    """What the forms let staff choose among: folders, topics, areas, contact persons, groups."""
    found = await rows(
        "SELECT 'folder' AS kind, id, titles AS names, position FROM folder "
        "UNION ALL SELECT 'topics', id, names, position FROM topic "
        "UNION ALL SELECT 'groups', id, names, 0 FROM person_group "
        "UNION ALL SELECT 'contact_person', id, jsonb_build_object('', name), 0 FROM person p "
        "WHERE closed_at IS NULL AND expert_id IS NULL AND (role <> 'participant' OR EXISTS (SELECT 1 FROM project_role r "
        "WHERE r.person = p.id AND r.project_id = $1)) ORDER BY 1, 4, 2",
        project_id,
    )
    options: Options = {"folder": [], "topics": [], "groups": [], "contact_person": []}
    for each in found:
        options[each["kind"]].append((str(each["id"]), Localized.of(each["names"])))
    options["area"] = [(each["key"], Localized.of(each["names"])) for each in site.areas]
    return options


def drop_empty_choices(form: Bound[Any], *names: str) -> None:
    """A choice among nothing is not asked."""
    form.fields = [field for field in form.fields if field.key not in names or field.options]


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody with a role in this project alone."""

    id: int
    name: str
    email: str
    role: Role


async def colleagues(project_id: int) -> list[Colleague]:
    found = await rows(
        "SELECT p.id, p.name, p.email, r.role FROM project_role r JOIN person p ON p.id = r.person "
        "WHERE r.project_id = $1 AND p.closed_at IS NULL ORDER BY r.role, p.name",
        project_id,
    )
    return [Colleague(each["id"], each["name"], each["email"] or "", Role(each["role"])) for each in found]
