"""A project was duplicated: options and criteria are the municipality's own, and go along."""

from core.sdk import execute, rows, value


async def copy_options(*, source_id: int, target_id: int) -> None:
    """Scores follow their criteria to the new ids."""
    new_ids: dict[str, str] = {}
    for each in await rows(
        "SELECT id FROM deliberation_criterion WHERE activity = $1 ORDER BY id", source_id
    ):
        copied = await value(
            "INSERT INTO deliberation_criterion (activity, position, names) SELECT $2, position, names "
            "FROM deliberation_criterion WHERE id = $1 RETURNING id",
            each["id"],
            target_id,
        )
        new_ids[str(each["id"])] = str(copied)
    for each in await rows("SELECT id, scores FROM deliberation_option WHERE activity = $1", source_id):
        scores = {new_ids[key]: said for key, said in each["scores"].items() if key in new_ids}
        await execute(
            "INSERT INTO deliberation_option (activity, position, names, descriptions, facts, scores) "
            "SELECT $2, position, names, descriptions, facts, $3 FROM deliberation_option WHERE id = $1",
            each["id"],
            target_id,
            scores,
        )
