"""What the moderators' pages call things."""

from core.contributions.again import CHANGED
from core.contributions.forms import REPORT_REASONS
from core.i18n import _
from core.moderation.service import REASONS, Decision

SHOW_WORDS = {
    "open": _("To look at"),
    "waiting": _("Waiting to be published"),
    "hidden": _("Hidden and removed"),
}
FLAG_WORDS = {
    **REPORT_REASONS,
    **REASONS,
    "words": _("Has a word from the list"),
    "flood": _("Many texts in a short time"),
    "harsh": _("May attack or threaten somebody"),
    "like_spam": _("Looks like advertising or repetition"),
    CHANGED: _("Changed after it was published"),
}
DECISION_WORDS = {
    Decision.KEEP.value: _("Kept"),
    Decision.HIDE.value: _("Hidden"),
    Decision.REMOVE.value: _("Removed"),
    Decision.RESTORE.value: _("Shown again"),
}
