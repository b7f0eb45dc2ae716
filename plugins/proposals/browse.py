"""Reading: all proposals of an activity, by how far they have come."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from core.sdk import Answer, Place, Text, Visit, _, clean_line, get, page, rows
from plugins.proposals.days import day_of
from plugins.proposals.rules import computation, rule_of
from plugins.proposals.settings import settings_of
from plugins.proposals.states import Stage

SIZE = 20
# What people look for; the first is shown first.
GROUPS: dict[str, tuple[Text, tuple[Stage, ...]]] = {
    "collecting": (_("Collecting signatures"), (Stage.COLLECTING,)),
    "council": (_("With the council"), (Stage.REACHED, Stage.SENT)),
    "decided": (_("Decided"), (Stage.DECIDED, Stage.FOLLOWED)),
    "over": (_("Did not reach the goal"), (Stage.EXPIRED,)),
}
SORTS: dict[str, Text] = {"newest": _("Newest"), "signed": _("Most signatures")}
_CURSOR = re.compile(r"(-?\d{1,18})\.(\d{1,18})")
_KEYS = {"newest": "extract(epoch FROM k.started_at)::bigint", "signed": "k.signatures::bigint"}
_LIST = """
    SELECT c.id, c.title, left(c.text, 220) AS text, c.language, k.stage, k.signatures, k.threshold, k.collect_until,
        k.council_due, k.clock_note, k.outcome, k.decided_on, k.started_at, {key} AS key, p.name AS author,
        count(*) OVER () AS total
    FROM proposals_case k JOIN contribution c ON c.id = k.contribution
    LEFT JOIN person p ON p.id = c.author AND p.closed_at IS NULL
    WHERE c.activity = $1 AND c.state = 'published' AND k.stage = ANY ($2::varchar[])
        AND ($3 = '' OR c.title ILIKE $3 OR c.text ILIKE $3)
    ORDER BY {key} DESC, c.id DESC
"""
_PAGE = "SELECT * FROM ({inner}) l WHERE $4::bigint IS NULL OR (l.key, l.id) < ($4, $5::bigint) LIMIT $6"
_COUNTS = """
    SELECT k.stage, count(*) AS n FROM proposals_case k JOIN contribution c ON c.id = k.contribution
    WHERE c.activity = $1 AND c.state = 'published' GROUP BY k.stage
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    group: str
    sort: str
    text: str
    cursor: tuple[int, int] | None

    @property
    def stages(self) -> tuple[Stage, ...]:
        return GROUPS[self.group][1]


@get("/", action="proposals.view", at="activity", keep=True)
async def show_list(visit: Visit, place: Place) -> Answer:
    counts = {each["stage"]: each["n"] for each in await rows(_COUNTS, place.here.id)}
    wanted = wanted_of(visit, counts)
    found = await proposals_of(place=place, wanted=wanted)
    rule = rule_of(settings_of(place.here), visit.site)
    return page(
        "proposals/list.html",
        block="list",
        proposals=found[:SIZE],
        older=_older(visit, place, found),
        wanted=wanted,
        tabs=_tabs(visit, place, wanted, counts),
        sorts=list(SORTS.items()),
        rule=rule,
        computation=computation(rule),
        today=day_of(visit.now),
        any=bool(counts),
        **about(place),
    )


async def proposals_of(*, place: Place, wanted: Wanted) -> list[dict[str, Any]]:
    """One more than fits on a page, so that one sees whether there are more."""
    like = "%" + re.sub(r"([\\%_])", r"\\\1", wanted.text) + "%" if wanted.text else ""
    sql = _PAGE.format(inner=_LIST.format(key=_KEYS[wanted.sort]))
    key, last = wanted.cursor or (None, None)
    stages = list(wanted.stages)
    return await rows(sql, place.here.id, stages, like, key, last, SIZE + 1)


def wanted_of(visit: Visit, counts: dict[str, int]) -> Wanted:
    """What the address asks for. Without a word: the first group that holds something."""
    query = visit.query
    group = query.get("show", "")
    if group not in GROUPS:
        filled = (name for name, (_name, stages) in GROUPS.items() if any(counts.get(s) for s in stages))
        group = next(filled, "collecting")
    match = _CURSOR.fullmatch(query.get("cursor", ""))
    sort = query.get("sort", "newest")
    return Wanted(
        group=group,
        sort=sort if sort in SORTS else "newest",
        text=clean_line(query.get("q", ""))[:200],
        cursor=(int(match[1]), int(match[2])) if match else None,
    )


def _tabs(
    visit: Visit, place: Place, wanted: Wanted, counts: dict[str, int]
) -> list[tuple[Text, str, bool, int]]:
    return [
        (
            name,
            _address(visit, place, show=group),
            group == wanted.group,
            sum(counts.get(stage, 0) for stage in stages),
        )
        for group, (name, stages) in GROUPS.items()
    ]


def _older(visit: Visit, place: Place, found: list[dict[str, Any]]) -> str | None:
    if len(found) <= SIZE:
        return None
    last = found[SIZE - 1]
    return _address(visit, place, cursor=f"{last['key']}.{last['id']}")


def _address(visit: Visit, place: Place, **changes: str) -> str:
    kept = {name: visit.query[name] for name in ("show", "sort", "q") if visit.query.get(name)}
    return f"{place.url}?{urlencode(kept | changes)}"


def about(place: Place) -> dict[str, Any]:
    """What every page here says of the activity."""
    return {"base": place.url, "chosen": settings_of(place.here)}
