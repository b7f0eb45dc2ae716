"""Names of municipal services from Los, as hints for groups and as first topics. Where it is from: README.md here."""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

from core.sdk import Sensemaker
from plugins.insights.algorithms.frame import Frame, Matrix

_LANGUAGES = ("nb", "nn", "en")
_WORDS = 8
_NEAR_ENOUGH = 0.45  # below it the nearest is as often wrong as right


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """A theme or a word: `below` are the themes it belongs to, none for the topmost."""

    path: str
    below: tuple[str, ...]
    names: dict[str, str]

    def name(self, language: str) -> str:
        """In a language of Los; English for others."""
        return self.names.get(language, self.names["en"])


@cache
def terms() -> tuple[Term, ...]:
    with (Path(__file__).with_name("terms.csv")).open(encoding="utf-8", newline="") as file:
        return tuple(
            Term(
                path=row["path"],
                below=tuple(row["broader"].split("|")) if row["broader"] else (),
                names={language: row[language] for language in _LANGUAGES},
            )
            for row in csv.DictReader(file)
        )


def themes(*, topmost: bool = False) -> tuple[Term, ...]:
    """The themes: 92, or the 14 at the top."""
    return tuple(term for term in terms() if term.path.startswith("tema/") and not (topmost and term.below))


def described(theme: Term, language: str) -> str:
    """The theme's name and the words below it: a name alone is too short to mean much."""
    inside = [term.name(language) for term in terms() if theme.path in term.below]
    return f"{theme.name(language)}: {', '.join(inside[:_WORDS])}" if inside else theme.name(language)


async def theme_vectors(
    engine: Sensemaker, frame: Frame, *, language: str, topmost: bool = False
) -> tuple[tuple[Term, ...], Matrix]:
    """The themes and where they stand in the frame: seeds for groups, or what groups are near to."""
    spoken = language if language in _LANGUAGES else "en"
    found = themes(topmost=topmost)
    made = await engine.embed([described(theme, spoken) for theme in found])
    return found, frame.place(made.matrix(), [spoken] * len(found))


def nearest(centres: Matrix, found: Sequence[Term], vectors: Matrix, *, language: str) -> list[str]:
    """For each middle of a group the name of the theme nearest to it, or nothing where none is near."""
    if not len(centres):
        return []
    near = centres @ vectors.T
    best = near.argmax(axis=1)
    return [
        found[int(at)].name(language) if near[row, int(at)] >= _NEAR_ENOUGH else ""
        for row, at in enumerate(best)
    ]
