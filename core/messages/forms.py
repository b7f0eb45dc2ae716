"""The form for what a person wants mail about: one question for each kind."""

from typing import Annotated

import msgspec

from core.forms import Choice
from core.i18n import _
from core.messages.kinds import KINDS, How

_HOW = (
    (How.NOW.value, _("At once")),
    (How.DAILY.value, _("In one mail a day")),
    (How.NEVER.value, _("Never")),
)


def _about(kind: str) -> Choice:
    return Choice(label=KINDS[kind].label, options=_HOW)


class MailChoices(msgspec.Struct):
    answer: Annotated[str, _about("answer")]
    mention: Annotated[str, _about("mention")]
    comment: Annotated[str, _about("comment")]
    moderation: Annotated[str, _about("moderation")]
    news: Annotated[str, _about("news")]
    other: Annotated[str, _about("other")]


class StaffMailChoices(MailChoices):
    assigned: Annotated[str, _about("assigned")]
    barrier: Annotated[str, _about("barrier")]
    queue: Annotated[str, _about("queue")]


def form_for(*, staff: bool) -> type[MailChoices]:
    return StaffMailChoices if staff else MailChoices
