"""Rules for citizens' proposals as data, each with its legal source. A new country is a new file in this folder."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

NEUTRAL = "neutral"
NORWAY = "no-kommuneloven-12-1"
Words = dict[str, str]


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The law, and where and when it was read."""

    title: str = ""
    url: str = ""
    read: date | None = None
    read_at: str = ""


class Period(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    elections: tuple[date, ...] = ()


class Preset(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`enough` by the kind of place: so many are always enough. `names`: choose, shown or hidden."""

    id: str
    names_of: Words
    percent: str
    enough: dict[str, int]
    residents: bool
    council_months: int
    names: str
    once_per_period: bool
    source: Source = Source()
    period: Period = Period()
    notes: tuple[Words, ...] = ()


@cache
def presets() -> dict[str, Preset]:
    """All that ship, by id. A file that is not as agreed stops the start."""
    files = sorted(Path(__file__).parent.glob("*.toml"))
    found = [msgspec.convert(tomllib.loads(file.read_text()), Preset, strict=False) for file in files]
    return {preset.id: preset for preset in found}
