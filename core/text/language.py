"""Which language a text is in. Bokmål and nynorsk are told apart."""

from functools import cache
from typing import Any

_LOOK_AT = 2_000
_SURE_ENOUGH = 0.5
_SHORTEST = 8


def language_of(text: str) -> str:
    """`nb`, `nn`, `en`, … or nothing, where the text is too short to tell."""
    seen = text[:_LOOK_AT].strip()
    if sum(letter.isalpha() for letter in seen) < _SHORTEST:
        return ""
    code, sure = _identifier().classify(seen)
    if sure < _SURE_ENOUGH:
        return ""
    return "nb" if code == "no" else str(code)


@cache
def _identifier() -> Any:
    """Loaded when first asked: it is some megabytes and brings numpy."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
