"""The sums that leave the place once a day, where it has chosen to compare itself."""

from datetime import UTC, datetime, timedelta

from core.sdk import Daily, deeds_in, job, people_in, send_figures, site, value, withdraw_figures
from plugins.dashboards.settings import defaults_of

_YEAR = timedelta(days=365)


@job("dashboards.share", schedule=Daily(hour=5), quiet=True)
async def share() -> None:
    """Instead of yesterday's; where the place has left the comparison, nothing stays."""
    here = await site()
    if not defaults_of(here).compare or not here.population:
        await withdraw_figures()
        return
    await send_figures(await figures(here.population))


async def figures(population: int) -> dict[str, float]:
    """Of the last twelve months, for each thousand inhabitants where that makes sense."""
    since = datetime.now(UTC) - _YEAR
    (people,) = await people_in(since=since)
    deeds = sum(each.n for each in await deeds_in(since=since))
    written = await value(
        "SELECT count(*) FROM contribution WHERE state = 'published' AND NOT official AND published_at >= $1",
        since,
    )
    projects = await value(
        "SELECT count(*) FROM project WHERE state <> 'draft' AND published_at >= $1", since
    )
    return {
        "participants": 1000 * people.total / population,
        "contributions": 1000 * written / population,
        "deeds": 1000 * deeds / population,
        "projects": float(projects),
    }
