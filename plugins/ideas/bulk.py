"""What staff can do with several ideas at once. All of them or none."""

from collections.abc import Mapping, Sequence

from core.sdk import Person, Place, Refused, _, assign, load, set_status, set_topics, statuses, topics
from plugins.ideas.numbers import id_of

DEEDS = ("status", "topic", "assign")


class ChooseWhat(Refused):
    def __init__(self) -> None:
        super().__init__(_("Choose what it should be changed to."))


async def do_with_all(
    *, place: Place, by: Person, ids: Sequence[int], deed: str, sent: Mapping[str, Sequence[str]]
) -> int:
    """How many were dealt with. Ids of other activities are passed over. Raises refusals."""
    chosen = _number(sent, deed)
    found = [
        await load(contribution_id=each, activity_id=place.here.id, viewer=by) for each in sorted(set(ids))
    ]
    ideas = [each for each in found if each is not None and each.root_id is None]
    if deed == "status":
        await _known(chosen, [status.id for status in await statuses()])
        for idea in ideas:
            await set_status(place=place, contribution_id=idea.id, status_id=chosen, by=by)
    elif deed == "topic":
        await _known(chosen, [topic.id for topic in await topics()])
        for idea in ideas:
            wanted = (*(topic.id for topic in idea.topics), chosen or 0)
            await set_topics(contribution_id=idea.id, topics=wanted)
    else:
        for idea in ideas:
            await assign(place=place, contribution_id=idea.id, person_id=chosen, by=by)
    return len(ideas)


def _number(sent: Mapping[str, Sequence[str]], name: str) -> int | None:
    return id_of((sent.get(name) or [""])[-1])


async def _known(chosen: int | None, ids: Sequence[int]) -> None:
    if chosen not in ids:
        raise ChooseWhat
