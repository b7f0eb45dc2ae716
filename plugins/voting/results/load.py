"""A counted vote, read for pages, blocks and exports."""

from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Any

from core.sdk import Activity, Localized, row, rows
from plugins.voting.counting.outcome import Decision, Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One option in one outcome. `overridden`: staff's reason, where they decided otherwise than the count."""

    option_id: int
    title: str
    cost: int  # in the outcome's unit
    decision: Decision
    overridden: str = ""
    override: bool | None = None

    @property
    def funded(self) -> bool:
        return self.decision.funded if self.override is None else self.override


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One pot by one rule. Sums in `unit` øre."""

    pot: str
    name: Localized
    rule: str
    version: int
    parameters: dict[str, str]
    chosen: bool
    budget: int
    spent: int
    unit: int
    voters: int
    ties: list[dict[str, Any]]
    note: dict[str, str]
    digest: str
    options: list[Decided] = field(default_factory=list)

    @property
    def winners(self) -> list[Decided]:
        return [each for each in self.options if each.funded]

    @property
    def others(self) -> list[Decided]:
        return [each for each in self.options if not each.funded]

    @property
    def used(self) -> int:
        """By those that get money in the end, overrides too."""
        return sum(each.cost for each in self.winners)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    id: int
    at: datetime
    ballots: int
    published_at: datetime | None
    outcomes: list[Outcome]

    @property
    def pots(self) -> list[Outcome]:
        """By the rule that decides."""
        return [each for each in self.outcomes if each.chosen]

    def by_rules(self, pot: str) -> list[Outcome]:
        return [each for each in self.outcomes if each.pot == pot]

    @property
    def winners(self) -> list[Decided]:
        return [each for pot in self.pots for each in pot.winners]


_OUTCOMES = """
    SELECT o.id, o.pot, coalesce(p.names, '{}'::jsonb) AS names, o.rule, o.version, o.parameters, o.chosen, o.budget, o.spent,
        o.unit, o.voters, o.ties, o.note, o.digest
    FROM voting_outcome o LEFT JOIN voting_part p ON p.id = o.part WHERE o.counted = $1 ORDER BY o.position, o.chosen DESC, o.id
"""
_DECISIONS = """
    SELECT d.*, c.title, v.reason, v.funded AS override FROM voting_decision d
    JOIN voting_outcome o ON o.id = d.outcome JOIN voting_count n ON n.id = o.counted
    JOIN contribution c ON c.id = d.option
    LEFT JOIN voting_override v ON v.option = d.option AND v.activity = n.activity AND o.chosen
    WHERE o.counted = $1 ORDER BY d.turn, d.id
"""


async def load_result(*, activity: Activity, published: bool = True) -> Result | None:
    """`published` False: for staff, also before it is published."""
    found = await row(
        "SELECT id, at, ballots, published_at FROM voting_count WHERE activity = $1 "
        "AND ($2 = false OR published_at IS NOT NULL)",
        activity.id,
        published,
    )
    if found is None:
        return None
    decisions: dict[int, list[Decided]] = {}
    for each in await rows(_DECISIONS, found["id"]):
        decisions.setdefault(each["outcome"], []).append(_decided(each))
    outcomes = [_outcome(each, decisions) for each in await rows(_OUTCOMES, found["id"])]
    return Result(outcomes=outcomes, **found)


def _outcome(found: dict[str, Any], decisions: dict[int, list[Decided]]) -> Outcome:
    outcome_id, names = found.pop("id"), found.pop("names")
    return Outcome(name=Localized.of(names), options=decisions.get(outcome_id, []), **found)


def _decided(found: dict[str, Any]) -> Decided:
    decision = Decision(
        key=str(found["option"]),
        funded=found["funded"],
        why=Why(found["why"]),
        turn=found["turn"],
        supporters=found["supporters"],
        score=found["score"],
        left=found["left_before"],
        missing=found["missing"],
        payers=found["payers"],
        price=Fraction(found["price"]),
    )
    return Decided(
        option_id=found["option"],
        title=found["title"],
        cost=found["cost"],
        decision=decision,
        overridden=found["reason"] or "",
        override=found["override"],
    )
