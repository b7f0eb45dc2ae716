"""Papers that two people have read alike become ballots, at the count and not before."""

from core.sdk import Activity, Refused, ngettext
from plugins.voting.ballot.urn import put_in
from plugins.voting.paper.readings import papers_of


class PapersOpen(Refused):
    def __init__(self, n: int) -> None:
        said = ngettext(
            "{n} paper must still be read by a second person, or settled.",
            "{n} papers must still be read by a second person, or settled.",
            n,
        )
        super().__init__(said.format(n=n))


async def accept_papers(*, activity: Activity) -> int:
    """How many are counted. Can be done again: it replaces what it did before. Raises PapersOpen."""
    papers = await papers_of(activity_id=activity.id)
    if open_ := sum(each.agreed is None for each in papers):
        raise PapersOpen(open_)
    counted = [(receipt_of(activity.id, each.number), each.agreed) for each in papers if each.agreed]
    await put_in(activity_id=activity.id, channel="paper", ballots=counted)
    return len(counted)


def receipt_of(activity_id: int, number: int) -> str:
    """Papers have no change code: their number is their receipt, and the paper itself is the proof."""
    return f"P{activity_id}-{number}"
