"""How far word reached: on people's own pages, and by mail. Whether a mail was opened is not tracked, here or anywhere."""

from core.sdk import Block, _, reach, value
from plugins.dashboards.asked import Asked


async def how_far_word_reached(asked: Asked) -> list[Block]:
    """Word has neither channel nor topic."""
    if asked.channel or asked.topic:
        return []
    found = await reach(below=await _address_of(asked), since=asked.since, until=asked.until)
    if not found.told:
        return []
    rows = [
        (_("Told on their own page"), found.told),
        (_("Read there"), found.read),
        (_("Sent by mail"), found.mailed),
        (_("Waiting to be sent"), found.waiting),
        (_("Not sent: did not want mail, or the address fails"), found.not_mailed),
    ]
    return [
        Block(
            id="mails.reach",
            title=_("How far word reached"),
            kind="bars",
            n=found.people,
            columns=(_("What"), _("Times")),
            rows=tuple((str(label), number) for label, number in rows),
            description=_("Whether somebody opens a mail is not tracked. Word is kept for a year."),
            basis=_("{n} people were told something").format(n=found.people),
        ),
        Block(
            id="mails.refused",
            title=_("Addresses that refuse our mail"),
            kind="figure",
            n=found.people,
            value=found.refused,
            basis=_("of those we have sent something"),
        ),
    ]


async def _address_of(asked: Asked) -> str:
    """Empty: all of the place."""
    found: str | None = await value(
        "SELECT '/projects/' || p.slug || coalesce('/' || a.slug, '') FROM project p "
        "LEFT JOIN activity a ON a.id = $2::bigint AND a.project = p.id WHERE p.id = $1::bigint",
        asked.project_id,
        asked.activity_id,
    )
    return found or ""
