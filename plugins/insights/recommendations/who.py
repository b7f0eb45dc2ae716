"""Who stands behind a recommendation: as far as the place knows it, and compared with all who take part. Few are not shown."""

from dataclasses import dataclass, field
from typing import Any

from core.sdk import SMALL, Block, ask_portraits, rows
from plugins.insights.recommendations.backing import BEHIND

_WRITTEN = f"""
    {BEHIND} SELECT c.channel, coalesce(nullif(c.area, ''), '') AS area, coalesce(w.who::text, 'c' || c.id) AS who
    FROM behind JOIN contribution c ON c.id = behind.contribution LEFT JOIN writer w ON w.contribution_id = c.id
"""
_ALL = """
    SELECT c.channel, coalesce(nullif(c.area, ''), '') AS area,
        count(DISTINCT coalesce(c.author::text, nullif(c.author_label, ''), c.id::text)) AS n
    FROM insights_placing p JOIN contribution c ON c.id = p.contribution
    WHERE p.study = $1 AND c.state IN ('published', 'internal') GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Share:
    """`n` None: fewer than five, so that nobody is pointed out. `among_all`: the share in the whole study, in per cent."""

    name: str
    n: int | None
    percent: int | None
    among_all: int | None


@dataclass(frozen=True, kw_only=True)
class Who:
    people: int
    areas: list[Share] = field(default_factory=list)
    channels: list[Share] = field(default_factory=list)
    without_area: int = 0
    portraits: list[Block] = field(default_factory=list)  # age, sex and the like, as far as people have told


async def who_stands_behind(*, study_id: int, recommendation_id: int, project_id: int | None) -> Who:
    written = await rows(_WRITTEN, [recommendation_id])
    every = await rows(_ALL, study_id)
    people = {each["who"] for each in written}
    return Who(
        people=len(people),
        areas=_shares(written, every, "area"),
        channels=_shares(written, every, "channel"),
        without_area=len(people - {each["who"] for each in written if each["area"]}),
        portraits=await _portraits(recommendation_id, project_id),
    )


async def _portraits(recommendation_id: int, project_id: int | None) -> list[Block]:
    """Of a study of one project: pseudonyms hold within a project only."""
    if project_id is None:
        return []
    found = await rows(
        f"{BEHIND} SELECT DISTINCT w.who FROM writer w WHERE w.project_id = $2",
        [recommendation_id],
        project_id,
    )
    who = frozenset(bytes(each["who"]) for each in found)
    return await ask_portraits(project_id=project_id, who=who) if len(who) >= SMALL else []


def _shares(written: list[dict[str, Any]], every: list[dict[str, Any]], by: str) -> list[Share]:
    """Per cent only where there are enough to speak of."""
    here: dict[str, set[str]] = {}
    for each in written:
        if each[by]:
            here.setdefault(each[by], set()).add(each["who"])
    there: dict[str, int] = {}
    for each in every:
        if each[by]:
            there[each[by]] = there.get(each[by], 0) + each["n"]
    mine, all_of_them = sum(map(len, here.values())), sum(there.values())
    lines = sorted(((name, len(who)) for name, who in here.items()), key=lambda line: (-line[1], line[0]))
    return [
        Share(
            name,
            n if n >= SMALL else None,
            _percent(n, mine) if n >= SMALL else None,
            _percent(there.get(name, 0), all_of_them) if there.get(name, 0) >= SMALL else None,
        )
        for name, n in lines[:12]
    ]


def _percent(n: int, of: int) -> int | None:
    """No per cent of few."""
    return round(100 * n / of) if of >= 4 * SMALL else None
