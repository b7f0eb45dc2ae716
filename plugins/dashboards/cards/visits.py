"""Who came: visits, where they came from, and how far they went. Counted by the house itself, without a cookie."""

from datetime import date, timedelta

from core.sdk import ZONE, Block, Text, _, participants, value, visit_sources, visits, writers_of
from plugins.dashboards.asked import Asked

_DEVICES: dict[str, Text] = {"phone": _("Phone"), "computer": _("Computer or tablet")}
_NOTE = _(
    "One visitor counts once a day. Machines, and those who ask not to be counted, are left out. Figures are an hour old at most."
)


async def who_came(asked: Asked) -> list[Block]:
    """Nothing where a channel or a topic is asked for: a visit has none."""
    if asked.channel or asked.topic:
        return []
    since, until = _days(asked)
    days = await visits(project_id=asked.project_id, activity_id=asked.activity_id, since=since, until=until)
    if not days:
        return []
    total = sum(each.visits for each in days)
    found = [
        Block(id="visits.visits", title=_("Visits"), kind="figure", n=total, value=total),
        Block(
            id="visits.views",
            title=_("Pages read"),
            kind="figure",
            n=total,
            value=sum(each.views for each in days),
        ),
    ]
    if len(days) > 1:
        found.append(
            Block(
                id="visits.days",
                title=_("Visits over time"),
                kind="line",
                n=total,
                columns=(_("Day"), _("Visits")),
                rows=tuple((each.day.isoformat(), each.visits) for each in days[-120:]),
                description=_NOTE,
            )
        )
    return found


async def where_from(asked: Asked) -> list[Block]:
    """Hosts, and words in links of our own such as `?from=poster`. Of an activity nothing is kept."""
    if asked.channel or asked.topic or asked.activity_id is not None:
        return []
    since, until = _days(asked)
    found: list[Block] = []
    for kind, title, empty in (
        ("referrer", _("Where visitors came from"), _("Straight here, or not told")),
        ("campaign", _("Which of our links they followed"), ""),
        ("device", _("What they read on"), ""),
    ):
        sources = await visit_sources(kind, project_id=asked.project_id, since=since, until=until)
        if sources and any(each.name for each in sources):
            found.append(
                Block(
                    id=f"visits.{kind}",
                    title=title,
                    kind="bars",
                    n=sum(each.visits for each in sources),
                    columns=(_("From"), _("Visits")),
                    rows=tuple(
                        (_DEVICES.get(each.name, each.name or empty), each.visits) for each in sources
                    ),
                )
            )
    return found


async def how_far(asked: Asked) -> list[Block]:
    """From a visit to a contribution. Visits are counted by the day and people once, so that the steps are told apart by name."""
    if asked.filtered or asked.project_id is None:
        return []
    days = await visits(project_id=asked.project_id, activity_id=asked.activity_id)
    came = sum(each.visits for each in days)
    if not came:
        return []
    people = await participants(project_id=asked.project_id, activity_id=asked.activity_id)
    writers = await _writers(asked)
    rows = (
        (_("Visits"), came),
        (_("People who took part"), people),
        (_("People who wrote something"), writers),
    )
    return [
        Block(
            id="visits.funnel",
            title=_("From visit to contribution"),
            kind="bars",
            n=came,
            columns=(_("Step"), _("Number")),
            rows=rows,
            description=_(
                "Visits are counted for each day, people once. Those who took part on paper or in a meeting never visited."
            ),
        )
    ]


async def _writers(asked: Asked) -> int:
    """People behind contributions, by the log."""
    here = (
        "SELECT contribution_id FROM participation WHERE contribution_id IS NOT NULL AND project_id = $1 "
        "AND ($2::bigint IS NULL OR activity_id = $2)"
    )
    count: int = await value(
        f"WITH {writers_of(here)} SELECT count(DISTINCT who) FROM writer",
        asked.project_id,
        asked.activity_id,
    )
    return count


def _days(asked: Asked) -> tuple[date | None, date | None]:
    """`until` is exclusive in what was asked, and the last day here."""
    since = asked.since.astimezone(ZONE).date() if asked.since else None
    until = (asked.until.astimezone(ZONE) - timedelta(seconds=1)).date() if asked.until else None
    return since, until
