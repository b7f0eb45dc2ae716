"""The same elections in pabutools (GPL, in tests only), asked in a way that means what our rules mean."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pabutools.election import (
    Additive_Cardinal_Sat,
    ApprovalBallot,
    ApprovalProfile,
    CardinalBallot,
    Cardinality_Sat,
    CardinalProfile,
    Cost_Sat,
    Instance,
    Project,
)
from pabutools.rules import (
    exhaustion_by_budget_increase,
    greedy_utilitarian_welfare,
    method_of_equal_shares,
)
from pabutools.tiebreaking import TieBreakingRule

from plugins.voting.counting.election import BallotKind, Election
from plugins.voting.counting.equal_shares import MOST_RAISED
from plugins.voting.counting.pabulib import Table, read_pabulib
from plugins.voting.counting.ties import TieBreak

SOURCES = next(
    (p for p in (Path("../shared/data/pabulib"), Path("/work/shared/data/pabulib")) if p.is_dir()),
    Path("../shared/data/pabulib"),
)


def table(path: Path) -> Table:
    return read_pabulib(path.read_text(encoding="utf-8-sig"))


class Reference:
    """One election in their words. Points and ranks become points, which is what both sides add up."""

    def __init__(self, election: Election) -> None:
        self.scale = election.scale
        self.approval = election.kind is BallotKind.APPROVAL
        self.projects = {each.key: Project(each.key, each.cost) for each in election.options}
        self.instance = Instance(self.projects.values(), budget_limit=election.budget)
        self.profile = self._profile(election)
        ties = TieBreak(election, election.fingerprint)
        self.ties = TieBreakingRule(lambda _instance, _profile, project: ties.rank(project.name))

    def _profile(self, election: Election) -> Any:
        found: list[Any] = []
        for marks, times in election.ballots.items():
            for _voter in range(times):
                if self.approval:
                    found.append(ApprovalBallot(self.projects[key] for key, _mark in marks))
                else:
                    points = {self.projects[key]: election.points(mark) for key, mark in marks}
                    found.append(CardinalBallot(points))
        return (ApprovalProfile if self.approval else CardinalProfile)(found)

    def greedy_by_votes_per_cost(self) -> set[str]:
        return self._greedy(Cardinality_Sat if self.approval else Additive_Cardinal_Sat)

    def greedy_by_votes(self) -> set[str]:
        """Their greedy rule divides by the cost, so that an option worth its cost is taken by votes."""
        return self._greedy(Cost_Sat)

    def equal_shares(self, *, by_cost: bool = True) -> set[str]:
        return _names(method_of_equal_shares(self.instance, self.profile, **self._shares(by_cost=by_cost)))

    def equal_shares_raised(self, *, step: int = 1) -> set[str]:
        """Raised until the budget would be exceeded, as in Wieliczka, and not only until nothing more fits."""
        found = exhaustion_by_budget_increase(
            self.instance,
            self.profile,
            method_of_equal_shares,
            self._shares(by_cost=True),
            exhaustive_stop=False,
            budget_step=step * self.scale * self.profile.num_ballots(),
            budget_bound=self.instance.budget_limit * (1 + MOST_RAISED),
        )
        return _names(found)

    def _shares(self, *, by_cost: bool) -> dict[str, Any]:
        worth = Cost_Sat if by_cost else Cardinality_Sat
        return {
            "sat_class": worth if self.approval else Additive_Cardinal_Sat,
            "tie_breaking": self.ties,
        }

    def _greedy(self, worth: Any) -> set[str]:
        return _names(
            greedy_utilitarian_welfare(self.instance, self.profile, sat_class=worth, tie_breaking=self.ties)
        )


def _names(projects: Iterable[Any]) -> set[str]:
    return {project.name for project in projects}
