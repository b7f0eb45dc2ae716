"""Who came: visits, where they came from, and how far they went. Counted by the house itself, without a cookie."""

from collections import Counter
from datetime import date, timedelta

from core.sdk import ZONE, Block, Text, _, participants, row, visit_sources, visits
from plugins.dashboards.asked import Asked
from plugins.dashboards.cards.steps import first_of, said

_DEVICES: dict[str, Text] = {"phone": _("Phone"), "computer": _("Computer or tablet")}
_NOTE = _(
    "One visitor counts once a day. Machines, and those who ask not to be counted, are left out. Figures are an hour old at most."
)

# Whoever stands first in the log with a contribution wrote it; what comes after are reactions.
_STEPS = """
    WITH first AS (SELECT min(id) AS id FROM participation WHERE project_id = $1::bigint AND contribution_id IS NOT NULL
        AND ($2::bigint IS NULL OR activity_id = $2) GROUP BY contribution_id)
    SELECT (SELECT sum(visits) FROM visit_day WHERE project = $1 AND activity = 0)::bigint AS came,
        (SELECT coalesce(sum(visits), 0) FROM visit_day WHERE project = $1 AND activity <> 0
            AND ($2::bigint IS NULL OR activity = $2))::bigint AS read,
        (SELECT count(DISTINCT who) FROM first JOIN participation USING (id)) AS wrote
"""


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
    steps: Counter[date] = Counter()
    for each in days:
        steps[first_of(each.day, asked.step)] += each.visits
    if len(steps) > 1:
        found.append(
            Block(
                id="visits.days",
                title=_("Visits over time"),
                kind="line",
                n=total,
                columns=(_("From"), _("Visits")),
                rows=tuple((said(at, asked.step), number) for at, number in sorted(steps.items())),
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
    found = await row(_STEPS, asked.project_id, asked.activity_id)
    if found is None or not found["came"]:
        return []
    people = await participants(project_id=asked.project_id, activity_id=asked.activity_id)
    rows = (
        (_("Visits to the project"), found["came"]),
        (_("Visits that read an activity"), found["read"]),
        (_("People who took part"), people),
        (_("People who wrote something"), found["wrote"]),
    )
    return [
        Block(
            id="visits.funnel",
            title=_("From visit to contribution"),
            kind="bars",
            n=found["came"],
            columns=(_("Step"), _("Number")),
            rows=tuple((str(label), number) for label, number in rows),
            description=_(
                "Visits are counted for each day and activity, people once. Those who took part on paper or in a meeting "
                "never visited."
            ),
        )
    ]


def _days(asked: Asked) -> tuple[date | None, date | None]:
    """`until` is exclusive in what was asked, and the last day here."""
    since = asked.since.astimezone(ZONE).date() if asked.since else None
    until = (asked.until.astimezone(ZONE) - timedelta(seconds=1)).date() if asked.until else None
    return since, until
