"""Who took part, against who lives here. People are found in the log by pseudonyms that only this place can make."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from core.sdk import ENOUGH, Text, _, hide_small, participants, pseudonym, rows
from plugins.representation.population import Population, population, span_of

_LESS, _MORE = 0.67, 1.5  # of the share that one would expect
_MOST_KNOWN = 20_000


@dataclass(frozen=True, kw_only=True)
class Group:
    """`took_part` None: too few to be shown. Shares are in per cent; None where they would rest on too little."""

    name: str
    took_part: int | None
    share: float | None
    expected: float | None
    words: Text | str = ""

    @property
    def hidden(self) -> bool:
        return self.took_part is None

    @property
    def missing(self) -> bool:
        return self.share is not None and self.expected is not None and self.share < _LESS * self.expected


@dataclass(frozen=True, kw_only=True)
class Picture:
    """`known`: of how many participants something is told for this kind; the others are unknown."""

    kind: str
    all: int
    known: int
    groups: tuple[Group, ...]
    source: Text


async def pictures(*, project_id: int, among: frozenset[bytes] | None = None) -> list[Picture]:
    """Age, sex and district, as far as there are figures of who lives here. `among`: only these of its participants."""
    here = await population()
    people = await _known(project_id, among)
    everybody = await participants(project_id=project_id) if among is None else len(among)
    found = []
    for kind, expected in here.groups.items():
        counted = Counter(name for each in people if (name := _group_of(kind, each, here)) is not None)
        found.append(_picture(kind, everybody, counted, expected, here.sources[kind]))
    return found


async def members_missing(*, project_id: int, kind: str, name: str) -> list[int]:
    """Registered people of a group who have not taken part, want to be invited, and have not been for a month."""
    here = await population()
    if name not in here.groups.get(kind, {}):
        return []
    took_part = {each["id"] for each in await _known(project_id)}
    return [
        each["id"]
        for each in await _told()
        if each["may_be_invited"] and each["id"] not in took_part and _group_of(kind, each, here) == name
    ]


async def _told() -> list[dict[str, Any]]:
    return await rows(
        "SELECT p.id, p.postcode, a.birth_year, a.sex, coalesce(a.invite AND (a.invited_at IS NULL "
        "OR a.invited_at < now() - interval '30 days'), false) AS may_be_invited "
        "FROM person p LEFT JOIN representation_about a ON a.person = p.id "
        "WHERE p.closed_at IS NULL AND p.blocked_at IS NULL AND p.expert_id IS NULL "
        f"AND (a.person IS NOT NULL OR p.postcode <> '') ORDER BY p.id LIMIT {_MOST_KNOWN}"
    )


async def _known(project_id: int, among: frozenset[bytes] | None = None) -> list[dict[str, Any]]:
    """Those who took part in this project and have told something."""
    told = await _told()
    who = {await pseudonym(who=f"person:{each['id']}", project_id=project_id): each for each in told}
    here = await rows(
        "SELECT who FROM participant WHERE project_id = $1 AND activity_id = 0 AND who = ANY($2::bytea[])",
        project_id,
        [each for each in who if among is None or each in among],
    )
    return [who[bytes(each["who"])] for each in here]


def _group_of(kind: str, person: Mapping[str, object], here: Population) -> str | None:
    if kind == "sex":
        return str(person["sex"]) if person["sex"] else None
    if kind == "district":
        return here.district_of.get(str(person["postcode"]))
    if not person["birth_year"]:
        return None
    age = datetime.now(UTC).year - int(str(person["birth_year"]))
    for name in here.groups["age"]:
        span = span_of(name)
        if span and span[0] <= age <= span[1]:
            return name
    return None


def _picture(
    kind: str, everybody: int, counted: Counter[str], expected: Mapping[str, int], source: Text
) -> Picture:
    known, living = sum(counted.values()), sum(expected.values())
    shown = hide_small({name: counted.get(name, 0) for name in [*expected, *(set(counted) - set(expected))]})
    groups = []
    for name, number in shown.items():
        ought = 100 * expected[name] / living if name in expected and living else None
        share = 100 * number / known if number is not None and known >= ENOUGH else None
        groups.append(
            Group(name=name, took_part=number, share=share, expected=ought, words=_words(share, ought))
        )
    return Picture(kind=kind, all=everybody, known=known, groups=tuple(groups), source=source)


def _words(share: float | None, expected: float | None) -> Text | str:
    if share is None or expected is None:
        return ""
    if share < _LESS * expected:
        return _("fewer than one would expect")
    if share > _MORE * expected:
        return _("more than one would expect")
    return _("about as one would expect")
