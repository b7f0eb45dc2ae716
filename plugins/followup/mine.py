"""What became of what a person wrote or supports: answers, statuses and outcomes of all projects, in one line of time each."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.sdk import Localized, excerpt, rows

_MOST = 100
_THEIRS = """
    SELECT DISTINCT ON (c.id) c.id, m.wrote, c.title, left(c.text, 200) AS text, c.published_at, p.titles, c.state,
      '/projects/' || p.slug || '/' || a.slug || '/'
        || coalesce(c.merged_into::text, c.root || '#comment-' || c.id, c.id::text) AS url
    FROM (SELECT id AS contribution, true AS wrote FROM contribution WHERE author = $1
          UNION ALL SELECT contribution, false FROM reaction WHERE person = $1 AND value = 1) m
    JOIN contribution c ON c.id = m.contribution JOIN activity a ON a.id = c.activity JOIN project p ON p.id = a.project
    WHERE c.state IN ('published', 'merged') AND p.state IN ('published', 'archived')
      AND ($2::bigint IS NULL OR p.id = $2)
    ORDER BY c.id DESC, m.wrote DESC
"""
_HAPPENED = f"""
    WITH theirs AS MATERIALIZED ({_THEIRS})
    SELECT t.id, 'answer' AS kind, s.names, s.kind AS colour, ch.answer AS body, '' AS title, '' AS url, ch.at
      FROM theirs t JOIN contribution c ON c.id = t.id JOIN status_change ch ON ch.contribution IN (c.id, c.merged_into)
      LEFT JOIN status s ON s.id = ch.status
    UNION ALL
    SELECT t.id, 'outcome', NULL, o.kind, o.body, o.title, '/projects/' || p.slug || '/outcomes#outcome-' || o.id, o.published_at
      FROM theirs t JOIN followup_outcome o ON o.state = 'published' JOIN project p ON p.id = o.project
      WHERE EXISTS (SELECT 1 FROM followup_link l JOIN contribution c ON c.id = t.id
          WHERE l.outcome = o.id AND l.contribution IN (c.id, c.merged_into))
        OR EXISTS (SELECT 1 FROM followup_link l JOIN contribution_topic ct ON ct.topic = l.topic AND ct.contribution = t.id
          JOIN contribution c ON c.id = t.id JOIN activity a ON a.id = c.activity AND a.project = o.project
          WHERE l.outcome = o.id)
    ORDER BY at, id
"""


@dataclass(frozen=True, slots=True)
class Happened:
    """`kind`: answer (of the host: a status, perhaps with words) or outcome."""

    kind: str
    label: str
    look: str
    title: str
    text: str
    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Mine:
    """`wrote` False: the person only supports it."""

    id: int
    title: str
    url: str
    project: str
    wrote: bool
    at: datetime | None
    happened: tuple[Happened, ...] = field(default=())

    @property
    def last(self) -> float:
        return self.happened[-1].at.timestamp() if self.happened else 0.0


async def became_of(person_id: int) -> list[Mine]:
    """Those with the latest news first, then those that still wait."""
    theirs = await rows(_THEIRS, person_id, None)
    happened = await rows(_HAPPENED, person_id, None) if theirs else []
    by_id: dict[int, list[Happened]] = {}
    for each in happened:
        by_id.setdefault(each["id"], []).append(_happened(each))
    found = [_mine(each, tuple(by_id.get(each["id"], ()))) for each in theirs]
    return sorted(found, key=lambda mine: (mine.last, mine.wrote, mine.id), reverse=True)[:_MOST]


def _happened(found: dict[str, Any]) -> Happened:
    label = Localized.of(found["names"] or {}).text() if found["kind"] == "answer" else ""
    text = excerpt(found["body"] or "", 300)
    return Happened(
        found["kind"], label, found["colour"] or "", found["title"], text, found["url"], found["at"]
    )


def _mine(found: dict[str, Any], happened: tuple[Happened, ...]) -> Mine:
    return Mine(
        id=found["id"],
        title=found["title"] or excerpt(found["text"], 80),
        url=found["url"],
        project=Localized.of(found["titles"]).text(),
        wrote=found["wrote"],
        at=found["published_at"],
        happened=happened,
    )
