"""What staff should mend or think of before a vote is published."""

from datetime import UTC, datetime

from core.sdk import Activity, Problem, Text, _
from plugins.voting.money import say_kroner
from plugins.voting.options import options_of, parts_of
from plugins.voting.settings import VotingSettings, settings_of


async def problems_of(activity: Activity) -> list[Problem]:
    """Blocking: a ballot that nobody could cast. The rest is advice."""
    chosen = settings_of(activity)
    found = [Problem(message=text.format(name=activity.name)) for text in _contradictions(chosen)]
    found += await _of_options(activity, chosen)
    found += await _of_budgets(activity, chosen)
    if activity.closes_at is None:
        text = _("“{name}” has no last day. A vote needs one: it is counted when it closes.")
        found.append(Problem(message=text.format(name=activity.name), blocking=False))
    if "voting.vote" not in activity.rules:
        text = _(
            "Think of who may vote in “{name}”: everyone who is registered may, until you say otherwise."
        )
        found.append(Problem(message=text.format(name=activity.name), blocking=False))
    return found


def _contradictions(chosen: VotingSettings) -> list[Text]:
    found = []
    if chosen.money and not chosen.budget:
        found.append(_("Write the budget of “{name}”."))
    if chosen.most and chosen.least > chosen.most:
        found.append(
            _("In “{name}” the fewest options on a ballot are more than the most. Change one of them.")
        )
    if chosen.ballot == "points" and chosen.most_points and chosen.least * chosen.most_points < 1:
        found.append(_("In “{name}” nobody can give points. Change the most points for one option."))
    if chosen.ballot == "points" and chosen.least > chosen.points:
        found.append(_("In “{name}” there are fewer points than options that must be chosen."))
    return found


async def _of_options(activity: Activity, chosen: VotingSettings) -> list[Problem]:
    options = await options_of(activity=activity)
    is_open = activity.opens_at is None or activity.opens_at <= datetime.now(UTC)
    found = []
    if len(options) < max(2, chosen.least):
        text = _("“{name}” needs more options to vote for: at least {n}.")
        least = max(2, chosen.least)
        found.append(Problem(message=text.format(name=activity.name, n=least), blocking=is_open))
    if chosen.money and (free := sum(not option.cost for option in options)):
        text = _("In “{name}” {n} of the options have no cost.")
        found.append(Problem(message=text.format(name=activity.name, n=free), blocking=False))
    if waiting := sum(not option.feasible for option in options):
        text = _("In “{name}” {n} of the options have not been evaluated.")
        found.append(Problem(message=text.format(name=activity.name, n=waiting), blocking=False))
    return found


async def _of_budgets(activity: Activity, chosen: VotingSettings) -> list[Problem]:
    if not chosen.money or not chosen.budget:
        return []
    found = []
    dear = [each for each in await options_of(activity=activity) if each.cost > chosen.budget_ore]
    if dear:
        text = _("In “{name}” “{title}” costs more than the whole budget: nobody can get it.")
        found.append(Problem(message=text.format(name=activity.name, title=dear[0].title), blocking=False))
    for kind in ("category", "district"):
        given = sum(part.budget or 0 for part in await parts_of(activity_id=activity.id, kind=kind))
        if given > chosen.budget_ore:
            text = _("In “{name}” parts of the budget come to {sum}, more than the whole.")
            said = text.format(name=activity.name, sum=say_kroner(given))
            found.append(Problem(message=said, blocking=False))
    return found
