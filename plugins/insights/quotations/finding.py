"""Text that an engine returned, looked for in what people wrote: found, found elsewhere, or not said by anybody."""

import re
from collections.abc import Iterable, Mapping, Sequence

Sentences = Mapping[int, Sequence[str]]  # by item
_QUOTED = re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"]+)\"|„([^„“”]+)[“”]")
_FEW = 3  # a word or two in quotation marks is a term, not a quotation


def place_of(
    text: str, sentences: Sentences, *, near: tuple[int, int] | None = None
) -> tuple[int, int] | None:
    """Where this text stands, word for word: at `near`, else at the one place where it does. None: nowhere, or not clear."""
    wanted = _plain(text)
    if not wanted:
        return None
    if near is not None and _there(wanted, near, sentences):
        return near
    found = [
        (item, number)
        for item, every in sentences.items()
        for number, sentence in enumerate(every)
        if _plain(sentence) == wanted
    ]
    return found[0] if len(found) == 1 else None


def invents(text: str, sources: Iterable[str]) -> bool:
    """Does the text hold something in quotation marks that none of these sources says?"""
    said = [_plain(source) for source in sources]
    return any(not any(_plain(quoted) in source for source in said) for quoted in _quoted(text))


def _quoted(text: str) -> list[str]:
    parts = ["".join(groups) for groups in _QUOTED.findall(text)]
    return [part for part in parts if len(part.split()) >= _FEW]


def _there(wanted: str, at: tuple[int, int], sentences: Sentences) -> bool:
    every = sentences.get(at[0], ())
    return 0 <= at[1] < len(every) and _plain(every[at[1]]) == wanted


def _plain(text: str) -> str:
    """Blanks and the marks around it do not count; every letter does."""
    return " ".join(text.split()).strip(' «»“”"„')
