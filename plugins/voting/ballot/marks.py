"""What is marked on a ballot, and how it is read from a form. No database."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.sdk import Raw
from plugins.voting.settings import VotingSettings

MOST_DIGITS = 6
_NUMBER = re.compile(rf"[0-9]{{1,{MOST_DIGITS}}}")
_ID = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class Marks:
    """`choices`: option id -> 1 (chosen), points, or rank from 1. `district`: the one that was chosen, where one is."""

    choices: dict[int, int] = field(default_factory=dict)
    district: int | None = None

    def __bool__(self) -> bool:
        return bool(self.choices)

    @property
    def stored(self) -> dict[str, int]:
        return {str(option): mark for option, mark in sorted(self.choices.items())}

    @property
    def seal(self) -> str:
        """Changes with the marks: what is cast is what was shown on the last page."""
        text = json.dumps([self.stored, self.district])
        return hashlib.sha256(text.encode()).hexdigest()[:20]


def marks_from(stored: Mapping[str, int], district: int | None) -> Marks:
    return Marks({int(option): mark for option, mark in stored.items()}, district)


def read_marks(chosen: VotingSettings, raw: Raw) -> Marks:
    """As the form sent them. What is no number is no mark; what is against the rules is `check_marks`' to say."""
    sent = {name: [part for part in parts if isinstance(part, str)] for name, parts in raw.items()}
    district = (sent.get("district") or [""])[-1]
    place = int(district) if _ID.fullmatch(district) else None
    if chosen.ballot in ("knapsack", "approval"):
        return Marks({int(each): 1 for each in sent.get("choose", []) if _ID.fullmatch(each)}, place)
    found = {}
    for name, parts in sent.items():
        kind, _dot, option = name.partition(".")
        typed = parts[-1].strip() if parts else ""
        if kind == "mark" and _ID.fullmatch(option) and _NUMBER.fullmatch(typed) and int(typed):
            found[int(option)] = int(typed)
    return Marks(found, place)


def tidy(chosen: VotingSettings, marks: Marks) -> Marks:
    """Ranks without gaps: first, third becomes first, second. Others as they are."""
    if chosen.ballot != "ranking":
        return marks
    ordered = sorted(marks.choices, key=lambda option: marks.choices[option])
    return Marks({option: rank for rank, option in enumerate(ordered, 1)}, marks.district)
