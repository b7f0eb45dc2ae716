"""Lists of words, read once. What they are and whose: README.md here."""

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def sections(name: str) -> dict[str, frozenset[str]]:
    """The words of each section of a list."""
    found: dict[str, set[str]] = {}
    section: set[str] = set()
    for line in (_HERE / name).read_text("utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            section.update(line.split())
    return {key: frozenset(words) for key, words in found.items()}


@cache
def stop_words() -> frozenset[str]:
    """All languages' together: a text of one holds words of another often enough."""
    return frozenset().union(*sections("stop.txt").values())
