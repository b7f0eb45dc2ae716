"""Figures for dashboards, reports and open data: how many voted and how, and what was decided, once it is published."""

from datetime import datetime

from core.sdk import Block, _, participants, row, rows
from plugins.voting.results.view import CHANNELS

_WHERE = (
    "($1::bigint IS NULL OR a.project = $1) AND ($2::bigint IS NULL OR a.id = $2) AND a.method = 'voting'"
)
_VOTES = f"""
    FROM participation p JOIN activity a ON a.id = p.activity_id
    WHERE p.action = 'voting.vote' AND {_WHERE}
      AND ($3::timestamptz IS NULL OR p.at >= $3) AND ($4::timestamptz IS NULL OR p.at < $4)
"""
_DECIDED = f"""
    FROM voting_decision d JOIN voting_outcome o ON o.id = d.outcome AND o.chosen
    JOIN voting_count n ON n.id = o.counted JOIN activity a ON a.id = n.activity JOIN contribution c ON c.id = d.option
    LEFT JOIN voting_override v ON v.option = d.option AND v.activity = a.id
    WHERE n.published_at IS NOT NULL AND {_WHERE}
      AND ($3::timestamptz IS NULL OR n.published_at >= $3) AND ($4::timestamptz IS NULL OR n.published_at < $4)
"""
_FUNDED = "coalesce(v.funded, d.funded)"
_MONEY = "a.settings ->> 'shares' IS DISTINCT FROM 'places'"
MOST_ROWS = 100


async def figures(
    *, project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    where = (project_id, activity_id, since, until)
    by_channel = await rows(
        f"SELECT p.channel, count(*) AS n {_VOTES} GROUP BY p.channel ORDER BY n DESC", *where
    )
    votes = sum(each["n"] for each in by_channel)
    people = await participants(project_id=project_id, activity_id=activity_id)
    decided = await row(
        f"SELECT count(*) AS options, count(*) FILTER (WHERE {_FUNDED}) AS won, "
        f"coalesce(sum(d.cost * o.unit) FILTER (WHERE {_FUNDED} AND {_MONEY}), 0)::bigint AS ore {_DECIDED}",
        *where,
    )
    found = decided or {"options": 0, "won": 0, "ore": 0}
    return [
        Block(id="voting.votes", title=_("Votes"), kind="figure", n=votes, value=votes),
        Block(id="voting.participants", title=_("Participants"), kind="figure", n=people, value=people),
        Block(
            id="voting.winners",
            title=_("Options that won"),
            kind="figure",
            n=found["options"],
            value=found["won"],
        ),
        Block(
            id="voting.shared_out",
            title=_("Shared out"),
            kind="figure",
            n=found["options"],
            value=found["ore"] // 100,
            unit=_("kr"),
        ),
        Block(
            id="voting.by_channel",
            title=_("Ways of voting"),
            kind="series",
            n=votes,
            columns=(_("Way"), _("Votes")),
            rows=tuple(
                (str(CHANNELS.get(each["channel"], each["channel"])), each["n"]) for each in by_channel
            ),
        ),
        await _results(where, votes),
    ]


async def _results(where: tuple[object, ...], votes: int) -> Block:
    found = await rows(
        f"SELECT c.title, d.score, d.why, {_FUNDED} AS funded {_DECIDED} "
        f"ORDER BY {_FUNDED} DESC, d.score DESC, c.id LIMIT {MOST_ROWS}",
        *where,
    )
    return Block(
        id="voting.result",
        title=_("The result"),
        kind="table",
        n=votes,
        columns=(_("Option"), _("Votes"), _("Result")),
        rows=tuple(
            (each["title"], each["score"], str(_("Won") if each["funded"] else _("Did not win")))
            for each in found
        ),
    )
