"""What staff set for one board, and the colours that a pin can have."""

from typing import Annotated, NamedTuple

import msgspec

from core.sdk import Localized, LocalizedText, Number, Text, _


class PinColour(NamedTuple):
    """What it is called, and how the host's components show it."""

    name: Text
    look: str


COLOURS = {
    "yellow": PinColour(_("Yellow"), "warning"),
    "green": PinColour(_("Green"), "success"),
    "blue": PinColour(_("Blue"), "info"),
}
LONGEST = 300  # a longer one is no pin; what staff set for a board is never above this


class PinboardSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The admin form is made from this. Every field has a value to begin with, since a new activity begins with them."""

    question: Annotated[Localized, LocalizedText(label=_("The question on the board"), max=120)] = (
        msgspec.field(default_factory=Localized)
    )
    max_length: Annotated[int, Number(label=_("Longest pin, in characters"), min=20, max=LONGEST)] = 140
