"""Signatures from paper: typed in by staff, one a line, seen over, then counted together with the rest."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from core.sdk import (
    Act,
    Channel,
    Person,
    Place,
    Refused,
    Text,
    _,
    clean_line,
    clean_postcode,
    execute,
    record_many,
    rows,
    site,
    value,
)
from plugins.proposals.checking import noted
from plugins.proposals.names import key_of, place_key
from plugins.proposals.refusals import NotNow
from plugins.proposals.rules import rule_from
from plugins.proposals.signing import count
from plugins.proposals.states import SIGNABLE
from plugins.proposals.steps import Locked, lock

MOST = 500  # lines in a batch
_PARTS = re.compile(r"[;\t]")
_FEWEST, _ALL = 2, 3


class Verdict(StrEnum):
    """What is to become of a line."""

    GOOD = "good"
    PERHAPS = "perhaps"  # somebody of this name has signed; staff decide
    DOUBLE = "double"  # the same name at the same address
    OUTSIDE = "outside"
    UNREADABLE = "unreadable"


VERDICTS: dict[Verdict, Text] = {
    Verdict.GOOD: _("Counts"),
    Verdict.PERHAPS: _("Perhaps a double: somebody of this name has signed"),
    Verdict.DOUBLE: _("A double: same name and address"),
    Verdict.OUTSIDE: _("Does not live here"),
    Verdict.UNREADABLE: _("Write name; address; postcode"),
}


class NothingToCount(Refused):
    field = "lines"

    def __init__(self) -> None:
        super().__init__(_("None of these lines can be counted."))


class TooMany(Refused):
    field = "lines"

    def __init__(self) -> None:
        super().__init__(_("Enter at most {n} lines at a time.").format(n=MOST))


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    typed: str
    verdict: Verdict
    name: str = ""
    address: str = ""
    postcode: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return key_of(self.name), place_key(self.address, self.postcode)

    @property
    def said(self) -> Text:
        return VERDICTS[self.verdict]


def read_lines(text: str) -> list[Line]:
    """One signature a line: name; address; postcode. Copied from a spreadsheet it is the same with tabs."""
    lines = [clean_line(line.replace("\t", ";")) for line in text.splitlines()]
    written = [line for line in lines if line.strip(" ;")]
    if len(written) > MOST:
        raise TooMany
    return [_read(number, line) for number, line in enumerate(written, start=1)]


def _read(number: int, line: str) -> Line:
    parts = [part.strip() for part in _PARTS.split(line)]
    if len(parts) < _FEWEST:
        return Line(number, line[:300], Verdict.UNREADABLE)
    postcode = clean_postcode(parts[2][:10]) if len(parts) >= _ALL else _postcode_in(parts[1])
    if not key_of(parts[0]) or postcode is None:
        return Line(number, line[:300], Verdict.UNREADABLE)
    return Line(number, line[:300], Verdict.GOOD, parts[0][:120], parts[1][:200], postcode)


def _postcode_in(address: str) -> str | None:
    """Where the postcode was written with the address: 'Kaiveien 3, 8123 Havn'."""
    found = re.search(r"(?<!\d)\d{4}(?!\d)(?!.*\d{4})", address)
    return clean_postcode(found[0]) if found else None


async def judge(*, case: Locked, lines: Sequence[Line]) -> list[Line]:
    """Against those who have signed, and the lines against one another."""
    rule = rule_from(case.rule)
    postcodes = (await site()).postcodes if rule.residents else ()
    kept = await rows(
        "SELECT g.name_key, g.place_key, coalesce(p.name, '') AS name FROM proposals_signature g "
        "LEFT JOIN person p ON p.id = g.person WHERE g.proposal = $1 AND g.struck_at IS NULL",
        case.id,
    )
    seen = {(each["name_key"], each["place_key"]) for each in kept if each["name_key"]}
    names = {each["name_key"] or key_of(each["name"]) for each in kept} - {""}
    judged = []
    for line in lines:
        now = line
        if line.verdict is Verdict.GOOD:
            now = replace(line, verdict=_verdict(line, seen, names, postcodes))
            seen.add(line.key)
            names.add(line.key[0])
        judged.append(now)
    return judged


def _verdict(line: Line, seen: set[tuple[str, str]], names: set[str], postcodes: Collection[str]) -> Verdict:
    if postcodes and line.postcode not in postcodes:
        return Verdict.OUTSIDE
    if line.key in seen:
        return Verdict.DOUBLE
    return Verdict.PERHAPS if line.key[0] in names else Verdict.GOOD


async def enter(
    *, place: Place, proposal_id: int, by: Person, text: str, sure: Collection[int], note: str
) -> tuple[int, int]:
    """Count the good lines, and those in doubt that staff are sure of (their numbers). How many were counted and left out."""
    case = await lock(place=place, proposal_id=proposal_id)
    if case.stage not in SIGNABLE:
        raise NotNow
    lines = await judge(case=case, lines=read_lines(text))
    counted = [
        line
        for line in lines
        if line.verdict is Verdict.GOOD or (line.verdict is Verdict.PERHAPS and line.number in sure)
    ]
    if not counted:
        raise NothingToCount
    left = len(lines) - len(counted)
    await _keep(case, by, counted, left, note)
    now: datetime = await value("SELECT clock_timestamp()")
    await count(place=place, case=case, more=len(counted), now=now)
    await _log(place, case, counted, now)
    await noted(by, "paper", case, counted=len(counted), left_out=left)
    return len(counted), left


async def strike(*, place: Place, proposal_id: int, signature_id: int, by: Person, reason: str) -> bool:
    """A paper signature that does not count after all: a double, a name that cannot be read. It stays, struck out."""
    case = await lock(place=place, proposal_id=proposal_id)
    if case.stage not in SIGNABLE:
        raise NotNow
    struck = await value(
        "UPDATE proposals_signature SET struck_at = now(), struck_why = $3 WHERE proposal = $1 AND id = $2 "
        "AND channel = 'paper' AND struck_at IS NULL RETURNING id",
        case.id,
        signature_id,
        clean_line(reason)[:200],
    )
    if struck is None:
        return False
    await count(place=place, case=case, more=-1, now=None)
    await noted(by, "struck", case, signature=signature_id, reason=reason[:200])
    return True


async def _keep(case: Locked, by: Person, lines: Sequence[Line], left: int, note: str) -> None:
    batch = await value(
        "INSERT INTO proposals_batch (proposal, by, note, counted, left_out) VALUES ($1, $2, $3, $4, $5) RETURNING id",
        case.id,
        by.id,
        clean_line(note)[:200],
        len(lines),
        left,
    )
    keys = [line.key for line in lines]
    await execute(
        "INSERT INTO proposals_signature (proposal, batch, channel, name, address, postcode, name_key, place_key) "
        "SELECT $1, $2, 'paper', * FROM unnest($3::varchar[], $4::varchar[], $5::varchar[], $6::varchar[], $7::varchar[])",
        case.id,
        batch,
        [line.name for line in lines],
        [line.address for line in lines],
        [line.postcode for line in lines],
        [name[:120] for name, _place in keys],
        [where[:220] for _name, where in keys],
    )


async def _log(place: Place, case: Locked, lines: Sequence[Line], now: datetime) -> None:
    """Participants without an account: the same name at the same address is one, also on another proposal's sheet."""
    await record_many(
        [
            Act(
                who="paper:" + sha256("|".join(line.key).encode()).hexdigest(),
                action="proposals.sign",
                at=now,
                contribution_id=case.contribution_id,
            )
            for line in lines
        ],
        project_id=place.project.id,
        activity_id=place.here.id,
        channel=Channel.PAPER,
    )
