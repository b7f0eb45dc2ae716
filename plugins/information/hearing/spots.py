"""Where in the document a comment stands."""

from dataclasses import dataclass

from plugins.information.documents.model import Shown, text_of
from plugins.information.reading.quote import AROUND, LONGEST, Quote, find, quoted

THOUSAND = 1_000
NOTHING = Quote("")


@dataclass(frozen=True, slots=True)
class Spot:
    """A section; perhaps a paragraph (from 1); perhaps a passage in it, or a point on the section's picture."""

    section: str
    paragraph: int | None = None
    quote: Quote = NOTHING
    point: tuple[int, int] | None = None


def spot_in(
    section: Shown, *, paragraph: int | None, exact: str, start: int, point: tuple[int, int] | None
) -> Spot:
    """What was asked for, as far as it is there. Surroundings are taken from the document, never from what was sent."""
    text = section.paragraph(paragraph)
    place = find(text, Quote(exact[:LONGEST], start=start)) if text and exact.strip() else None
    return Spot(
        section.key,
        paragraph if text else None,
        quoted(text, *place) if place else NOTHING,
        _inside(point) if point is not None and section.picture else None,
    )


def found_again(section: Shown, spot: Spot) -> tuple[int, int, int] | None:
    """(paragraph, from, to) of a marked passage in this version of the section, or None."""
    if not spot.quote.exact:
        return None
    order = sorted(range(1, len(section.blocks) + 1), key=lambda n: abs(n - (spot.paragraph or 1)))
    for n in order:
        place = find(text_of(section.blocks[n - 1]), spot.quote)
        if place is not None:
            return (n, *place)
    return None


def _inside(point: tuple[int, int]) -> tuple[int, int]:
    x, y = (max(0, min(THOUSAND, each)) for each in point)
    return x, y


__all__ = ["AROUND", "Spot", "found_again", "spot_in"]
