"""What staff should mend before an activity of ideas is published."""

from core.sdk import Activity, Problem, _
from plugins.ideas.settings import settings_of


def problems_of(activity: Activity) -> list[Problem]:
    chosen = settings_of(activity)
    found = []
    if not str(activity.intro).strip():
        message = _("Say in “{name}” what people are asked about, so that they know what to write.")
        found.append(Problem(message=message.format(name=activity.name), blocking=False))
    if activity.closes_at is None:
        message = _("“{name}” has no last day. People answer sooner when they know it.")
        found.append(Problem(message=message.format(name=activity.name), blocking=False))
    if chosen.max_supports and not chosen.support:
        message = _("“{name}” has a limit for supports, but people cannot support. Change one of them.")
        found.append(Problem(message=message.format(name=activity.name)))
    return found
