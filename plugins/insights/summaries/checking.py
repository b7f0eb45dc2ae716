"""What an engine wrote, before anybody sees it: citations that point somewhere, quotations that are said, claims that hold."""

from collections.abc import Sequence

from core.sdk import Cite, Claim, Draft, Item, Sensemaker, Verdict
from plugins.insights.quotations import Words
from plugins.insights.quotations.finding import invents, place_of
from plugins.insights.summaries.model import Line

_LONGEST = 600


def grounded(draft: Draft, items: Sequence[Item]) -> list[Claim]:
    """Claims whose citations point at sentences that are there. A wrong number is repaired where only one place says so."""
    sentences = {item.number: item.sentences for item in items}
    return [claim for each in draft.claims if (claim := _grounded(each, sentences)) is not None]


def _grounded(claim: Claim, sentences: dict[int, tuple[str, ...]]) -> Claim | None:
    cites = [cite for cite in claim.cites if 0 <= cite.sentence < len(sentences.get(cite.item, ()))]
    if claim.verbatim:
        near = (cites[0].item, cites[0].sentence) if cites else None
        place = place_of(claim.text, sentences, near=near)
        if place is None:
            return None
        first = Cite(*place)
        text = sentences[first.item][first.sentence]
        return Claim(text=text, cites=(first, *(each for each in cites if each != first)), verbatim=True)
    text = " ".join(claim.text.split())[:_LONGEST]
    whole = [" ".join(sentences[cite.item]) for cite in cites]
    return Claim(text=text, cites=tuple(cites)) if text and cites and not invents(text, whole) else None


async def supported(maker: Sensemaker, claims: Sequence[Claim], items: Sequence[Item]) -> list[Claim]:
    """Only those that their sentences bear out. What somebody said word for word bears itself out."""
    asked = [claim for claim in claims if not claim.verbatim]
    if not asked:
        return list(claims)
    verdicts = (await maker.supports(asked, items)).verdicts
    kept = [claim for claim, verdict in zip(asked, verdicts, strict=False) if verdict is Verdict.YES]
    return [claim for claim in claims if claim.verbatim or claim in kept]


def as_line(claim: Claim, *, key: int, heading: str, words: Sequence[Words]) -> Line:
    """Numbers of this call become contributions, with the digest of each text as it stands."""
    sources = [words[cite.item - 1].source(cite.sentence) for cite in claim.cites]
    return Line(key=key, text=claim.text, heading=heading, sources=sources, verbatim=claim.verbatim)
