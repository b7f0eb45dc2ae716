"""The mathematics of opinion groups: pure, without the host. Importing this loads numpy and scipy, so it is imported late."""

from plugins.deliberation.opinion.agreement import adjusted_rand
from plugins.deliberation.opinion.analysis import Before, Opinion, analyse
from plugins.deliberation.opinion.describe import ENOUGH, Sided, Tallies
from plugins.deliberation.opinion.votes import Votes, votes_from

__all__ = [
    "ENOUGH",
    "Before",
    "Opinion",
    "Sided",
    "Tallies",
    "Votes",
    "adjusted_rand",
    "analyse",
    "votes_from",
]
