"""Papers that two people have read alike become ballots, at the count and not before."""

from core.sdk import Activity, Refused, execute, ngettext
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
    counted = [(each.number, each.agreed) for each in papers if each.agreed]
    await execute("DELETE FROM voting_ballot WHERE activity = $1 AND channel = 'paper'", activity.id)
    await execute(
        "INSERT INTO voting_ballot (receipt, activity, channel, choices) "
        "SELECT receipt, $1, 'paper', choices FROM unnest($2::varchar[], $3::jsonb[]) t(receipt, choices)",
        activity.id,
        [receipt_of(activity.id, number) for number, _choices in counted],
        [choices for _number, choices in counted],
    )
    return len(counted)


def receipt_of(activity_id: int, number: int) -> str:
    """Papers have no change code: their number is their receipt, and the paper itself is the proof."""
    return f"P{activity_id}-{number}"
