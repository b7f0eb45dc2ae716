"""What residents' pages show: each page in one or two queries. Nothing here changes anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.access import AccessRule
from core.db import row, rows
from core.host import Method, house
from core.i18n import Localized, Text, _, current_locale
from core.people import Person
from core.projects.activities import methods_on
from core.projects.content import Block, blocks_from
from core.projects.place import Activity, Phase, Place, activity_from, phase_from
from core.projects.rules import for_whom, main_rule
from core.projects.stage import STAGE_SQL, Stage, say_span, state_of, time_of
from core.projects.visibility import is_staff_of
from core.tenancy import Site

# Whom a list shows a published project to; $3 is the reader's groups. `link` is reachable and listed nowhere.
LISTED = """
    p.state IN ('published', 'archived') AND (p.visibility = 'public' OR (p.visibility = 'group' AND EXISTS (
        SELECT 1 FROM jsonb_array_elements(p.groups) g WHERE g::bigint = ANY($3))))
"""
_CARDS = f"""
    SELECT p.id, p.slug, p.titles, p.summaries, p.cover, p.area, p.state, p.published_at, act.*, at.stage, plan.begins_at
    FROM project p {STAGE_SQL}
    WHERE {LISTED}
"""


@dataclass(frozen=True, slots=True)
class Card:
    """A project in a list."""

    id: int
    slug: str
    title: Localized
    summary: Localized
    cover: str
    cover_alt: Localized
    area: str
    stage: Stage
    open_count: int
    opens_at: datetime | None
    closes_at: datetime | None
    published_at: datetime | None

    @property
    def url(self) -> str:
        return f"/projects/{self.slug}"

    @property
    def lang(self) -> str | None:
        """Where the text is in another language than the page."""
        return lang_of(self.title)


def lang_of(text: Localized) -> str | None:
    written = text.locale_for()
    return written if written and written != current_locale() else None


async def home_cards(*, site: Site, person: Person | None, now: datetime, each: int = 6) -> list[Card]:
    """The most pressing of each stage: what closes first, what opens first, what was published last."""
    found = await rows(
        f"SELECT * FROM (SELECT c.*, row_number() OVER (PARTITION BY stage ORDER BY {_ORDER}) AS place "
        f"FROM ({_CARDS}) c) ranked WHERE place <= $4 ORDER BY stage, place",
        now,
        methods_on(site),
        groups_of(person),
        each,
    )
    return [card_from(each_row) for each_row in found]


_ORDER = (
    "CASE stage WHEN 'open' THEN closes_at WHEN 'coming' THEN coalesce(opens_at, begins_at) END NULLS LAST, "
    "published_at DESC NULLS LAST, id DESC"
)
_STAGES = "array_position(ARRAY['open', 'coming', 'underway', 'finished'], stage)"


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What the list of projects is narrowed to; empty = all."""

    stage: str = ""
    topic: int | None = None
    area: str = ""
    folder: str = ""
    text: str = ""
    page: int = 1
    size: int = 24


async def project_cards(
    *, site: Site, person: Person | None, now: datetime, wish: Filter
) -> tuple[list[Card], bool]:
    """One page of the list, and whether there is another."""
    found = await rows(
        f"SELECT * FROM ({_CARDS} "
        "AND ($4::bigint IS NULL OR p.topics @> to_jsonb($4::bigint)) AND ($5 = '' OR p.area = $5) "
        "AND ($6 = '' OR p.folder = (SELECT id FROM folder WHERE slug = $6)) "
        "AND ($7 = '' OR (p.titles::text || p.summaries::text) ILIKE '%' || $7 || '%')) c "
        f"WHERE ($8 = '' OR stage = $8) ORDER BY {_STAGES}, {_ORDER} LIMIT $9 OFFSET $10",
        now,
        methods_on(site),
        groups_of(person),
        wish.topic,
        wish.area,
        wish.folder,
        _like(wish.text),
        wish.stage,
        wish.size + 1,
        (wish.page - 1) * wish.size,
    )
    return [card_from(each) for each in found[: wish.size]], len(found) > wish.size


def groups_of(person: Person | None) -> list[int]:
    return sorted(person.groups) if person else []


def card_from(found: dict[str, Any]) -> Card:
    cover = found["cover"]
    return Card(
        id=found["id"],
        slug=found["slug"],
        title=Localized.of(found["titles"]),
        summary=Localized.of(found["summaries"]),
        cover=cover.get("file", ""),
        cover_alt=Localized.of(cover.get("alt")),
        area=found["area"],
        stage=Stage(found["stage"]),
        open_count=found["open_count"],
        opens_at=found["opens_at"] or found["begins_at"],
        closes_at=found["closes_at"],
        published_at=found["published_at"],
    )


def _like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


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


async def filter_options(site: Site) -> dict[str, Sequence[tuple[str, Any]]]:
    """Topics, areas and folders that the list of projects can be narrowed to."""
    found = await rows(
        "SELECT 'topic' AS kind, id::text AS key, names, position FROM topic "
        "UNION ALL SELECT 'folder', slug, titles, position FROM folder ORDER BY 1, 4, 2"
    )
    named = [(each["kind"], each["key"], Localized.of(each["names"])) for each in found]
    return {
        "topics": [(key, name) for kind, key, name in named if kind == "topic"],
        "folders": [(key, name) for kind, key, name in named if kind == "folder"],
        "areas": [(each["key"], Localized.of(each["names"])) for each in site.areas],
    }
