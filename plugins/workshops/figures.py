"""Figures for dashboards, reports and open data."""

from datetime import datetime

from core.sdk import Block, Localized, _, participants, row, rows

_MEETINGS = """
    FROM workshops_meeting m JOIN activity a ON a.id = m.activity
    WHERE m.state <> 'cancelled' AND ($1::bigint IS NULL OR a.project = $1) AND ($2::bigint IS NULL OR a.id = $2)
      AND ($3::timestamptz IS NULL OR m.starts_at >= $3) AND ($4::timestamptz IS NULL OR m.starts_at < $4)
"""
_KIND_NAMES = {"question": _("Questions"), "input": _("Words and sentences"), "note": _("Notes from groups")}


async def figures(
    *, project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    where = (project_id, activity_id, since, until)
    counts = await row(
        "SELECT count(*) AS meetings, coalesce(sum((SELECT count(*) FROM workshops_registration r WHERE r.meeting = m.id "
        "AND r.state = 'going')), 0)::bigint AS going, coalesce(sum((SELECT count(*) FROM workshops_registration r "
        f"WHERE r.meeting = m.id AND r.came_at IS NOT NULL)), 0)::bigint AS came {_MEETINGS}",
        *where,
    ) or {"meetings": 0, "going": 0, "came": 0}
    each = await rows(
        "SELECT m.titles, (SELECT count(*) FROM workshops_registration r WHERE r.meeting = m.id AND r.came_at IS NOT NULL) "
        f"AS came {_MEETINGS} ORDER BY m.starts_at LIMIT 50",
        *where,
    )
    said = await _said(where)
    people = await participants(project_id=project_id, activity_id=activity_id)
    total = sum(n for _name, n in said)
    return [
        _figure("workshops.meetings", _("Meetings"), counts["meetings"]),
        _figure("workshops.participants", _("Participants"), people),
        _figure("workshops.going", _("Signed up"), counts["going"]),
        _figure("workshops.came", _("Checked in"), counts["came"]),
        Block(
            id="workshops.by_meeting",
            title=_("Checked in at each meeting"),
            kind="series",
            n=counts["came"],
            columns=(_("Meeting"), _("Checked in")),
            rows=tuple((Localized.of(one["titles"]).text(), one["came"]) for one in each),
        ),
        Block(
            id="workshops.said",
            title=_("What was written"),
            kind="series",
            n=total,
            columns=(_("Kind"), _("How many")),
            rows=tuple(said),
        ),
    ]


async def _said(where: tuple[object, ...]) -> list[tuple[str, int]]:
    found = await rows(
        "SELECT c.kind, count(*) AS n FROM contribution c JOIN activity a ON a.id = c.activity "
        "WHERE a.method = 'workshops' AND c.state = 'published' AND c.kind IN ('question', 'input', 'note') "
        "AND ($1::bigint IS NULL OR a.project = $1) AND ($2::bigint IS NULL OR a.id = $2) "
        "AND ($3::timestamptz IS NULL OR c.published_at >= $3) AND ($4::timestamptz IS NULL OR c.published_at < $4) "
        "GROUP BY c.kind ORDER BY n DESC",
        *where,
    )
    return [(str(_KIND_NAMES[each["kind"]]), each["n"]) for each in found]


def _figure(block_id: str, title: object, n: int) -> Block:
    return Block(id=block_id, title=title, kind="figure", n=n, value=n)  # type: ignore[arg-type]
