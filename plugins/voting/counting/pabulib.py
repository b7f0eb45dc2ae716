"""The Pabulib format (https://pabulib.org/format; Stolicki, Szufa, Talmon, arXiv:2012.06539): read and written."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from plugins.voting.counting.election import BallotKind, Election, Marks, Option

_SECTIONS = ("META", "PROJECTS", "VOTES")
MOST_BYTES = 512 * 2**20
_MOST_PLACES, _MOST = 4, 10**15  # decimals of a sum; the largest sum
_OWN_COLUMNS = ("project_id", "name", "cost", "votes", "score", "selected")


class NotPabulib(ValueError):
    """The file is not what the format says; the message names the line."""


@dataclass(frozen=True)
class Table:
    """One file: what it says of itself, and the election."""

    meta: dict[str, str]
    election: Election


def read_pabulib(text: str) -> Table:
    """Raises NotPabulib. Unknown columns are kept with the option; ballots keep the order of their marks."""
    sections = _sections(text)
    meta = dict(_pairs(sections["META"]))
    kind = _kind(meta)
    projects = list(_dicts(sections["PROJECTS"], "PROJECTS"))
    scale = _scale([meta.get("budget", ""), *(row.get("cost", "") for row in projects)])
    options = [_option(row, scale) for row in projects]
    known = {option.key for option in options}
    ballots = (_marks(row, kind, known) for row in _dicts(sections["VOTES"], "VOTES"))
    election = Election.of(
        options=options,
        budget=_number(meta.get("budget", ""), "budget", scale),
        kind=kind,
        ballots=ballots,
        name=meta.get("description", ""),
        ranks=_published(meta.get("max_length", "")) or 0,
        scale=scale,
    )
    return Table(meta, election)


def write_pabulib(
    *, meta: dict[str, str], options: Iterable[Option], ballots: Iterable[tuple[str, Marks]], kind: BallotKind
) -> Iterator[str]:
    """In pieces. `ballots` are (voter id, marks): the id is anything but a person."""
    yield _lines([["META"], ["key", "value"], *(list(pair) for pair in meta.items())])
    yield _lines([["PROJECTS"], ["project_id", "cost", "votes", "score", "name", "selected"]])
    for option in options:
        counted = (option.votes, option.score, option.selected)
        votes, score, selected = ("" if value is None else str(int(value)) for value in counted)
        yield _lines([[option.key, str(option.cost), votes, score, option.name, selected]])
    points = kind is BallotKind.CUMULATIVE
    yield _lines([["VOTES"], ["voter_id", "vote", "points"] if points else ["voter_id", "vote"]])
    for voter, marks in ballots:
        row = [voter, ",".join(key for key, _value in marks)]
        yield _lines([[*row, ",".join(str(value) for _key, value in marks)] if points else row])


def _lines(rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    return out.getvalue()


def _sections(text: str) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    current: list[list[str]] | None = None
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"):
        if len(row) == 1 and row[0].strip().upper() in _SECTIONS:
            current = found.setdefault(row[0].strip().upper(), [])
        elif row and current is not None:
            current.append(row)
    missing = [name for name in _SECTIONS if name not in found]
    if missing:
        raise NotPabulib(f"the section {missing[0]} is not there")
    return found


def _pairs(rows: list[list[str]]) -> Iterator[tuple[str, str]]:
    for row in rows[1:]:
        yield row[0].strip(), ";".join(row[1:]).strip()


def _dicts(rows: list[list[str]], section: str) -> Iterator[dict[str, str]]:
    if not rows:
        raise NotPabulib(f"{section} has no head")
    head = [name.strip() for name in rows[0]]
    for row in rows[1:]:
        yield dict(zip(head, row, strict=False))


def _kind(meta: dict[str, str]) -> BallotKind:
    named = meta.get("vote_type", "").strip()
    try:
        return BallotKind("cumulative" if named == "scoring" else named)
    except ValueError:
        raise NotPabulib(f"vote_type {named!r} is not known: approval, cumulative or ordinal") from None


def _option(row: dict[str, str], scale: int) -> Option:
    key = row.get("project_id", "").strip()
    if not key:
        raise NotPabulib("a project has no project_id")
    selected = row.get("selected", "").strip()
    return Option(
        key=key,
        name=row.get("name", "").strip(),
        cost=_number(row.get("cost", ""), f"cost of project {key}", scale),
        votes=_published(row.get("votes", "")),
        score=_published(row.get("score", "")),
        selected=None if selected == "" else selected in ("1", "2", "3"),
        facts={name: value for name, value in row.items() if name not in _OWN_COLUMNS},
    )


def _marks(row: dict[str, str], kind: BallotKind, known: set[str]) -> Marks:
    keys = [key.strip() for key in row.get("vote", "").split(",") if key.strip()]
    if kind is BallotKind.ORDINAL:
        return tuple((key, rank) for rank, key in enumerate(keys, start=1) if key in known)
    if kind is BallotKind.APPROVAL:
        return tuple((key, 1) for key in sorted(set(keys)) if key in known)
    points = [each.strip() for each in row.get("points", "").split(",") if each.strip()]
    if len(points) != len(keys):
        raise NotPabulib(f"ballot {row.get('voter_id', '')}: {len(keys)} options, {len(points)} points")
    return tuple(
        (key, _number(value, "points")) for key, value in zip(keys, points, strict=True) if key in known
    )


def _published(text: str) -> int | None:
    return int(text) if text.strip().lstrip("-").isdecimal() else None


def _scale(sums: list[str]) -> int:
    """By what sums are multiplied so that all are whole: 100 where one of them is `740793.05`."""
    places = max(
        (len(text.strip().replace(",", ".").partition(".")[2].rstrip("0")) for text in sums), default=0
    )
    return int("1" + "0" * min(places, _MOST_PLACES))


def _number(text: str, what: str, scale: int = 1) -> int:
    try:
        exact = Decimal(text.strip().replace(" ", "").replace(",", ".")) * scale
    except ArithmeticError:
        raise NotPabulib(f"{what}: {text!r} is not a number") from None
    if not exact.is_finite() or abs(exact) > _MOST or exact != int(exact):
        raise NotPabulib(f"{what}: {text!r} is not a number that can be counted exactly")
    return int(exact)
