"""Figures for dashboards, reports and open data."""

from datetime import datetime

from core.sdk import ENOUGH, Block, _, participants, row
from plugins.deliberation.groups.showing import load_result

_WHERE = """
    FROM activity a WHERE a.method = 'deliberation' AND ($1::bigint IS NULL OR a.project = $1)
      AND ($2::bigint IS NULL OR a.id = $2)
"""
_COUNTS = f"""
    WITH here AS (SELECT a.id {_WHERE})
    SELECT (SELECT count(*) FROM deliberation_vote v JOIN deliberation_statement s ON s.contribution = v.statement
        WHERE s.activity IN (SELECT id FROM here) AND ($3::timestamptz IS NULL OR v.at >= $3)
          AND ($4::timestamptz IS NULL OR v.at < $4)) AS votes,
      (SELECT count(*) FROM contribution c WHERE c.activity IN (SELECT id FROM here) AND c.kind = 'statement'
        AND c.state = 'published' AND ($3::timestamptz IS NULL OR c.published_at >= $3)
        AND ($4::timestamptz IS NULL OR c.published_at < $4)) AS statements,
      (SELECT count(*) FROM contribution c WHERE c.activity IN (SELECT id FROM here) AND c.kind = 'argument'
        AND c.state = 'published' AND ($3::timestamptz IS NULL OR c.published_at >= $3)
        AND ($4::timestamptz IS NULL OR c.published_at < $4)) AS arguments,
      (SELECT coalesce(sum(c.support_count), 0)::bigint FROM contribution c WHERE c.activity IN (SELECT id FROM here)
        AND c.kind = 'common' AND c.state = 'published') AS endorsed
"""


async def figures(
    *, project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    counts = await row(_COUNTS, project_id, activity_id, since, until) or {}
    people = await participants(project_id=project_id, activity_id=activity_id)
    named = (
        ("answers", _("Answers to statements"), counts.get("votes", 0)),
        ("statements", _("Statements"), counts.get("statements", 0)),
        ("arguments", _("Arguments"), counts.get("arguments", 0)),
        ("endorsements", _("Endorsements of common statements"), counts.get("endorsed", 0)),
    )
    found = [
        Block(id="deliberation.participants", title=_("Participants"), kind="figure", n=people, value=people)
    ]
    found += [
        Block(id=f"deliberation.{name}", title=title, kind="figure", n=number, value=number)
        for name, title, number in named
    ]
    return found + (await _groups(activity_id) if activity_id is not None else [])


async def _groups(activity_id: int) -> list[Block]:
    result = await load_result(activity_id=activity_id)
    if not result.clear:
        return []
    groups = [
        Block(
            id="deliberation.groups",
            title=_("Opinion groups"),
            kind="series",
            n=result.grouped,
            columns=(_("Group"), _("People")),
            rows=tuple((group.letter, group.size) for group in result.groups),
            sample="open",
        ),
    ]
    if result.voters < ENOUGH:
        return groups  # too few for shares
    return [
        *groups,
        Block(
            id="deliberation.uniting",
            title=_("What unites across the groups"),
            kind="series",
            n=result.voters,
            columns=(_("Statement"), _("Agree, %")),
            rows=tuple(
                (each.text, each.everybody.shares[0])
                for each in result.uniting
                if each.everybody and each.side > 0
            ),
            sample="open",
        ),
    ]
