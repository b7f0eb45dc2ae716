"""Figures for dashboards, reports and open data, each counted from contributions and the log."""

from datetime import datetime
from typing import Any

from core.sdk import Block, Localized, _, participants, row, rows
from plugins.information.hearing.answers import OUTCOMES

_OURS = """
    FROM contribution c JOIN activity a ON a.id = c.activity
    WHERE a.method IN ('information', 'hearing') AND c.kind IN ('question', 'remark', 'submission')
      AND c.state IN ('published', 'internal')
      AND ($1::bigint IS NULL OR a.project = $1) AND ($2::bigint IS NULL OR a.id = $2)
      AND ($3::timestamptz IS NULL OR coalesce(c.published_at, c.created_at) >= $3)
      AND ($4::timestamptz IS NULL OR coalesce(c.published_at, c.created_at) < $4)
"""
_COUNTS = (
    "SELECT count(*) FILTER (WHERE c.kind = 'question') AS questions, count(*) FILTER (WHERE c.kind = 'remark') AS remarks, "
    "count(*) FILTER (WHERE c.kind = 'submission') AS statements, count(*) FILTER (WHERE c.kind = 'question' AND EXISTS "
    f"(SELECT 1 FROM status_change s WHERE s.contribution = c.id AND s.answer <> '')) AS answered {_OURS}"
)
_READINGS = """
    SELECT coalesce(sum(r.n), 0)::bigint AS n FROM information_reading r JOIN activity a ON a.id = r.activity
    WHERE ($1::bigint IS NULL OR a.project = $1) AND ($2::bigint IS NULL OR a.id = $2)
      AND ($3::timestamptz IS NULL OR r.day >= $3::date) AND ($4::timestamptz IS NULL OR r.day < $4::date)
"""


async def figures(
    *, project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    where = (project_id, activity_id, since, until)
    counts = await row(_COUNTS, *where) or {}
    readings = await row(_READINGS, *where) or {"n": 0}
    people = await participants(project_id=project_id, activity_id=activity_id)
    names = {
        "questions": _("Questions"),
        "answered": _("Questions answered"),
        "remarks": _("Comments on the document"),
        "statements": _("Hearing statements"),
    }
    said = sum(counts[key] for key in ("questions", "remarks", "statements"))
    return [
        Block(id="information.participants", title=_("Participants"), kind="figure", n=people, value=people),
        *(
            Block(id=f"information.{key}", title=name, kind="figure", n=counts[key], value=counts[key])
            for key, name in names.items()
        ),
        Block(
            id="information.readings",
            title=_("Readings"),
            kind="figure",
            n=readings["n"],
            value=readings["n"],
        ),
        await _outcomes(where),
        Block(
            id="information.by_project",
            title=_("Where people wrote"),
            kind="series",
            n=said,
            columns=(_("Activity"), _("Texts")),
            rows=await _by_activity(where),
        ),
    ]


async def _outcomes(where: tuple[Any, ...]) -> Block:
    """What became of comments and statements, where the answers are published."""
    found = await rows(
        f"SELECT n.outcome, count(*) AS n FROM (SELECT c.id {_OURS}) o JOIN information_answer n ON n.contribution = o.id "
        "JOIN contribution k ON k.id = o.id JOIN information_response w ON w.activity = k.activity GROUP BY n.outcome",
        *where,
    )
    by = {each["outcome"]: each["n"] for each in found}
    return Block(
        id="information.outcomes",
        title=_("What the municipality did with it"),
        kind="series",
        n=sum(by.values()),
        columns=(_("Answer"), _("Texts")),
        rows=tuple((str(words), by[key]) for key, words in OUTCOMES.items() if key in by),
    )


async def _by_activity(where: tuple[Any, ...]) -> tuple[tuple[str, int], ...]:
    found = await rows(
        f"SELECT a.names, count(*) AS n {_OURS} GROUP BY a.id, a.names ORDER BY n DESC, a.id LIMIT 30", *where
    )
    return tuple((Localized.of(each["names"]).text(), each["n"]) for each in found)
