"""Figures of a board."""

from core.sdk import Block, _, rows


async def pins_by_colour(*, project_id: int | None, activity_id: int | None) -> list[Block]:
    """One table: how many pins of each colour."""
    found = await rows(
        "SELECT p.colour, count(*) AS n FROM pinboard_pin p JOIN contribution c ON c.id = p.contribution "
        "JOIN activity a ON a.id = c.activity WHERE c.state = 'published' "
        "AND ($1::bigint IS NULL OR a.project = $1) AND ($2::bigint IS NULL OR a.id = $2) GROUP BY 1 ORDER BY 1",
        project_id,
        activity_id,
    )
    table = tuple((row["colour"], row["n"]) for row in found)
    return [
        Block(
            id="pinboard.colours",
            title=_("Pins by colour"),
            kind="table",
            n=sum(row["n"] for row in found),
            columns=(_("Colour"), _("Pins")),
            rows=table,
        )
    ]
