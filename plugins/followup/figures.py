"""Figures for dashboards, reports and open data: what came of it, promises, and how long people waited."""

from datetime import datetime

from core.sdk import Block, _, ngettext, row, rows
from plugins.followup.words import KINDS

# Published outcomes of a project or the whole place; of an activity, those that answer something written in it.
_OUTCOMES = """
    FROM followup_outcome o WHERE o.state = 'published' AND ($1::bigint IS NULL OR o.project = $1)
      AND ($3::timestamptz IS NULL OR o.published_at >= $3) AND ($4::timestamptz IS NULL OR o.published_at < $4)
      AND ($2::bigint IS NULL OR EXISTS (SELECT 1 FROM followup_link l JOIN contribution c ON c.id = l.contribution
        WHERE l.outcome = o.id AND c.activity = $2))
"""
_DAYS = f"""
    SELECT count(*) AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first - published_at) / 86400) AS days
    FROM (SELECT c.id, c.published_at, min(o.published_at) AS first FROM (SELECT o.id, o.published_at {_OUTCOMES}) o
      JOIN followup_link l ON l.outcome = o.id JOIN contribution c ON c.id = l.contribution
      WHERE c.state = 'published' AND ($2::bigint IS NULL OR c.activity = $2) GROUP BY c.id, c.published_at) answered
    WHERE first >= published_at
"""
_PROMISES = """
    SELECT count(*) FILTER (WHERE f.state = 'kept') AS kept, count(*) FILTER (WHERE f.state = 'broken') AS broken,
      count(*) FILTER (WHERE f.state = 'open' AND f.due_on < (now() AT TIME ZONE 'Europe/Oslo')::date) AS overdue,
      count(*) AS n
    FROM followup_promise f JOIN project p ON p.id = f.project
    WHERE p.state <> 'draft' AND ($1::bigint IS NULL OR f.project = $1)
      AND ($2::timestamptz IS NULL OR f.created_at >= $2) AND ($3::timestamptz IS NULL OR f.created_at < $3)
"""


async def figures(
    *, project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    where = (project_id, activity_id, since, until)
    kinds = await rows(f"SELECT o.kind, count(*) AS n {_OUTCOMES} GROUP BY o.kind", *where)
    by_kind = {each["kind"]: each["n"] for each in kinds}
    waited = await row(_DAYS, *where) or {"n": 0, "days": None}
    found = [_by_kind(by_kind)] if by_kind else []
    if waited["n"]:
        found.append(_waited(waited["n"], waited["days"]))
    return found + (await _promised(project_id, since, until) if activity_id is None else [])


def _by_kind(by_kind: dict[str, int]) -> Block:
    n = sum(by_kind.values())
    return Block(
        id="followup.outcomes",
        title=_("What came of what people said"),
        kind="bars",
        n=n,
        columns=(_("Answer"), _("Number")),
        rows=tuple((str(KINDS[kind]), by_kind[kind]) for kind in KINDS if by_kind.get(kind)),
        basis=ngettext("{n} published answer", "{n} published answers", n).format(n=n),
    )


def _waited(n: int, days: float) -> Block:
    return Block(
        id="followup.days",
        title=_("Days from a contribution to what came of it (median)"),
        kind="figure",
        n=n,
        value=round(days),
        unit=_("days"),
        basis=ngettext("{n} contribution", "{n} contributions", n).format(n=n),
    )


async def _promised(project_id: int | None, since: datetime | None, until: datetime | None) -> list[Block]:
    counts = await row(_PROMISES, project_id, since, until)
    if counts is None or not counts["n"]:
        return []
    n = counts["n"]
    basis = ngettext("of {n} promise", "of {n} promises", n).format(n=n)
    titles = {
        "kept": _("Promises kept"),
        "overdue": _("Promises overdue"),
        "broken": _("Promises that will not be kept"),
    }
    return [
        Block(id=f"followup.{key}", title=title, kind="figure", n=n, value=counts[key], basis=basis)
        for key, title in titles.items()
    ]
