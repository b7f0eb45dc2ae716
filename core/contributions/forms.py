"""What is asked on the pages of contributions."""

from typing import Annotated

import msgspec

from core.contributions.comments import COMMENT_MAX
from core.contributions.cursors import typed_id
from core.forms import Choice, Hidden, LongText, YesNo
from core.i18n import _

REPORT_REASONS = {
    "hateful": _("It attacks or threatens somebody"),
    "private": _("It tells something private about a person"),
    "spam": _("It is advertising, or the same again and again"),
    "off_topic": _("It does not belong here"),
    "other": _("Something else"),
}


class CommentForm(msgspec.Struct, kw_only=True):
    text: Annotated[
        str,
        LongText(label=_("Your comment"), max=COMMENT_MAX, missing=_("Write your comment first.")),
    ]
    official: Annotated[bool, YesNo(label=_("Answer as the municipality"), required=False)] = False
    parent: Annotated[str, Hidden(required=False)] = ""

    @property
    def parent_id(self) -> int | None:
        return typed_id(self.parent)


class EditForm(msgspec.Struct, kw_only=True):
    text: Annotated[
        str,
        LongText(label=_("Your comment"), max=COMMENT_MAX, missing=_("Write your comment first.")),
    ]
    version: Annotated[str, Hidden()] = ""


class ReportForm(msgspec.Struct, kw_only=True):
    reason: Annotated[
        str,
        Choice(
            label=_("What is wrong?"),
            options=tuple(REPORT_REASONS.items()),
            missing=_("Choose what is wrong."),
        ),
    ]
    text: Annotated[
        str,
        LongText(label=_("Tell more"), help=_("Only the moderators read this."), max=1_000, required=False),
    ] = ""
