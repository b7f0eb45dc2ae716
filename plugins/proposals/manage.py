"""The staff table: every proposal that came in, whose turn it is, and which time limits run."""

from typing import Any

from core.sdk import Answer, Place, Text, Visit, _, get, page, rows
from plugins.proposals.browse import about
from plugins.proposals.days import day_of
from plugins.proposals.states import Stage

MOST = 300
SHOWN: dict[str, tuple[Text, tuple[Stage, ...]]] = {
    "": (_("What needs doing"), (Stage.RECEIVED, Stage.REACHED, Stage.SENT)),
    "collecting": (_("Collecting signatures"), (Stage.COLLECTING,)),
    "done": (_("Decided"), (Stage.DECIDED, Stage.FOLLOWED)),
    "other": (
        _("Others"),
        (Stage.RETURNED, Stage.REFUSED, Stage.EXPIRED, Stage.WITHDRAWN, Stage.MERGED),
    ),
}
_TABLE = """
    SELECT c.id, c.title, c.language, k.stage, k.signatures, k.threshold, k.received_at, k.clock_note, k.case_number,
        CASE k.stage WHEN 'received' THEN k.check_due WHEN 'reached' THEN k.council_due WHEN 'sent' THEN k.council_due
            END AS due,
        (SELECT p.name FROM person p WHERE p.id = k.handler) AS handler,
        (SELECT p.name FROM person p WHERE p.id = c.author AND p.closed_at IS NULL) AS author
    FROM proposals_case k JOIN contribution c ON c.id = k.contribution
    WHERE c.activity = $1 AND k.stage = ANY ($2::varchar[]) ORDER BY due NULLS LAST, c.id DESC LIMIT $3
"""
_COUNTS = """
    SELECT k.stage, count(*) AS n FROM proposals_case k JOIN contribution c ON c.id = k.contribution
    WHERE c.activity = $1 GROUP BY 1
"""


@get("/manage", action="proposals.handle", at="activity")
async def show_table(visit: Visit, place: Place) -> Answer:
    shown = visit.query.get("show", "")
    shown = shown if shown in SHOWN else ""
    counts = {each["stage"]: each["n"] for each in await rows(_COUNTS, place.here.id)}
    return page(
        "proposals/manage.html",
        proposals=await rows(_TABLE, place.here.id, list(SHOWN[shown][1]), MOST),
        tabs=_tabs(place, shown, counts),
        today=day_of(visit.now),
        may_paper=bool(visit.can("proposals.paper")),
        **about(place),
    )


def _tabs(place: Place, shown: str, counts: dict[str, Any]) -> list[tuple[Text, str, bool, int]]:
    return [
        (name, f"{place.url}/manage?show={key}", key == shown, sum(counts.get(s, 0) for s in stages))
        for key, (name, stages) in SHOWN.items()
    ]
