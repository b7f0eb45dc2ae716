"""Which language a text is in: py3langid, held to the languages that people here write, and silent where it is unsure."""

from functools import cache
from typing import Any

_LEAST = 12  # letters: fewer say little
_SURE = 0.6


def language_of(text: str) -> str:
    """`nb`, `nn`, `en` … as a two-letter code; empty where the text is too short or could be several."""
    letters = sum(each.isalpha() for each in text[:400])
    if letters < _LEAST:
        return ""
    found, sure = _identifier().classify(text[:1_500])
    code = "nb" if found == "no" else str(found)
    return code if sure >= _SURE else ""


@cache
def _identifier() -> Any:
    """Loaded once, by whoever reads first: it takes numpy and some 20 MB."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
