"""A project was duplicated: categories and districts go along. Options do not: next year's are other ones."""

from core.sdk import Activity, execute


async def copy_parts(*, source: Activity, target: Activity) -> None:
    await execute(
        "INSERT INTO voting_part (activity, kind, names, budget, position) "
        "SELECT $2, kind, names, budget, position FROM voting_part WHERE activity = $1 ORDER BY position, id",
        source.id,
        target.id,
    )
