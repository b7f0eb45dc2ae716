"""What is missing before a survey may be published."""

from core.sdk import Activity, Problem, _, place_of_activity, site
from plugins.survey.logic import flaws
from plugins.survey.settings import settings_of
from plugins.survey.versions import newest_version, version_in_use


async def problems_of(activity: Activity) -> list[Problem]:
    place = await place_of_activity(await site(), activity.id)
    url = f"{place.url}/manage/questions" if place else ""
    version = await version_in_use(activity_id=activity.id)
    if version is None:
        message = _("Write the questions of “{name}”.").format(name=activity.name)
        return [Problem(message=message, url=url)]
    found = [Problem(message=flaw.message, url=url) for flaw in flaws(version.questionnaire)]
    return [*found, *await _advice(activity, url)]


async def _advice(activity: Activity, url: str) -> list[Problem]:
    found = []
    newest = await newest_version(activity_id=activity.id)
    if newest is not None and not newest.in_use:
        message = _("“{name}” has a new version that is not in use yet.").format(name=activity.name)
        found.append(Problem(message=message, url=url, blocking=False))
    if newest is not None and sum(1 for _q in newest.questionnaire.asked) > MANY:
        message = _("“{name}” has more than {n} questions. Many stop before the end.")
        found.append(Problem(message=message.format(name=activity.name, n=MANY), url=url, blocking=False))
    if activity.closes_at is None:
        message = _("“{name}” has no last day. People answer sooner when they know it.")
        found.append(Problem(message=message.format(name=activity.name), blocking=False))
    if not settings_of(activity).anonymous:
        message = _("Answers to “{name}” are not anonymous. Say so, and why, in its introduction.")
        found.append(Problem(message=message.format(name=activity.name), blocking=False))
    return found


MANY = 30
