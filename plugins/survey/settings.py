"""What staff choose for one survey. The questions themselves are versions: see `versions`."""

from typing import Annotated

import msgspec

from core.sdk import Activity, Choice, Number, Text, YesNo, _

RESULT_NAMES: dict[str, Text] = {
    "staff": _("Only staff"),
    "closed": _("Everyone, when the survey has closed"),
    "live": _("Everyone, as the answers come in"),
}


SAMPLES: dict[str, Text] = {
    "open": _("They chose to: the survey is open"),
    "drawn": _("They were drawn by lot, and only they can answer"),
}


class SurveySettings(msgspec.Struct, frozen=True, kw_only=True):
    anonymous: Annotated[
        bool,
        YesNo(
            label=_("Answers are anonymous"),
            help=_(
                "Nothing in the database joins an answer with the person who gave it. Nobody can look it up."
            ),
        ),
    ] = True
    resume: Annotated[
        bool,
        YesNo(
            label=_("People can stop and go on later"),
            help=_("What they have answered is kept until they send it, for 30 days at most."),
        ),
    ] = True
    results: Annotated[
        str, Choice(label=_("Who can see the results"), options=tuple(RESULT_NAMES.items()))
    ] = "closed"
    sample: Annotated[
        str,
        Choice(
            label=_("How those who answer were found"),
            options=tuple(SAMPLES.items()),
            help=_(
                "It stands beside every figure. Only a drawn sample can say something about those who were not asked."
            ),
        ),
    ] = "open"
    most: Annotated[
        int,
        Number(
            label=_("Close when this many have answered"),
            help=_("0 means no limit."),
            min=0,
            max=1_000_000,
        ),
    ] = 0
    open_answers: Annotated[
        bool,
        YesNo(
            label=_("Show what people wrote together with the results"),
            help=_("Otherwise only staff read it. A moderator can always hide an answer."),
        ),
    ] = False


def settings_of(activity: Activity) -> SurveySettings:
    found = activity.settings
    return found if isinstance(found, SurveySettings) else SurveySettings()
