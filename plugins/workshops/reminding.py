"""Reminders before a meeting, and forgetting afterwards what people needed there."""

from core.sdk import Hourly, _, execute, job, notify, place_of_activity, rows, say_datetime, site
from plugins.workshops.meeting import Meeting, meetings_to_remind
from plugins.workshops.settings import settings_of

_KEPT_DAYS = 30


@job("workshops.remind", schedule=Hourly(), quiet=True)
async def remind() -> None:
    """Everybody who comes, once, as many hours before as the activity says. Twice run, nobody hears it twice."""
    for each in await rows(
        "SELECT DISTINCT activity FROM workshops_meeting WHERE state = 'planned' AND starts_at > now() "
        "AND starts_at < now() + interval '8 days'"
    ):
        place = await place_of_activity(await site(), each["activity"])
        if place is None or place.project.state != "published":
            continue
        hours = settings_of(place.here).remind_hours
        for meeting in await meetings_to_remind(hours=hours, activity_id=place.here.id):
            await _remind(meeting, f"{place.url}/meetings/{meeting.id}")


@job("workshops.forget_needs", schedule=Hourly(), quiet=True)
async def forget_needs() -> None:
    """Health is nobody's business when the meeting is long over."""
    await execute(
        "UPDATE workshops_registration r SET needs = '' FROM workshops_meeting m WHERE m.id = r.meeting AND r.needs <> '' "
        "AND m.ends_at < now() - make_interval(days => $1)",
        _KEPT_DAYS,
    )


async def _remind(meeting: Meeting, url: str) -> None:
    told = await rows(
        "UPDATE workshops_registration SET reminded_at = now() WHERE meeting = $1 AND state = 'going' AND reminded_at IS NULL "
        "RETURNING person",
        meeting.id,
    )
    where = ", ".join(part for part in (meeting.venue, meeting.address) if part)
    when = say_datetime(meeting.starts_at)
    await notify(
        person_ids=[each["person"] for each in told],
        kind="meeting",
        title=_("Soon: “{title}”").format(title=meeting.title),
        body=_("{when}. {where}").format(when=when, where=where) if where else when,
        url=url,
    )
