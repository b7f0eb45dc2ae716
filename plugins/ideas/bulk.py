"""What staff can do with several ideas at once. All of them or none."""

from collections.abc import Mapping, Sequence

from core.sdk import (
    Contribution,
    Person,
    Place,
    Refused,
    _,
    assign,
    load,
    savepoint,
    set_status,
    set_topics,
    statuses,
    topics,
)
from plugins.ideas.numbers import id_of

DEEDS = ("status", "topic", "assign")


class ChooseWhat(Refused):
    def __init__(self) -> None:
        super().__init__(_("Choose what it should be changed to."))


async def do_with_all(
    *, place: Place, by: Person, ids: Sequence[int], deed: str, sent: Mapping[str, Sequence[str]]
) -> int:
    """How many were dealt with. Ids of other activities are passed over. Raises refusals; then nothing is done."""
    typed = (sent.get(deed) or [""])[-1]
    chosen = id_of(typed)
    if chosen is None and not (deed == "assign" and typed == "nobody"):
        raise ChooseWhat
    found = [
        await load(contribution_id=each, activity_id=place.here.id, viewer=by) for each in sorted(set(ids))
    ]
    ideas = [each for each in found if each is not None and each.root_id is None]
    async with savepoint():
        if deed == "status":
            await _set_all_statuses(place, by, ideas, chosen)
        elif deed == "topic":
            await _add_topic_to_all(ideas, chosen)
        else:
            for idea in ideas:
                await assign(place=place, contribution_id=idea.id, person_id=chosen, by=by)
    return len(ideas)


async def _set_all_statuses(
    place: Place, by: Person, ideas: Sequence[Contribution], chosen: int | None
) -> None:
    if chosen not in [status.id for status in await statuses()]:
        raise ChooseWhat
    for idea in ideas:
        await set_status(place=place, contribution_id=idea.id, status_id=chosen, by=by)


async def _add_topic_to_all(ideas: Sequence[Contribution], chosen: int | None) -> None:
    if chosen is None or chosen not in [topic.id for topic in await topics()]:
        raise ChooseWhat
    for idea in ideas:
        await set_topics(contribution_id=idea.id, topics=(*(topic.id for topic in idea.topics), chosen))
