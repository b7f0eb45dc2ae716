"""The short of it, for pages that have room for one query: a project's own page, and the front page."""

from datetime import date, datetime
from typing import Any

import msgspec

from core.sdk import Localized, row, rows
from plugins.followup.ledger import Frame, Past

_PROJECT = """
    SELECT (SELECT to_jsonb(f) - 'project' FROM followup_frame f WHERE f.project = $1) AS frame,
      (SELECT jsonb_agg(to_jsonb(x)) FROM (SELECT f.id, f.text, f.due_on, f.settled_at, f.state,
          CASE WHEN f.state = 'open' AND f.due_on < $2::date THEN 'overdue' ELSE f.state END AS standing,
          coalesce((SELECT jsonb_agg(jsonb_build_object('deed', c.deed, 'was_due', c.was_due, 'due_on', c.due_on,
            'reason', c.reason) ORDER BY c.at, c.id) FROM followup_promise_change c WHERE c.promise = f.id), '[]') AS history
        FROM followup_promise f WHERE f.project = $1 ORDER BY (f.state = 'open') DESC, f.due_on, f.id LIMIT 10) x) AS promises,
      (SELECT jsonb_agg(to_jsonb(x)) FROM (SELECT o.id, o.kind, o.title FROM followup_outcome o
        WHERE o.project = $1 AND o.state = 'published' ORDER BY o.published_at DESC, o.id DESC LIMIT 3) x) AS outcomes,
      (SELECT jsonb_agg(to_jsonb(x)) FROM (SELECT s.id, s.title, s.state, coalesce(s.done_on, s.due_on) AS day
        FROM followup_step s WHERE s.project = $1 AND s.state <> 'dropped'
        ORDER BY coalesce(s.done_on, s.due_on) NULLS LAST, s.id LIMIT 5) x) AS steps
"""
_HOME = """
    (SELECT 'overdue' AS part, f.id, '' AS kind, f.text AS title, f.due_on AS day, '' AS picture, '' AS alt, p.titles, p.slug
     FROM followup_promise f JOIN project p ON p.id = f.project
     WHERE f.state = 'open' AND f.due_on < $1::date AND p.state IN ('published', 'archived') AND p.visibility = 'public'
     ORDER BY f.due_on, f.id LIMIT 3)
    UNION ALL
    (SELECT 'answer', o.id, o.kind, o.title, o.published_at::date, '', '', p.titles, p.slug
     FROM followup_outcome o JOIN project p ON p.id = o.project
     WHERE o.state = 'published' AND p.state IN ('published', 'archived') AND p.visibility = 'public'
     ORDER BY o.published_at DESC, o.id DESC LIMIT 4)
    UNION ALL
    (SELECT 'step', s.id, '', s.title, s.done_on, s.picture, s.alt, p.titles, p.slug
     FROM followup_step s JOIN project p ON p.id = s.project
     WHERE s.state = 'done' AND s.picture <> '' AND p.state IN ('published', 'archived') AND p.visibility = 'public'
     ORDER BY s.done_on DESC NULLS LAST, s.id DESC LIMIT 3)
"""


class ShortPromise(msgspec.Struct, frozen=True):
    id: int
    text: str
    due_on: date
    state: str
    standing: str
    settled_at: datetime | None
    history: tuple[Past, ...]


class ShortOutcome(msgspec.Struct, frozen=True):
    id: int
    kind: str
    title: str


class ShortStep(msgspec.Struct, frozen=True):
    id: int
    title: str
    state: str
    day: date | None


class Summary(msgspec.Struct, frozen=True):
    """Of one project. Promises that are open first, those overdue before the others."""

    frame: Frame
    promises: tuple[ShortPromise, ...]
    outcomes: tuple[ShortOutcome, ...]
    steps: tuple[ShortStep, ...]

    @property
    def empty(self) -> bool:
        return not (self.frame.said or self.promises or self.outcomes or self.steps)


async def summary_of(*, project_id: int, today: date) -> Summary:
    found = await row(_PROJECT, project_id, today) or {}
    plain = {name: found.get(name) or [] for name in ("promises", "outcomes", "steps")}
    return msgspec.convert({"frame": found.get("frame") or {}, **plain}, Summary)


async def lately(*, today: date) -> dict[str, list[dict[str, Any]]]:
    """Of projects that everyone may see: `answer` the newest, `step` finished with a picture, `overdue` what is late."""
    found: dict[str, list[dict[str, Any]]] = {"answer": [], "step": [], "overdue": []}
    for each in await rows(_HOME, today):
        found[each["part"]].append({**each, "project": Localized.of(each["titles"])})
    return found
