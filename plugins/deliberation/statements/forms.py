"""What residents and staff write about statements."""

from typing import Annotated

import msgspec

from core.sdk import LongText, _


class StatementForm(msgspec.Struct, kw_only=True):
    text: Annotated[
        str,
        LongText(
            label=_("Your statement"),
            help=_("One thought that others can agree or disagree with. Write it so that it stands alone."),
            missing=_("Write your statement."),
            max=1_000,
        ),
    ]


class SeedForm(msgspec.Struct, kw_only=True):
    texts: Annotated[
        str,
        LongText(
            label=_("Statements to begin with"),
            help=_("One on each line. Ten to twenty that show different views are a good beginning."),
            missing=_("Write at least one statement."),
            max=20_000,
        ),
    ]
