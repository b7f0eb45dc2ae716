"""What is known of the last run, made ready for pages: texts beside ids, letters beside numbers, shares beside counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.sdk import Place, Visit, row, rows
from plugins.deliberation.groups.telling import SMALL, cell_of
from plugins.deliberation.settings import AFTER, ALWAYS, settings_of
from plugins.deliberation.statements.routing import how_many_statements
from plugins.deliberation.statements.voter import Voter


@dataclass(frozen=True, slots=True)
class Split:
    """How some people answered. `letter` "" means everybody."""

    letter: str
    agree: int
    passed: int
    disagree: int

    @property
    def n(self) -> int:
        return self.agree + self.passed + self.disagree

    @property
    def shares(self) -> tuple[int, int, int]:
        """Agree, pass, disagree in whole percent."""
        of = max(1, self.n)
        agree, disagree = round(100 * self.agree / of), round(100 * self.disagree / of)
        return agree, max(0, 100 - agree - disagree), disagree


@dataclass(frozen=True, slots=True)
class Told:
    """One statement with what there is to say of it. `side`: 1 agree, -1 disagree, 0 neither."""

    id: int
    text: str
    language: str
    side: int
    everybody: Split | None
    groups: tuple[Split, ...]


@dataclass(frozen=True, slots=True)
class Group:
    letter: str
    number: int
    size: int
    typical: tuple[Told, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class Result:
    made_at: datetime | None
    voters: int
    votes: int
    grouped: int
    others: int
    groups: tuple[Group, ...]
    uniting: tuple[Told, ...]
    dividing: tuple[Told, ...]
    unsure: tuple[Told, ...]
    cells: tuple[tuple[int, int, int, int], ...]
    here: tuple[int, int] | None

    @property
    def clear(self) -> bool:
        """Are there groups to tell of?"""
        return len(self.groups) > 1


def letter(number: int) -> str:
    return chr(ord("A") + number)


def ended(visit: Visit, place: Place) -> bool:
    closes = place.here.closes_at
    return closes is not None and closes <= visit.now


async def may_see_result(visit: Visit, place: Place, voter: Voter | None) -> bool:
    """Staff always; others as the settings say."""
    chosen = settings_of(place.here)
    if chosen.results == ALWAYS or ended(visit, place) or visit.can("deliberation.moderate"):
        return True
    if chosen.results != AFTER or voter is None:
        return False
    return voter.answered >= min(chosen.pause, await how_many_statements(activity_id=place.here.id)) > 0


async def load_result(*, activity_id: int, voter: Voter | None = None) -> Result:
    found = await row("SELECT made_at, told FROM deliberation_result WHERE activity = $1", activity_id)
    told: dict[str, Any] = (found or {}).get("told") or {}
    texts = await _texts(activity_id, _named(told))
    mine = voter.opinion if voter else None
    return Result(
        made_at=found["made_at"] if found else None,
        voters=told.get("voters", 0),
        votes=told.get("votes", 0),
        grouped=told.get("grouped", 0),
        others=told.get("others", 0),
        groups=tuple(
            Group(
                letter(group["number"]),
                group["number"],
                group["size"],
                _tell(group["typical"], told, texts),
                mine=group["number"] == mine,
            )
            for group in told.get("groups", ())
        ),
        uniting=_tell(told.get("uniting", ()), told, texts),
        dividing=_tell(told.get("dividing", ()), told, texts),
        unsure=_tell(told.get("unsure", ()), told, texts),
        cells=tuple(tuple(cell) for cell in told.get("cells", ())),
        here=cell_of(told["frame"], voter.x, voter.y)
        if voter and voter.opinion is not None and "frame" in told
        else None,
    )


async def load_all(*, activity_id: int) -> list[Told]:
    """Every published statement with its counts, those that most have answered first."""
    found = await row("SELECT told FROM deliberation_result WHERE activity = $1", activity_id)
    told: dict[str, Any] = (found or {}).get("told") or {}
    texts = await _texts(activity_id, None)
    listed = [_told(i, 0, told, texts) for i in texts]
    return sorted(listed, key=lambda each: (-(each.everybody.n if each.everybody else 0), each.id))


def _named(told: dict[str, Any]) -> list[int]:
    lists = [told.get(name, ()) for name in ("uniting", "dividing", "unsure")]
    lists += [group["typical"] for group in told.get("groups", ())]
    return [each[0] for some in lists for each in some]


async def _texts(activity_id: int, ids: list[int] | None) -> dict[int, tuple[str, str]]:
    """Only what is published now: what a moderator has hidden since the run is not told any more."""
    found = await rows(
        "SELECT c.id, c.text, c.language FROM deliberation_statement s JOIN contribution c ON c.id = s.contribution "
        "WHERE s.activity = $1 AND c.state = 'published' AND ($2::bigint[] IS NULL OR c.id = ANY ($2)) ORDER BY c.id",
        activity_id,
        ids,
    )
    return {each["id"]: (each["text"], each["language"]) for each in found}


def _tell(some: Iterable[Any], told: dict[str, Any], texts: dict[int, tuple[str, str]]) -> tuple[Told, ...]:
    return tuple(_told(each[0], each[1], told, texts) for each in some if each[0] in texts)


def _told(statement: int, side: int, told: dict[str, Any], texts: dict[int, tuple[str, str]]) -> Told:
    text, language = texts[statement]
    groups = [
        split
        for number, counts in told.get("by_group", {}).items()
        if (split := _split(letter(int(number)), counts.get(str(statement))))
    ]
    everybody = _split("", told.get("all", {}).get(str(statement)))
    return Told(statement, text, language, side, everybody, tuple(groups))


def _split(name: str, counts: list[int] | None) -> Split | None:
    """None where fewer than five have answered."""
    if counts is None or sum(counts) < SMALL:
        return None
    return Split(name, *counts)
