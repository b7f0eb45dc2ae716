"""A cheap guess at the language of a text, from its most telling words. Nothing is better than wrong."""

import re

_TELLING = {
    "nb": frozenset(
        [
            "ikke",
            "jeg",
            "hva",
            "noe",
            "noen",
            "fra",
            "være",
            "hvordan",
            "dere",
            "bli",
            "skal",
            "også",
            "barna",
            "når",
            "hvor",
            "mye",
            "gjøre",
            "uten",
        ]
    ),
    "nn": frozenset(
        [
            "ikkje",
            "eg",
            "kva",
            "noko",
            "nokon",
            "frå",
            "vere",
            "korleis",
            "dykk",
            "bli",
            "skal",
            "også",
            "borna",
            "når",
            "kvar",
            "mykje",
            "gjere",
            "utan",
            "ein",
        ]
    ),
    "en": frozenset(
        [
            "the",
            "and",
            "is",
            "are",
            "of",
            "to",
            "with",
            "for",
            "this",
            "that",
            "not",
            "we",
            "you",
            "have",
            "should",
            "would",
            "more",
            "our",
        ]
    ),
    "de": frozenset(
        [
            "der",
            "die",
            "das",
            "und",
            "ist",
            "nicht",
            "ich",
            "wir",
            "ein",
            "eine",
            "für",
            "mit",
            "auf",
            "sich",
            "werden",
            "auch",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "la",
            "los",
            "las",
            "que",
            "y",
            "en",
            "una",
            "por",
            "con",
            "para",
            "no",
            "se",
            "del",
            "más",
            "como",
            "pero",
        ]
    ),
    "ca": frozenset(
        [
            "el",
            "la",
            "els",
            "les",
            "que",
            "i",
            "en",
            "una",
            "per",
            "amb",
            "és",
            "del",
            "més",
            "com",
            "però",
            "dels",
            "aquest",
        ]
    ),
    "se": frozenset(
        [
            "ja",
            "lea",
            "leat",
            "dat",
            "mun",
            "don",
            "mii",
            "ii",
            "eai",
            "go",
            "gos",
            "maid",
            "dego",
            "livččii",
            "galgá",
        ]
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
_LOOK_AT = 1_000  # characters
_ENOUGH = 2  # telling words


def guess_language(text: str) -> str:
    """A locale, or nothing where the text does not say."""
    words = _WORD.findall(text[:_LOOK_AT].lower())
    scores = {locale: sum(word in telling for word in words) for locale, telling in _TELLING.items()}
    first, second = sorted(scores, key=lambda locale: -scores[locale])[:2]
    return first if scores[first] >= _ENOUGH and scores[first] > scores[second] else ""
