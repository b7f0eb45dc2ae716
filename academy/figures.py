"""Figures for a place's own dashboard: how many courses its staff have begun and finished."""

from datetime import datetime

from core.sdk import SMALL, Block, _, ngettext, row


async def figures(*, since: datetime | None, until: datetime | None) -> list[Block]:
    """Only for the place as a whole, and only from enough colleagues that no single one is seen."""
    found = await row(
        "SELECT count(*) AS finished, (SELECT count(DISTINCT s.person) FROM academy_step s "
        " WHERE ($1::timestamptz IS NULL OR s.at >= $1) AND ($2::timestamptz IS NULL OR s.at < $2)) AS learners "
        "FROM academy_certificate c WHERE ($1::timestamptz IS NULL OR c.at >= $1) "
        "AND ($2::timestamptz IS NULL OR c.at < $2)",
        since,
        until,
    )
    if found is None or found["learners"] < SMALL:
        return []
    n = found["learners"]
    return [
        Block(
            id="academy.finished",
            title=_("Courses that staff have finished"),
            kind="figure",
            n=n,
            value=found["finished"],
            unit=_("courses"),
            basis=ngettext("{n} colleague", "{n} colleagues", n).format(n=n),
        )
    ]
