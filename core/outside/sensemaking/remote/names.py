"""Given names that are used in Norway (Statistics Norway, table 10501)."""

from functools import cache
from pathlib import Path


def is_given_name(word: str) -> bool:
    """`Kari`, and `Anne-Karin` by its first part."""
    return word.partition("-")[0].strip("'’.").casefold() in _names()


@cache
def _names() -> frozenset[str]:
    lines = (Path(__file__).parent / "words" / "given_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip().casefold() for line in lines if line.strip())
