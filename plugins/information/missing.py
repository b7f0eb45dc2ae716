"""What staff should mend before an activity is published: above all, that a hearing lasts as long as the law says."""

from core.sdk import Activity, Problem, _
from plugins.information.documents.store import current_version
from plugins.information.settings import HEARING, HearingSettings, settings_of

_DAY = 86_400


async def problems_of(activity: Activity) -> list[Problem]:
    """Of a hearing also whether there is something to read."""
    found = await _without_document(activity)
    if not str(activity.intro).strip():
        message = _("Say in “{name}” what it is about, so that people know whether it concerns them.")
        found.append(Problem(message=message.format(name=activity.name), blocking=False))
    chosen = settings_of(activity)
    return found + (_of_hearing(activity, chosen) if isinstance(chosen, HearingSettings) else [])


async def _without_document(activity: Activity) -> list[Problem]:
    if activity.method != HEARING:
        return []
    if await current_version(activity_id=activity.id):
        return []
    message = _("Publish the document of “{name}”, so that there is something to read.")
    return [Problem(message=message.format(name=activity.name), blocking=False)]


def _of_hearing(activity: Activity, chosen: HearingSettings) -> list[Problem]:
    rule = chosen.law
    if activity.closes_at is None:
        message = _("“{name}” has no last day. A hearing must have one.")
        return [Problem(message=message.format(name=activity.name), blocking=rule is not None)]
    if rule is None or chosen.short_reason.strip():
        return []
    days = days_of(activity)
    if days is None or days >= rule.days:
        return []
    message = _(
        "“{name}” lasts {days} days. {law} asks for at least {least}. Move the last day, or write why it is shorter."
    )
    said = message.format(name=activity.name, days=days, law=rule.source, least=rule.days)
    return [Problem(message=said)]


def days_of(activity: Activity) -> int | None:
    """Whole days from opening to closing; a summer-time hour and the last minute before midnight count as nothing."""
    if activity.opens_at is None or activity.closes_at is None:
        return None
    return round((activity.closes_at - activity.opens_at).total_seconds() / _DAY)
