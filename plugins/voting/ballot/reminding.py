"""A day before a vote closes: a word to those who have begun a ballot and not cast it."""

from core.sdk import Hourly, _, execute, job, notify, place_of_activity, rows, say_datetime, site
from plugins.voting.settings import settings_of

# 30 hours: whoever gets mail once a day still gets it in time.
_WAITING = """
    SELECT d.activity, array_agg(d.person ORDER BY d.person) AS people
    FROM voting_draft d JOIN activity a ON a.id = d.activity JOIN phase ph ON ph.id = a.phase JOIN project p ON p.id = a.project
    WHERE NOT d.reminded AND d.choices <> '{}'::jsonb AND a.state = 'published' AND p.state = 'published'
      AND coalesce(a.closes_at, ph.ends_at) BETWEEN now() AND now() + interval '30 hours'
    GROUP BY d.activity ORDER BY d.activity
"""


@job("voting.remind", schedule=Hourly())
async def remind() -> None:
    """Each person once for each ballot."""
    here = await site()
    for waiting in await rows(_WAITING):
        place = await place_of_activity(here, waiting["activity"])
        if place is None or not settings_of(place.here).remind or place.here.closes_at is None:
            continue
        await execute(
            "UPDATE voting_draft SET reminded = true WHERE activity = $1 AND person = ANY ($2::bigint[])",
            place.here.id,
            waiting["people"],
        )
        await notify(
            person_ids=waiting["people"],
            kind="voting",
            title=_("Your ballot in “{name}” is not cast yet").format(name=place.here.name),
            body=_(
                "The vote closes {date}. What you have marked is kept, but it counts only when you cast it."
            ).format(date=say_datetime(place.here.closes_at)),
            url=f"{place.url}/ballot",
        )
