"""Count a Pabulib file again: by the rule that it names, or by another, and compare with what it says was the result."""

import json
from dataclasses import dataclass
from hashlib import sha256

from plugins.voting.counting.election import Election
from plugins.voting.counting.outcome import Outcome
from plugins.voting.counting.pabulib import Table, read_pabulib
from plugins.voting.counting.rules import RULES, Rule, rule_named

OWN_RULE = "allmenning_rule"  # `equal_shares 1`
OWN_PARAMETERS = "allmenning_parameters"  # `fill=yes step=1 utility=cost`
OWN_BALLOTS = "allmenning_ballots_sha256"
OWN_RESULT = "allmenning_result_sha256"
# What Pabulib files of other cities call the rules.
_KNOWN: dict[str, tuple[str, dict[str, str]]] = {
    "greedy": ("greedy_votes", {}),
    "unknown": ("greedy_votes", {}),
    "equalshares": ("equal_shares", {"step": "0", "fill": "no"}),
    "equalshares/add1": ("equal_shares", {"step": "1", "fill": "no"}),
    "equalshares/add1u": ("equal_shares", {"step": "1", "fill": "yes"}),
}


class NoRule(ValueError):
    """The file names no rule that is known here; the message says which it names."""


@dataclass(frozen=True, kw_only=True)
class Recount:
    """`differs`: options where the file says otherwise than the count. `broken`: sentences about hashes that are wrong."""

    table: Table
    rule: Rule
    parameters: dict[str, str]
    outcome: Outcome
    digest: str
    published: bool
    differs: tuple[str, ...]
    broken: tuple[str, ...]

    @property
    def same(self) -> bool:
        return not self.differs and not self.broken


def recount(text: str, *, rule: str = "") -> Recount:
    """Raises NotPabulib, NoRule, UnknownRule."""
    table = read_pabulib(text)
    chosen, parameters = _rule_of(table, rule)
    election = table.election
    outcome = chosen.count(election, seed=election.fingerprint, parameters=parameters)
    named = {option.key for option in election.options if option.selected}
    published = any(option.selected is not None for option in election.options)
    digest = digest_of(chosen, parameters, outcome)
    return Recount(
        table=table,
        rule=chosen,
        parameters=parameters,
        outcome=outcome,
        digest=digest,
        published=published,
        differs=tuple(sorted(named ^ set(outcome.winners))) if published else (),
        broken=() if rule else tuple(_broken(table.meta, election, digest)),
    )


def digest_of(rule: Rule, parameters: dict[str, str], outcome: Outcome) -> str:
    """SHA-256 of the rule, every decision in its order, and every tie."""
    whole = {
        "rule": [rule.id, rule.version],
        "parameters": parameters,
        "decisions": [[each.key, each.funded] for each in outcome.decisions],
        "ties": [[tie.turn, list(tie.keys), tie.by] for tie in outcome.ties],
    }
    plain = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(plain.encode()).hexdigest()


def say_parameters(parameters: dict[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in sorted(parameters.items()))


def _rule_of(table: Table, wanted: str) -> tuple[Rule, dict[str, str]]:
    if wanted:
        if wanted not in RULES:
            raise NoRule(f"the rule {wanted} is not known; here are: {', '.join(RULES)}")
        return RULES[wanted], {}
    if named := table.meta.get(OWN_RULE):
        rule_id, _space, version = named.partition(" ")
        given = (pair.partition("=") for pair in table.meta.get(OWN_PARAMETERS, "").split())
        number = int(version) if version.isdigit() else 0
        return rule_named(rule_id, number), {name: value for name, _sign, value in given}
    theirs = table.meta.get("rule", "unknown")
    if theirs not in _KNOWN:
        raise NoRule(f"the file was counted by {theirs!r}, which is not known here; choose one with --rule")
    rule_id, parameters = _KNOWN[theirs]
    return RULES[rule_id], parameters


def _broken(meta: dict[str, str], election: Election, digest: str) -> list[str]:
    found = []
    if meta.get(OWN_BALLOTS, election.fingerprint) != election.fingerprint:
        found.append("the ballots are not those that were counted: their SHA-256 is another")
    if meta.get(OWN_RESULT, digest) != digest:
        found.append("the result is another than the published one: its SHA-256 is another")
    return found
