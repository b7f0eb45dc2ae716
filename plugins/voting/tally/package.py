"""The files that are published: ballots in Pabulib, the result with its reasons and ties, receipts, and a manifest of hashes."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any

from plugins.voting.counting.election import BallotKind, Election
from plugins.voting.counting.outcome import Outcome
from plugins.voting.counting.pabulib import write_pabulib
from plugins.voting.counting.rules import Rule
from plugins.voting.tally.recount import (
    OWN_BALLOTS,
    OWN_PARAMETERS,
    OWN_RESULT,
    OWN_RULE,
    digest_of,
    say_parameters,
)

MANIFEST = "manifest.json"
RECEIPTS = "receipts.txt"
_SAME_DAY = (1980, 1, 1, 0, 0, 0)  # equal content gives an equal archive
_PABULIB_RULES = {"greedy_votes": "greedy", "greedy_votes_per_cost": "greedy/cost"}


class BrokenPackage(ValueError):
    """A file is missing, or is not what the manifest says; the message names it."""


@dataclass(frozen=True, kw_only=True)
class CountedPot:
    """One budget with its options and ballots, counted by one rule."""

    slug: str  # the file's name
    election: Election
    rule: Rule
    parameters: dict[str, str]
    outcome: Outcome

    @property
    def digest(self) -> str:
        return digest_of(self.rule, self.parameters, self.outcome)


def pabulib_of(pot: CountedPot, meta: dict[str, str]) -> str:
    """Ballots are sorted and numbered anew: neither order nor number says when one was cast, or by whom."""
    election, winners = pot.election, set(pot.outcome.winners)
    options = (
        replace(
            option,
            votes=election.supporters[option.key],
            score=None if election.kind is BallotKind.APPROVAL else election.scores[option.key],
            selected=option.key in winners,
        )
        for option in election.options
    )
    each = (marks for marks in sorted(election.ballots) for _voter in range(election.ballots[marks]))
    numbered = ((str(number), marks) for number, marks in enumerate(each, start=1))
    head = meta | _own_meta(pot)
    return "".join(write_pabulib(meta=head, options=options, ballots=numbered, kind=election.kind))


def result_of(pot: CountedPot) -> dict[str, Any]:
    """Every decision and every tie, as data."""
    return {
        "rule": pot.rule.id,
        "version": pot.rule.version,
        "parameters": pot.parameters,
        "budget": pot.election.budget,
        "spent": pot.outcome.spent,
        "ballots": pot.election.voters,
        "note": pot.outcome.note,
        "decisions": [asdict(each) | {"price": str(each.price)} for each in pot.outcome.decisions],
        "ties": [asdict(tie) for tie in pot.outcome.ties],
        "sha256": pot.digest,
    }


def package(
    pots: Iterable[tuple[CountedPot, dict[str, str]]], *, receipts: Iterable[str], about: dict[str, Any]
) -> dict[str, bytes]:
    """By file name. `about`: what the manifest says beside the hashes."""
    files: dict[str, bytes] = {}
    results = {}
    for pot, meta in pots:
        files[f"{pot.slug}.pb"] = pabulib_of(pot, meta).encode()
        results[pot.slug] = result_of(pot)
    files["result.json"] = _json(results)
    files[RECEIPTS] = "".join(f"{receipt}\n" for receipt in sorted(receipts)).encode()
    hashes = {name: sha256(content).hexdigest() for name, content in files.items()}
    files[MANIFEST] = _json(about | {"sha256": hashes})
    return files


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(
                zipfile.ZipInfo(name, _SAME_DAY), files[name], compress_type=zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """Raises BrokenPackage when a hash is wrong."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        hashes = json.loads(files[MANIFEST])["sha256"]
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError):
        raise BrokenPackage("this is not a tally package") from None
    if wrong := sorted(_wrong(files, hashes)):
        raise BrokenPackage(f"not what the manifest says: {', '.join(wrong)}")
    return files


def _wrong(files: dict[str, bytes], hashes: dict[str, str]) -> Iterator[str]:
    for name in (set(files) | set(hashes)) - {MANIFEST}:
        if name not in files or sha256(files[name]).hexdigest() != hashes.get(name):
            yield name


def _own_meta(pot: CountedPot) -> dict[str, str]:
    election = pot.election
    return {
        "num_projects": str(len(election.options)),
        "num_votes": str(election.voters),
        "budget": str(election.budget),
        "vote_type": election.kind.value,
        "rule": _PABULIB_RULES.get(pot.rule.id, "equalshares"),
        "max_length": str(election.ranks or len(election.options)),
        OWN_RULE: f"{pot.rule.id} {pot.rule.version}",
        OWN_PARAMETERS: say_parameters(pot.parameters),
        OWN_BALLOTS: election.fingerprint,
        OWN_RESULT: pot.digest,
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False, default=str) + "\n").encode()
