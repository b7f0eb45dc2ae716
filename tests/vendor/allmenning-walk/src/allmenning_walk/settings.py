"""What staff set for one activity, and what a note can be."""

from typing import Annotated

import msgspec
from core.sdk import Localized, LocalizedText, Number, _

LONGEST = 2000
TONES = {"praise": _("Praise"), "wish": _("A wish")}


class WalkSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The admin form is made from this. Every field has a value to begin with."""

    question: Annotated[Localized, LocalizedText(label=_("The question that people answer"), max=120)] = (
        msgspec.field(default_factory=Localized)
    )
    route: Annotated[
        Localized, LocalizedText(label=_("Where the walk goes"), max=500, long=True, required=False)
    ] = msgspec.field(default_factory=Localized)
    max_length: Annotated[int, Number(label=_("Longest note, in characters"), min=20, max=LONGEST)] = 500
