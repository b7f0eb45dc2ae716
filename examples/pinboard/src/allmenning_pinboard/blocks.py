"""Figures of a board."""

from datetime import datetime

from allmenning_pinboard.settings import COLOURS
from core.sdk import Block, _, rows


async def pins_by_colour(
    *, project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """One table: how many pins of each colour. Of an activity, of a project, or of the whole place."""
    found = await rows(
        "SELECT p.colour, count(*) AS n FROM pinboard_pin p JOIN contribution c ON c.id = p.contribution "
        "JOIN activity a ON a.id = c.activity WHERE c.state = 'published' "
        "AND ($1::bigint IS NULL OR a.project = $1) AND ($2::bigint IS NULL OR a.id = $2) "
        "AND ($3::timestamptz IS NULL OR c.published_at >= $3) AND ($4::timestamptz IS NULL OR c.published_at < $4) "
        "GROUP BY 1 ORDER BY 1",
        project_id,
        activity_id,
        since,
        until,
    )
    block = Block(
        id="pinboard.colours",
        title=_("Pins by colour"),
        kind="table",
        n=sum(row["n"] for row in found),
        columns=(_("Colour"), _("Pins")),
        rows=tuple((COLOURS[row["colour"]].name, row["n"]) for row in found),
    )
    return [block]
