"""Figures of this method, each with its n."""

from datetime import datetime

from core.sdk import Block, _, rows

from allmenning_walk.settings import TONES


async def notes_by_tone(
    *, project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """How many notes of each tone. Of an activity, of a project, or of the whole place."""
    found = await rows(
        "SELECT n.tone, count(*) AS n FROM walk_note n JOIN contribution c ON c.id = n.contribution "
        "JOIN activity a ON a.id = c.activity WHERE c.state = 'published' "
        "AND ($1::bigint IS NULL OR a.project = $1) AND ($2::bigint IS NULL OR a.id = $2) "
        "AND ($3::timestamptz IS NULL OR c.published_at >= $3) "
        "AND ($4::timestamptz IS NULL OR c.published_at < $4) GROUP BY 1 ORDER BY 1",
        project_id,
        activity_id,
        since,
        until,
    )
    block = Block(
        id="walk.tones",
        title=_("Notes by tone"),
        kind="bars",
        n=sum(row["n"] for row in found),
        columns=(_("Tone"), _("Notes")),
        rows=tuple((TONES[row["tone"]], row["n"]) for row in found),
    )
    return [block]
