"""Where a quotation stands, and the quotation as it is shown."""

from dataclasses import dataclass

import msgspec


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a contribution, by numbers. `digest`: of the text as it was when the sentence was chosen."""

    contribution: int
    sentence: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class Quote:
    """Somebody's own words, letter by letter. `id` is the contribution's."""

    id: int
    text: str
    title: str
    language: str
    activity: str
    url: str
    internal: bool
