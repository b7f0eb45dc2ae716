"""Figures for dashboards, reports and open data: how many proposals, how far they came, how many signed, through what."""

from datetime import datetime

from core.sdk import Block, Text, _, row, rows
from plugins.proposals.states import NAMES, Stage

_CASES = """
    FROM proposals_case k JOIN contribution c ON c.id = k.contribution JOIN activity a ON a.id = c.activity
    WHERE c.state = 'published' AND ($1::bigint IS NULL OR a.project = $1) AND ($2::bigint IS NULL OR a.id = $2)
"""
_IN_TIME = "AND ($3::timestamptz IS NULL OR {at} >= $3) AND ($4::timestamptz IS NULL OR {at} < $4)"
_FIGURES = f"""
    SELECT count(*) AS proposals, count(k.reached_at) AS reached, count(k.decided_on) AS decided,
        count(*) FILTER (WHERE k.stage IN ('reached', 'sent') AND k.clock_note = '' AND k.council_due < now()::date) AS late,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY k.decided_on - k.reached_at::date) AS days
    {_CASES} {_IN_TIME.format(at="k.started_at")}
"""
_CHANNELS = f"""
    SELECT g.channel, count(*) AS n FROM proposals_signature g WHERE g.struck_at IS NULL
        AND g.proposal IN (SELECT k.id {_CASES}) {_IN_TIME.format(at="g.at")} GROUP BY 1 ORDER BY 1
"""
_STAGES = f"SELECT k.stage, count(*) AS n {_CASES} {_IN_TIME.format(at='k.started_at')} GROUP BY 1"


async def figures(
    *, project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    where = (project_id, activity_id, since, until)
    counts = await row(_FIGURES, *where) or {}
    channels = {each["channel"]: each["n"] for each in await rows(_CHANNELS, *where)}
    stages = {each["stage"]: each["n"] for each in await rows(_STAGES, *where)}
    n, signatures = counts.get("proposals", 0), sum(channels.values())
    said = {"web": _("On the web"), "paper": _("On paper")}
    return [
        _figure("proposals", _("Proposals"), n, n),
        _figure("signatures", _("Signatures"), signatures, signatures),
        _figure("reached", _("Reached the goal"), n, counts.get("reached", 0)),
        _figure("decided", _("Decided by the council"), n, counts.get("decided", 0)),
        _figure("late", _("Past the council's time limit"), n, counts.get("late", 0)),
        *(
            [_figure("days", _("Days from goal to decision, median"), counts["decided"], counts["days"])]
            if counts.get("days") is not None
            else []
        ),
        Block(
            id="proposals.by_stage",
            title=_("How far the proposals have come"),
            kind="series",
            n=n,
            columns=(_("Step"), _("Proposals")),
            rows=tuple((str(NAMES[stage]), stages[stage]) for stage in Stage if stages.get(stage)),
        ),
        Block(
            id="proposals.by_channel",
            title=_("How people signed"),
            kind="series",
            n=signatures,
            columns=(_("Channel"), _("Signatures")),
            rows=tuple((str(said.get(each, each)), count) for each, count in channels.items()),
        ),
    ]


def _figure(name: str, title: Text, n: int, amount: float) -> Block:
    return Block(id=f"proposals.{name}", title=title, kind="figure", n=n, value=amount)
