"""The front page of a place: what is open, what is coming, what happened lately."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.db import row, rows
from core.host import house
from core.host.hooks import items_from_plugins
from core.host.hookspecs import Panel
from core.http import Answer, Visit, get, page
from core.i18n import Localized
from core.participation import participants
from core.projects.activities import methods_on
from core.projects.cards import home_cards
from core.projects.stage import Stage

LATEST = 6

# $1 methods on, $2 kinds of contribution, $3 how many. Newest of each activity by its index, then the newest of those.
_LATELY = """
    WITH seen AS (
        SELECT a.id, a.slug, p.slug AS project_slug, p.titles
        FROM activity a JOIN project p ON p.id = a.project
        WHERE p.state = 'published' AND p.visibility = 'public' AND a.state = 'published' AND a.method = ANY($1)
    )
    (SELECT 'answer' AS what, sc.at, c.id, c.title, c.text, s.slug, s.project_slug, s.titles
     FROM status_change sc JOIN contribution c ON c.id = sc.contribution JOIN seen s ON s.id = c.activity
     WHERE sc.answer <> '' AND c.state = 'published' ORDER BY sc.at DESC LIMIT $3)
    UNION ALL
    (SELECT 'contribution', c.published_at, c.id, c.title, c.text, s.slug, s.project_slug, s.titles
     FROM seen s CROSS JOIN unnest($2::text[]) k(kind) CROSS JOIN LATERAL (
         SELECT id, title, left(text, 200) AS text, published_at FROM contribution
         WHERE activity = s.id AND kind = k.kind AND state = 'published' AND root IS NULL
         ORDER BY published_at DESC, id DESC LIMIT $3) c
     ORDER BY c.published_at DESC LIMIT $3)
    UNION ALL
    (SELECT 'project', p.published_at, p.id, '', '', '', p.slug, p.titles
     FROM project p WHERE p.state = 'published' AND p.visibility = 'public' AND p.published_at IS NOT NULL
     ORDER BY p.published_at DESC LIMIT $3)
"""
_FIGURES = """
    SELECT (SELECT count(*) FROM contribution c WHERE c.state = 'published' AND c.kind = ANY($2)
            AND c.activity = ANY(ARRAY(SELECT a.id FROM activity a JOIN project p ON p.id = a.project
                WHERE p.state <> 'draft' AND p.visibility = 'public' AND a.method = ANY($1)))) AS contributions,
           (SELECT count(DISTINCT contribution) FROM status_change WHERE answer <> '') AS answers
"""


@dataclass(frozen=True, slots=True)
class Happened:
    """`what`: answer, contribution or project."""

    what: str
    at: datetime
    title: str
    project: Localized
    url: str


@get("/", action="site.view", keep=True)
async def home(visit: Visit) -> Answer:
    cards = await home_cards(site=visit.site, person=visit.person, now=visit.now)
    return page(
        "pages/home.html",
        cards={stage.value: [card for card in cards if card.stage is stage] for stage in Stage},
        empty=not cards,
        lately=await lately(methods_on(visit.site)) if cards else [],
        figures=await figures(methods_on(visit.site)) if cards else {},
        panels=await items_from_plugins("panels", expect=Panel, place="home", subject=None),
    )


async def lately(methods: list[str]) -> list[Happened]:
    """The newest answers, contributions and projects, in one list."""
    found = await rows(_LATELY, methods, kinds_of(methods), LATEST)
    newest = sorted(found, key=lambda each: each["at"], reverse=True)[:LATEST]
    return [_happened(each) for each in newest]


async def figures(methods: list[str]) -> dict[str, int]:
    found = await row(_FIGURES, methods, kinds_of(methods)) or {}
    return {"participants": await participants(), **found}


def kinds_of(methods: list[str]) -> list[str]:
    """The kinds of contribution that stand by themselves: an idea, not a comment on one."""
    return sorted({kind for method in methods for kind in house().methods[method].contributes})


def _happened(found: dict[str, Any]) -> Happened:
    project = f"/projects/{found['project_slug']}"
    return Happened(
        what=found["what"],
        at=found["at"],
        title=found["title"] or found["text"],
        project=Localized.of(found["titles"]),
        url=project if found["what"] == "project" else f"{project}/{found['slug']}/{found['id']}",
    )
