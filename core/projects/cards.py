"""Projects in lists: the cards of the front page and of the list of all projects. Each list is one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.db import rows
from core.i18n import Localized, current_locale
from core.people import Person
from core.projects.activities import methods_on
from core.projects.stage import STAGE_SQL, Stage
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
