"""The winning rules by name and version. A published result names both, so that a recount years later uses the same one."""

from collections.abc import Mapping
from typing import Protocol

from plugins.voting.counting.election import Election
from plugins.voting.counting.equal_shares import Settings, equal_shares
from plugins.voting.counting.greedy import greedy_by_votes, greedy_by_votes_per_cost
from plugins.voting.counting.outcome import Outcome
from plugins.voting.counting.utilities import Utility


class Rule(Protocol):
    """A winning rule: the same election, seed and parameters always give the same outcome."""

    id: str
    version: int

    def count(self, election: Election, *, seed: str, parameters: Mapping[str, str]) -> Outcome:
        """`parameters` as text, as they stand in the published file; unknown ones are ignored, missing ones have defaults."""
        ...


class GreedyByVotes:
    id = "greedy_votes"
    version = 1

    def count(self, election: Election, *, seed: str, parameters: Mapping[str, str]) -> Outcome:  # noqa: ARG002
        return greedy_by_votes(election, seed=seed)


class GreedyByVotesPerCost:
    id = "greedy_votes_per_cost"
    version = 1

    def count(self, election: Election, *, seed: str, parameters: Mapping[str, str]) -> Outcome:  # noqa: ARG002
        return greedy_by_votes_per_cost(election, seed=seed)


class EqualShares:
    """Parameters: `utility` (cost, votes), `step` (0 = the shares are not raised), `fill` (yes, no)."""

    id = "equal_shares"
    version = 1

    def count(self, election: Election, *, seed: str, parameters: Mapping[str, str]) -> Outcome:
        settings = Settings(
            utility=Utility(parameters.get("utility", Utility.COST)),
            step=int(parameters.get("step", "1")),
            fill=parameters.get("fill", "yes") == "yes",
        )
        return equal_shares(election, seed=seed, settings=settings)


RULES: dict[str, Rule] = {rule.id: rule for rule in (GreedyByVotes(), GreedyByVotesPerCost(), EqualShares())}


class UnknownRule(ValueError):
    """No rule of this name and version is here."""


def rule_named(rule_id: str, version: int) -> Rule:
    """Raises UnknownRule, with those that are here."""
    rule = RULES.get(rule_id)
    if rule is None or rule.version != version:
        here = ", ".join(f"{each.id} {each.version}" for each in RULES.values())
        raise UnknownRule(f"the rule {rule_id} {version} is not known; here are: {here}")
    return rule
