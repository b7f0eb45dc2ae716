"""What staff set for one board."""

from typing import Annotated

import msgspec

from core.sdk import Localized, LocalizedText, Number, _


class PinboardSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The admin form is made from this."""

    question: Annotated[Localized, LocalizedText(label=_("The question on the board"), max=120)] = (
        msgspec.field(default_factory=Localized)
    )
    max_length: Annotated[int, Number(label=_("Longest pin, in characters"), min=20, max=500)] = 140
