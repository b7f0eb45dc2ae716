"""A marked passage by its words and what stands around them (W3C Web Annotation: TextQuote and TextPosition selectors)."""

from dataclasses import dataclass

AROUND = 40  # characters of context on each side
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Quote:
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0


def quoted(text: str, start: int, end: int) -> Quote:
    """The passage from start to end, with its surroundings."""
    return Quote(text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND], start)


def find(text: str, quote: Quote) -> tuple[int, int] | None:
    """Where the passage stands now: of several the one whose surroundings, then whose place, are most alike."""
    if not quote.exact:
        return None
    best: tuple[int, int, int] | None = None
    at = text.find(quote.exact)
    while at >= 0:
        end = at + len(quote.exact)
        alike = _alike_end(text[:at], quote.prefix) + _alike_begin(text[end:], quote.suffix)
        rank = (alike, -abs(at - quote.start), -at)
        if best is None or rank > best:
            best = rank
        at = text.find(quote.exact, at + 1)
    return None if best is None else (-best[2], -best[2] + len(quote.exact))


def _alike_begin(text: str, wanted: str) -> int:
    for n, (a, b) in enumerate(zip(text, wanted, strict=False)):
        if a != b:
            return n
    return min(len(text), len(wanted))


def _alike_end(text: str, wanted: str) -> int:
    return _alike_begin(text[: -AROUND - 1 : -1], wanted[::-1])
