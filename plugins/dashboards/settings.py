"""What a place chooses once for its figures."""

from typing import Annotated

import msgspec

from core.sdk import Site, YesNo, _, from_json


class Defaults(msgspec.Struct, frozen=True, kw_only=True):
    compare: Annotated[
        bool,
        YesNo(
            label=_("Compare us with municipalities of our size"),
            help=_(
                "A handful of sums leave this place once a day, nothing of any person. You see medians where at least "
                "five take part. When you leave, what was sent is deleted within a day."
            ),
        ),
    ] = False


def defaults_of(site: Site) -> Defaults:
    return from_json(Defaults, site.plugins.get("dashboards"))
