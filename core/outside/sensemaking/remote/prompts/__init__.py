"""Prompts are files with a version in their name: what was asked can be read years later."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def prompt(name: str) -> str:
    """`summarise.1` is the file `summarise.1.txt`."""
    return (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").strip()
