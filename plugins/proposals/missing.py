"""What staff should mend, or think of, before people propose."""

from core.sdk import Activity, Problem, _
from plugins.proposals.settings import settings_of


def problems_of(activity: Activity) -> list[Problem]:
    chosen = settings_of(activity)
    changed = (
        any(each is not None for each in (chosen.percent, chosen.enough, chosen.council_months))
        or bool(chosen.names)
        or chosen.everybody
    )
    found = []
    if changed and not any(chosen.reason.values()):
        said = _("“{name}” changes the rule. Write why: everyone sees it beside the numbers.")
        found.append(Problem(message=said.format(name=activity.name)))
    if not any(chosen.address.values()):
        said = _("“{name}” does not say where signature sheets on paper are delivered.")
        found.append(Problem(message=said.format(name=activity.name), blocking=False))
    if activity.closes_at is not None:
        said = _("“{name}” has a last day. The law gives people the right to propose at any time.")
        found.append(Problem(message=said.format(name=activity.name), blocking=False))
    return found
