"""What is measured once for the house: which language a text is in, search across languages, false alarms."""

import csv
import gzip
import random
from pathlib import Path

import msgspec

from core.sdk import Sensemaker, language_of
from plugins.insights.algorithms.spam import spam_flags
from plugins.insights.measures.kept import vectors_of
from plugins.insights.measures.sets import Labelled

_PAIRS = 200
_FIXED = 6


class Across(msgspec.Struct, frozen=True, kw_only=True):
    """Shares, each with how many it is a share of."""

    bokmaal: tuple[float, int]
    nynorsk: tuple[float, int]
    others: tuple[float, int]
    found_first: tuple[float, int]
    harsh: tuple[float, int]
    spam: tuple[float, int]


async def across(engine: Sensemaker, sets: list[Labelled], data: Path, folder: Path | None) -> Across:
    """Raises FileNotFoundError where the sentence pairs are not there."""
    pairs = _pairs(data)
    texts = [text for labelled in sets for text in labelled.texts]
    flags = await engine.flags(texts)
    return Across(
        bokmaal=_share([language_of(one) == "nb" for one, _ in pairs]),
        nynorsk=_share([language_of(other) == "nn" for _, other in pairs]),
        others=_share(
            [
                language_of(text) == labelled.languages[0]
                for labelled in sets
                if labelled.languages[0] in ("en", "de", "ca", "sv") and len(set(labelled.languages)) == 1
                for text in labelled.texts
            ]
        ),
        found_first=await _found_first(engine, pairs[:_PAIRS], folder),
        harsh=_share([bool(found) for found in flags.flags]),
        spam=_share([bool(spam_flags(text)) for text in texts]),
    )


def _share(hits: list[bool]) -> tuple[float, int]:
    return (sum(hits) / max(1, len(hits)), len(hits))


async def _found_first(
    engine: Sensemaker, pairs: list[tuple[str, str]], folder: Path | None
) -> tuple[float, int]:
    """Looked for in bokmål, is the same sentence in nynorsk the first that is found?"""
    asked = await vectors_of(engine, [one for one, _ in pairs], folder)
    there = await vectors_of(engine, [other for _, other in pairs], folder)
    best = (asked @ there.T).argmax(axis=1)
    return _share([int(each) == at for at, each in enumerate(best)])


def _pairs(data: Path) -> list[tuple[str, str]]:
    with gzip.open(data / "labelled/nb_nn_pairs.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        found = [(row[0], row[1]) for row in rows if len(row) == 2 and row[0] != row[1]]  # noqa: PLR2004 - a pair
    return random.Random(_FIXED).sample(found, min(1_000, len(found)))  # noqa: S311 - a sample, not a secret
