"""What is talked about most and least, over time, by area and by group, and what rises: figures of a study's themes."""

from collections import defaultdict
from datetime import date
from typing import Any

from core.sdk import Block, Localized, _, rows, say_date, site
from plugins.insights.themes.model import Theme, themes_of

SHOWN = 6  # themes in one drawing: more lines cannot be told apart
FEW = 5  # people: a number of fewer is not shown where it tells who they are
_RISES_FROM = 10  # contributions in the later half: a share of fewer says nothing
_TOP = "coalesce(t.parent, t.id)"
_MONTHS = f"""
    SELECT {_TOP} AS theme, date_trunc('month', coalesce(c.published_at, c.created_at))::date AS month, count(*) AS n
    FROM insights_placing p JOIN insights_theme t ON t.id = p.theme JOIN contribution c ON c.id = p.contribution
    WHERE p.study = $1 AND NOT t.hidden GROUP BY 1, 2 ORDER BY 2
"""
_AREAS = f"""
    SELECT {_TOP} AS theme, c.area, count(*) AS n
    FROM insights_placing p JOIN insights_theme t ON t.id = p.theme JOIN contribution c ON c.id = p.contribution
    WHERE p.study = $1 AND NOT t.hidden AND c.area <> '' GROUP BY 1, 2
"""
# People by the groups they are in; a person in two groups stands in both.
_GROUPS = f"""
    SELECT {_TOP} AS theme, g.id, g.names, count(DISTINCT c.author) AS n
    FROM insights_placing p JOIN insights_theme t ON t.id = p.theme JOIN contribution c ON c.id = p.contribution
    JOIN person_group_member m ON m.person = c.author JOIN person_group g ON g.id = m.group_id
    WHERE p.study = $1 AND NOT t.hidden AND NOT c.anonymous GROUP BY 1, 2, 3
"""


async def figures(study_id: int) -> list[Block]:
    """Bars of all themes; lines of the largest; what rises; a table by area and one by group, where people belong to any."""
    themes = [each for each in await themes_of(study_id=study_id) if not each.hidden and each.contributions]
    if not themes:
        return []
    made = [_most_and_least(themes), *await _by_month(study_id, themes), *await _by_area(study_id, themes)]
    return [*made, *await _by_group(study_id, themes)]


def _most_and_least(themes: list[Theme]) -> Block:
    return Block(
        id="insights.themes",
        title=_("What is talked about most and least"),
        kind="bars",
        n=sum(each.contributions for each in themes),
        columns=(_("Theme"), _("Contributions"), _("People")),
        rows=tuple((each.name, each.contributions, each.people) for each in themes),
        description=_("{name} is the largest of {n} themes.").format(name=themes[0].name, n=len(themes)),
    )


async def _by_month(study_id: int, themes: list[Theme]) -> list[Block]:
    counted: dict[date, dict[int, int]] = defaultdict(dict)
    for each in await rows(_MONTHS, study_id):
        counted[each["month"]][each["theme"]] = each["n"]
    months = _all_months(sorted(counted))
    if len(months) < 2:  # noqa: PLR2004 - one point is no line
        return []
    shown = themes[:SHOWN]
    lines = Block(
        id="insights.months",
        title=_("Themes over time"),
        kind="line",
        n=sum(sum(each.values()) for each in counted.values()),
        columns=(_("Month"), *(each.name for each in shown)),
        rows=tuple(
            (f"{month:%Y-%m}", *(counted.get(month, {}).get(each.id, 0) for each in shown))
            for month in months
        ),
        description=_("Contributions a month in the {n} largest themes.").format(n=len(shown)),
    )
    return [lines, *_rising(themes, months, counted)]


def _rising(themes: list[Theme], months: list[date], counted: dict[date, dict[int, int]]) -> list[Block]:
    """The later half of the time against the earlier. Said in numbers; a share only where it rests on enough."""
    half = months[len(months) // 2]
    before: dict[int, int] = defaultdict(int)
    after: dict[int, int] = defaultdict(int)
    for month, numbers in counted.items():
        for theme, n in numbers.items():
            (after if month >= half else before)[theme] += n
    earlier, later = sum(before.values()) or 1, sum(after.values()) or 1
    risen = [
        (each.name, before[each.id], after[each.id])
        for each in themes
        if after[each.id] >= _RISES_FROM and after[each.id] / later > 1.25 * before[each.id] / earlier
    ]
    if not risen:
        return []
    since = say_date(half)
    return [
        Block(
            id="insights.rising",
            title=_("What rises"),
            kind="table",
            n=later,
            columns=(_("Theme"), _("Before {date}").format(date=since), _("Since {date}").format(date=since)),
            rows=tuple(sorted(risen, key=lambda each: each[1] - each[2])),
            description=_("Themes with a larger share of the later half than of the earlier one."),
        )
    ]


async def _by_area(study_id: int, themes: list[Theme]) -> list[Block]:
    names = {area["key"]: Localized.of(area["names"]) for area in (await site()).areas}
    found = [each | {"name": names.get(each["area"], each["area"])} for each in await rows(_AREAS, study_id)]
    return _crossed("insights.areas", _("Themes by area"), _("Theme"), found, themes, few=0)


async def _by_group(study_id: int, themes: list[Theme]) -> list[Block]:
    found = [each | {"name": Localized.of(each["names"])} for each in await rows(_GROUPS, study_id)]
    return _crossed("insights.groups", _("Themes by group"), _("Theme"), found, themes, few=FEW)


def _crossed(
    key: str, title: Any, head: Any, found: list[dict[str, Any]], themes: list[Theme], *, few: int
) -> list[Block]:
    """Themes down, areas or groups across, the largest first. Numbers of fewer than `few` are not shown."""
    if not found:
        return []
    numbers: dict[str, dict[int, int]] = defaultdict(dict)
    for each in found:
        numbers[str(each["name"])][each["theme"]] = each["n"]
    across = sorted(numbers, key=lambda name: (-sum(numbers[name].values()), name))[:SHOWN]
    return [
        Block(
            id=key,
            title=title,
            kind="table",
            n=sum(each["n"] for each in found),
            columns=(head, *across),
            rows=tuple(
                (theme.name, *(_shown(numbers[name].get(theme.id, 0), few) for name in across))
                for theme in themes
            ),
            description=_("Numbers of fewer than {n} people are not shown.").format(n=few) if few else "",
        )
    ]


def _shown(number: int, few: int) -> int | None:
    return None if 0 < number < few else number


def _all_months(months: list[date]) -> list[date]:
    """Those in between too, where nobody wrote."""
    if not months:
        return []
    found, month = [], months[0]
    while month <= months[-1]:
        found.append(month)
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return found
