"""What staff should mend before an activity is published."""

from core.sdk import Activity, Problem, _, rows


async def problems_of(activity: Activity) -> list[Problem]:
    found = await rows(
        "SELECT titles, access, programmes FROM workshops_meeting WHERE activity = $1 AND state <> 'cancelled' ORDER BY id",
        activity.id,
    )
    problems = []
    if not found:
        message = _("“{name}” has no meeting yet. Plan the first one.")
        problems.append(Problem(message=message.format(name=activity.name), blocking=False))
    if any(not any(each["access"].values()) for each in found):
        message = _(
            "Say for each meeting in “{name}” how people get in and take part, so that everyone can plan."
        )
        problems.append(Problem(message=message.format(name=activity.name), blocking=False))
    return problems
