"""What staff should mend before a deliberation is published. What needs a query stands on the staff page instead."""

from core.sdk import Activity, Problem, _
from plugins.deliberation.settings import settings_of


def problems_of(activity: Activity) -> list[Problem]:
    chosen = settings_of(activity)
    found = []
    if not str(chosen.asked).strip():
        message = _("Write the question of “{name}”, so that people know what they answer.")
        found.append(Problem(message=message.format(name=activity.name), blocking=False))
    if activity.closes_at is None:
        message = _("“{name}” has no last day. People answer sooner when they know it.")
        found.append(Problem(message=message.format(name=activity.name), blocking=False))
    if not chosen.by_options and not chosen.add:
        message = _("Nobody can add statements to “{name}”: give it all the statements it needs.")
        found.append(Problem(message=message.format(name=activity.name), blocking=False))
    return found
