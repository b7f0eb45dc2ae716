"""What a place chooses about support."""

from typing import Annotated

import msgspec

from core.forms import YesNo
from core.i18n import _


class HelpSettings(msgspec.Struct):
    ask_first: Annotated[
        bool,
        YesNo(
            label=_("Ask us before a support expert comes in"),
            help=_(
                "Administrators get a mail and say yes or no. Without this, an expert can come in with a reason, for an hour. "
                "In both cases you see it, and everything is on the record."
            ),
        ),
    ] = False
