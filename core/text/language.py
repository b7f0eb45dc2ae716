"""Which language a text is in. Bokmål and nynorsk are told apart."""

from functools import cache
from typing import Any

_LOOK_AT = 2_000
_SURE_ENOUGH = 0.5
_SHORTEST = 8
# Near relatives are weighed together first, and told apart after: in a Norwegian municipality Danish is rare, and nynorsk, which
# shares most of its words with bokmål, is easily taken for it.
_RELATIVES = {"no": 1.0, "nn": 1.5, "da": 0.5}


def language_of(text: str) -> str:
    """`nb`, `nn`, `en`, … or nothing, where the text is too short to tell."""
    seen = text[:_LOOK_AT].strip()
    if sum(letter.isalpha() for letter in seen) < _SHORTEST:
        return ""
    likely = dict(_identifier().rank(seen))
    family = sum(likely[code] for code in _RELATIVES)
    code, sure = max(likely.items(), key=lambda each: each[1])
    if code in _RELATIVES or family > sure:
        code, sure = max(_RELATIVES, key=lambda each: likely[each] * _RELATIVES[each]), family
    if sure < _SURE_ENOUGH:
        return ""
    return "nb" if code == "no" else str(code)


@cache
def _identifier() -> Any:
    """Loaded when first asked: it is some megabytes and brings numpy."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
