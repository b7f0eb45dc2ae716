"""One project's page, read in one query."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.access import AccessRule
from core.db import row
from core.host import Method, house
from core.i18n import Localized, Text, _
from core.people import Person
from core.projects.activities import methods_on
from core.projects.cards import lang_of
from core.projects.content import Block, blocks_from
from core.projects.place import Activity, Phase, Place, activity_from, phase_from
from core.projects.rules import for_whom, main_rule
from core.projects.stage import Stage, say_span, state_of, time_of
from core.projects.visibility import is_staff_of
from core.tenancy import Site


@dataclass(frozen=True, slots=True)
class ActivityView:
    activity: Activity
    method: Method
    state: str  # coming, open, closed; draft where residents do not see it yet
    rule: AccessRule

    @property
    def when(self) -> Text | str:
        return say_span(self.activity.opens_at, self.activity.closes_at)

    @property
    def for_whom(self) -> Text:
        return for_whom(self.rule)

    @property
    def step(self) -> Text:
        """What there is to do, in the words of a link."""
        return {"open": _("Take part"), "closed": _("See what came in")}.get(self.state, _("Read more"))

    @property
    def lang(self) -> str | None:
        return lang_of(self.activity.name)


@dataclass(frozen=True, slots=True)
class PhaseView:
    phase: Phase
    time: str  # past, now, coming
    activities: tuple[ActivityView, ...] = ()

    @property
    def when(self) -> Text | str:
        return say_span(self.phase.starts_at, self.phase.ends_at)


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project's page, beyond what its place says."""

    blocks: list[Block]
    phases: tuple[PhaseView, ...]
    topics: tuple[Localized, ...]
    area: Localized
    contact: dict[str, Any] | None
    following: bool
    published_at: datetime | None
    stage: Stage

    @property
    def activities(self) -> list[ActivityView]:
        return [view for phase in self.phases for view in phase.activities]

    @property
    def now(self) -> list[ActivityView]:
        """What is open."""
        return [view for view in self.activities if view.state == "open"]

    @property
    def timeline(self) -> list[dict[str, Any]]:
        """As the timeline component wants it."""
        return [
            {
                "title": each.phase.name,
                "url": f"#phase-{each.phase.id}",
                "when": each.when,
                "state": each.time,
            }
            for each in self.phases
        ]


_PROJECT = """
    SELECT p.blocks, p.area, p.published_at,
        (SELECT jsonb_build_object('name', c.name, 'email', c.email) FROM person c
         WHERE c.id = p.contact_person AND c.closed_at IS NULL) AS contact,
        ARRAY(SELECT t.names FROM topic t WHERE p.topics @> to_jsonb(t.id) ORDER BY t.position, t.id) AS topics,
        EXISTS (SELECT 1 FROM follow f WHERE f.person = $2 AND f.subject = 'project' AND f.subject_id = p.id) AS following,
        ARRAY(SELECT to_jsonb(ph) || jsonb_build_object('activities', ARRAY(
            SELECT to_jsonb(a) FROM activity a
            WHERE a.phase = ph.id AND a.method = ANY($3) AND (a.state = 'published' OR $4)
            ORDER BY a.position, a.id))
         FROM phase ph WHERE ph.project = p.id ORDER BY ph.position, ph.id) AS phases
    FROM project p WHERE p.id = $1
"""


async def project_page(
    *, place: Place, site: Site, person: Person | None, now: datetime, previewing: bool
) -> ProjectView:
    """Everything on a project's page in one query."""
    everything = previewing or is_staff_of(place.project, person)
    found = await row(_PROJECT, place.project.id, person.id if person else None, methods_on(site), everything)
    if found is None:
        raise LookupError("the project has just been deleted")
    archived = place.project.state == "archived"
    phases = tuple(_phase_view(each, now, archived=archived) for each in found["phases"])
    return ProjectView(
        blocks=blocks_from(found["blocks"]),
        phases=phases,
        topics=tuple(Localized.of(each) for each in found["topics"]),
        area=area_name(site, found["area"]),
        contact=found["contact"],
        following=found["following"],
        published_at=found["published_at"],
        stage=_stage(phases, archived=archived),
    )


def _stage(phases: tuple[PhaseView, ...], *, archived: bool) -> Stage:
    """The same as STAGE_SQL says for a list."""
    states = {view.state for phase in phases for view in phase.activities}
    times = {phase.time for phase in phases}
    if archived:
        return Stage.FINISHED
    if "open" in states:
        return Stage.OPEN
    if "coming" in states or times == {"coming"}:
        return Stage.COMING
    return Stage.FINISHED if times == {"past"} else Stage.UNDERWAY


def area_name(site: Site, key: str) -> Localized:
    return next((Localized.of(each["names"]) for each in site.areas if each["key"] == key), Localized())


def _phase_view(found: dict[str, Any], now: datetime, *, archived: bool) -> PhaseView:
    phase = phase_from(found)
    activities = tuple(
        view for each in found["activities"] if (view := _activity_view(each, phase, now, archived=archived))
    )
    return PhaseView(phase, "past" if archived else time_of(phase.starts_at, phase.ends_at, now), activities)


def _activity_view(
    found: dict[str, Any], phase: Phase, now: datetime, *, archived: bool
) -> ActivityView | None:
    method = house().method(found["method"])
    if method is None:
        return None
    activity = activity_from(found, phase)
    state = "closed" if archived else state_of(activity.opens_at, activity.closes_at, now)
    return ActivityView(
        activity,
        method,
        state if activity.state == "published" else "draft",
        main_rule(method, activity.rules),
    )
