"""What messages are about, and how each reaches a person who has not chosen."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.i18n import Text, _


class How(StrEnum):
    """About mail only: in the place itself every message is kept."""

    NOW = "now"
    DAILY = "daily"
    NEVER = "never"


@dataclass(frozen=True)
class Kind:
    """`staff`: only people who work here get these, so only they are asked about them."""

    id: str
    label: Text
    default: How
    staff: bool = False


OTHER = Kind("other", _("Other news"), How.DAILY)
KINDS = {
    kind.id: kind
    for kind in (
        Kind("answer", _("Answers to what you wrote, follow or support"), How.NOW),
        Kind("comment", _("Comments on what you wrote"), How.DAILY),
        Kind("mention", _("Someone mentions you"), How.NOW),
        Kind("news", _("News from projects you follow"), How.DAILY),
        Kind("meeting", _("Meetings that you have signed up for"), How.NOW),
        Kind("moderation", _("Decisions about what you wrote"), How.NOW),
        Kind("assigned", _("Tasks given to you"), How.NOW, staff=True),
        Kind("barrier", _("Somebody tells what does not work on the site"), How.NOW, staff=True),
        Kind("queue", _("New reports and contributions to look at"), How.DAILY, staff=True),
        OTHER,
    )
}


def kind_of(name: str) -> Kind:
    """The kind of this name; plugins may use names of their own, which count as other news."""
    return KINDS.get(name, OTHER)


def choice_of(kind: Kind, choices: dict[str, Any]) -> How:
    """What the person has chosen, or the kind's default. A choice that no longer exists is none."""
    chosen = choices.get(kind.id)
    return How(chosen) if chosen in tuple(How) else kind.default
