"""What the municipality chooses once: the licence, and what the catalogue says of who publishes."""

from typing import Annotated

import msgspec

from core.sdk import Choice, Option, ShortText, Site, YesNo, _, from_json


class Defaults(msgspec.Struct, frozen=True, kw_only=True):
    on: Annotated[bool, YesNo(label=_("Publish open data"))] = True
    licence: Annotated[
        str,
        Choice(
            label=_("Licence"),
            options=(
                Option("nlod", "Norsk lisens for offentlige data (NLOD) 2.0"),
                Option("ccby", "Creative Commons BY 4.0"),
                Option("cc0", "Creative Commons Zero 1.0"),
            ),
        ),
    ] = "nlod"
    orgnr: Annotated[
        str,
        ShortText(
            label=_("Organisation number"),
            help=_("Nine digits. Empty: the one that the place was registered with."),
            required=False,
            max=20,
        ),
    ] = ""


# licence -> (name, address to read, identifier in the EU's list)
LICENCES = {
    "nlod": (
        "NLOD 2.0",
        "https://data.norge.no/nlod/no/2.0",
        "http://publications.europa.eu/resource/authority/licence/NLOD_2_0",
    ),
    "ccby": (
        "CC BY 4.0",
        "https://creativecommons.org/licenses/by/4.0/deed.no",
        "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0",
    ),
    "cc0": (
        "CC0 1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/deed.no",
        "http://publications.europa.eu/resource/authority/licence/CC0",
    ),
}


def defaults_of(site: Site) -> Defaults:
    return from_json(Defaults, site.plugins.get("opendata"))
