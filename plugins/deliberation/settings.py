"""What staff choose for one deliberation. The admin form is made from this."""

from typing import Annotated

import msgspec

from core.sdk import Activity, Choice, Localized, LocalizedText, Number, YesNo, _

Words = dict[str, str]
STATEMENTS, OPTIONS = "statements", "options"
ALWAYS, AFTER, CLOSED = "always", "after", "closed"


class DeliberationSettings(msgspec.Struct, frozen=True, kw_only=True):
    shape: Annotated[
        str,
        Choice(
            label=_("How people deliberate"),
            options=(
                (STATEMENTS, _("Statements: agree, disagree or pass, one at a time")),
                (OPTIONS, _("Options: arguments for and against each")),
            ),
        ),
    ] = STATEMENTS
    question: Annotated[
        Words,
        LocalizedText(
            label=_("The question"),
            help=_("One question that everything here is about."),
            max=200,
            required=False,
        ),
    ] = {}
    add: Annotated[bool, YesNo(label=_("People can add statements and arguments"))] = True
    look_first: Annotated[
        bool,
        YesNo(
            label=_("A moderator looks at them before they are published"),
            help=_("People are told that it may take a while."),
        ),
    ] = False
    length: Annotated[
        int,
        Number(
            label=_("Longest statement, in characters"),
            help=_("Short statements with one thought are the easiest to answer."),
            min=60,
            max=500,
        ),
    ] = 180
    pause: Annotated[
        int,
        Number(
            label=_("How many answers before a pause"),
            help=_("People are thanked and may go on, or stop there with a good conscience."),
            min=3,
            max=100,
        ),
    ] = 10
    results: Annotated[
        str,
        Choice(
            label=_("When people see the result"),
            options=(
                (AFTER, _("When they have answered themselves, and everyone when it has closed")),
                (ALWAYS, _("Always")),
                (CLOSED, _("When it has closed")),
            ),
        ),
    ] = AFTER

    @property
    def asked(self) -> Localized:
        return Localized(self.question)

    @property
    def by_options(self) -> bool:
        return self.shape == OPTIONS


def settings_of(activity: Activity) -> DeliberationSettings:
    found = activity.settings
    return found if isinstance(found, DeliberationSettings) else DeliberationSettings()


def allows(activity: Activity, action: str) -> bool:
    """Do the settings leave this action open?"""
    chosen = settings_of(activity)
    return {
        "deliberation.vote": not chosen.by_options,
        "deliberation.submit": chosen.add and not chosen.by_options,
        "deliberation.argue": chosen.add and chosen.by_options,
        "deliberation.support": chosen.by_options,  # statements are answered, not supported
    }.get(action, True)
