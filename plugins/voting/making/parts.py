"""Categories and districts: made, changed, removed. The only writer of `voting_part`."""

from core.sdk import Localized, Place, execute, value
from plugins.voting.making.service import check_not_begun


async def add_part(*, place: Place, kind: str, names: Localized, budget: int | None) -> int:
    """`kind`: category or district. `budget` in øre, or None. Raises VoteHasBegun."""
    await check_not_begun(activity_id=place.here.id)
    new_id: int = await value(
        "INSERT INTO voting_part (activity, kind, names, budget, position) VALUES ($1, $2, $3, $4, "
        "(SELECT coalesce(max(position), 0) + 1 FROM voting_part WHERE activity = $1)) RETURNING id",
        place.here.id,
        kind,
        dict(names),
        budget,
    )
    return new_id


async def change_part(*, place: Place, part_id: int, names: Localized, budget: int | None) -> None:
    """Its names may be mended any time, its budget until the first ballot is cast. Raises VoteHasBegun."""
    was = await value(
        "SELECT budget FROM voting_part WHERE id = $1 AND activity = $2", part_id, place.here.id
    )
    if was != budget:
        await check_not_begun(activity_id=place.here.id)
    await execute(
        "UPDATE voting_part SET names = $3, budget = $4 WHERE id = $1 AND activity = $2",
        part_id,
        place.here.id,
        dict(names),
        budget,
    )


async def remove_part(*, place: Place, part_id: int) -> None:
    """Options in it stay, in no part. Raises VoteHasBegun."""
    await check_not_begun(activity_id=place.here.id)
    await execute("DELETE FROM voting_part WHERE id = $1 AND activity = $2", part_id, place.here.id)
