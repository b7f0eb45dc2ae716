"""Options: made, changed, ordered, taken back. Closed to what would change a ballot once the first one is in the urn."""

from dataclasses import dataclass, field

from core.sdk import (
    Content,
    Person,
    Place,
    Refused,
    _,
    edit_official,
    execute,
    rows,
    submit_official,
    value,
    withdraw_official,
)
from plugins.voting.options import OPTION


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What an option has beside its text. `cost` in øre."""

    cost: int = 0
    category: int | None = None
    district: int | None = None
    on_ballot: bool = True
    source: int | None = field(default=None)


class VoteHasBegun(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The first ballots are cast. Options, costs and parts of the budget stand as they are until the vote is over."
            )
        )


async def add_option(*, place: Place, by: Person, content: Content, facts: Facts) -> int:
    """A new option, last in staff's order. Raises VoteHasBegun."""
    await check_not_begun(activity_id=place.here.id)
    option_id = await submit_official(place=place, kind=OPTION, by=by, content=content)
    await execute(
        "INSERT INTO voting_option (id, activity, cost, category, district, source, on_ballot, position) "
        "SELECT $1, $2, $3, (SELECT id FROM voting_part WHERE id = $4 AND activity = $2 AND kind = 'category'), "
        "(SELECT id FROM voting_part WHERE id = $5 AND activity = $2 AND kind = 'district'), $6, $7, "
        "(SELECT coalesce(max(position), 0) + 1 FROM voting_option WHERE activity = $2)",
        option_id,
        place.here.id,
        facts.cost,
        facts.category,
        facts.district,
        facts.source,
        facts.on_ballot,
    )
    return option_id


async def change_option(
    *, place: Place, by: Person, option_id: int, content: Content, facts: Facts, version: str
) -> None:
    """Its text may be mended any time; its facts until the first ballot is cast. Raises StaleForm, VoteHasBegun."""
    was = await rows(
        "SELECT cost, category, district, on_ballot FROM voting_option WHERE id = $1 AND activity = $2 FOR UPDATE",
        option_id,
        place.here.id,
    )
    now = {name: getattr(facts, name) for name in ("cost", "category", "district", "on_ballot")}
    if was and was[0] != now:
        await check_not_begun(activity_id=place.here.id)
    await edit_official(place=place, contribution_id=option_id, by=by, content=content, version=version)
    await execute(
        "UPDATE voting_option SET cost = $3, on_ballot = $4, "
        "category = (SELECT id FROM voting_part WHERE id = $5 AND activity = $2 AND kind = 'category'), "
        "district = (SELECT id FROM voting_part WHERE id = $6 AND activity = $2 AND kind = 'district') "
        "WHERE id = $1 AND activity = $2",
        option_id,
        place.here.id,
        facts.cost,
        facts.on_ballot,
        facts.category,
        facts.district,
    )


async def remove_option(*, place: Place, by: Person, option_id: int) -> None:
    """Take it back for good. Raises VoteHasBegun."""
    await check_not_begun(activity_id=place.here.id)
    await withdraw_official(place=place, contribution_id=option_id, by=by)
    await execute("DELETE FROM voting_option WHERE id = $1 AND activity = $2", option_id, place.here.id)


async def move_option(*, place: Place, option_id: int, up: bool) -> None:
    """One place up or down in staff's order."""
    found = await rows(
        "SELECT id FROM voting_option WHERE activity = $1 ORDER BY position, id FOR UPDATE", place.here.id
    )
    order = [each["id"] for each in found]
    if option_id not in order:
        return
    at = order.index(option_id)
    to = max(0, at - 1) if up else min(len(order) - 1, at + 1)
    order.insert(to, order.pop(at))
    await execute(
        "UPDATE voting_option o SET position = n.place FROM unnest($1::bigint[]) WITH ORDINALITY n(id, place) "
        "WHERE o.id = n.id AND o.activity = $2",
        order,
        place.here.id,
    )


async def begun(*, activity_id: int) -> bool:
    """Is there a ballot in the urn?"""
    found: bool = await value("SELECT EXISTS (SELECT 1 FROM voting_ballot WHERE activity = $1)", activity_id)
    return found


async def check_not_begun(*, activity_id: int) -> None:
    if await begun(activity_id=activity_id):
        raise VoteHasBegun
