"""What is kept about a person here: only which studies a colleague made."""

from core.sdk import PersonalData, execute, rows


async def kept_about(person_id: int) -> list[PersonalData]:
    made = await rows(
        "SELECT title, created_at FROM insights_study WHERE created_by = $1 ORDER BY id", person_id
    )
    return [PersonalData(name="studies", rows=tuple(made))] if made else []


async def forget(person_id: int) -> None:
    await execute("UPDATE insights_study SET created_by = NULL WHERE created_by = $1", person_id)
    await execute("UPDATE insights_run SET by = NULL WHERE by = $1", person_id)
    await execute("UPDATE insights_fill SET started_by = NULL WHERE started_by = $1", person_id)
    await execute("UPDATE insights_summary SET asked_by = NULL WHERE asked_by = $1", person_id)
    await execute("UPDATE insights_summary SET signed_by = NULL WHERE signed_by = $1", person_id)
    await execute("UPDATE insights_recommendation SET changed_by = NULL WHERE changed_by = $1", person_id)
    await execute("UPDATE insights_recommendation SET signed_by = NULL WHERE signed_by = $1", person_id)
