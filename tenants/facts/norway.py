"""The register: one organisation a row, found by its official number."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.tenancy import Kind
from core.text import slugify

FILE = Path(__file__).parent / "norway.csv"
OSLO_COUNTY = "03"  # the municipality of Oslo is the county too, and signs up as the municipality
_LAST_LETTERS = {"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3"}

POPULATION_YEAR = 2026  # `population` is of 1 January of this year


@dataclass(frozen=True, slots=True)
class Organisation:
    """`language` is the official language form: nb, nn, or empty where it is neutral or not stated."""

    number: str
    kind: Kind
    name: str
    official_names: tuple[str, ...]
    county: str
    population: int
    language: str
    sami_area: str

    @property
    def label(self) -> str:
        """As in a list: with the county, since two municipalities are called Herøy."""
        place = organisation(self.county)
        return f"{self.name} – {place.name}" if place else self.titles["nb"]

    @property
    def titles(self) -> dict[str, str]:
        """What its place is called, until staff say otherwise."""
        if self.name.endswith(" herad"):
            return {
                "nb": self.name,
                "nn": self.name,
                "en": f"{self.name.removesuffix(' herad')} municipality",
            }
        suffix = "kommune" if self.kind is Kind.MUNICIPALITY else "fylkeskommune"
        english = "municipality" if self.kind is Kind.MUNICIPALITY else "county"
        norwegian = f"{self.name} {suffix}"
        return {"nb": norwegian, "nn": norwegian, "en": f"{self.name} {english}"}

    @property
    def slug(self) -> str:
        return slugify(self.name.removesuffix(" herad"))


@cache
def organisations() -> dict[str, Organisation]:
    """All of them by number."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {line["number"]: _read(line) for line in csv.DictReader(lines)}


@cache
def words(file: str) -> frozenset[str]:
    """A list of words beside this file, one on a line."""
    return frozenset((FILE.parent / file).read_text(encoding="utf-8").split())


def organisation(number: str) -> Organisation | None:
    return organisations().get(number)


def municipalities() -> list[Organisation]:
    """By name, å last."""
    return _sorted(Kind.MUNICIPALITY)


def counties() -> list[Organisation]:
    """Those that sign up as a county."""
    return [county for county in _sorted(Kind.COUNTY) if county.number != OSLO_COUNTY]


def _sorted(kind: Kind) -> list[Organisation]:
    return sorted((o for o in organisations().values() if o.kind is kind), key=lambda o: _sort_key(o.label))


def _sort_key(name: str) -> str:
    return "".join(_LAST_LETTERS.get(letter, letter) for letter in name.lower())


def _read(line: dict[str, str]) -> Organisation:
    return Organisation(
        number=line["number"],
        kind=Kind(line["kind"]),
        name=line["name"],
        official_names=tuple(line["names"].split(" / ")),
        county=line["county"],
        population=int(line["population"]),
        language=line["language"],
        sami_area=line["sami_area"],
    )
