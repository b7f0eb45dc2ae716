"""Names for addresses: what a Norwegian or Sámi reader would expect to see in the address bar."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "ä": "a",
        "ø": "o",
        "ö": "o",
        "å": "a",
        "ð": "d",
        "đ": "d",
        "ŋ": "n",
        "ŧ": "t",
        "ǥ": "g",
        "ʒ": "z",
        "ǯ": "z",
        "þ": "th",
        "ß": "ss",
        "ł": "l",
        "œ": "oe",
        "ı": "i",
        "&": " og ",
    }
)
_NOT_ALLOWED = re.compile(r"[^a-z0-9]+")


def slugify(text: str, *, fallback: str = "side", max_length: int = 60) -> str:
    """Lower-case a–z, 0–9 and hyphens, cut at a word; `fallback` when nothing is left."""
    lowered = unicodedata.normalize("NFC", text[: max_length * 4]).lower().translate(_LETTERS)
    ascii_only = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode().lower()
    slug = _NOT_ALLOWED.sub("-", ascii_only).strip("-")
    if len(slug) > max_length:
        cut = slug[: max_length + 1].rfind("-")
        slug = slug[: cut if cut > max_length // 2 else max_length].strip("-")
    return slug or fallback
