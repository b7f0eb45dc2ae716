"""What people tell about themselves, of their own will, and take back."""

from core.sdk import PersonalData, execute, row, rows


async def told_by(person_id: int) -> dict[str, object]:
    """Empty where nothing is told."""
    return (
        await row("SELECT birth_year, sex, told_at FROM representation_about WHERE person = $1", person_id)
        or {}
    )


async def tell(*, person_id: int, birth_year: int | None, sex: str) -> None:
    """Nothing told is nothing kept."""
    if birth_year is None and not sex:
        await forget(person_id)
        return
    await execute(
        "INSERT INTO representation_about (person, birth_year, sex) VALUES ($1, $2, $3) "
        "ON CONFLICT (person) DO UPDATE SET birth_year = excluded.birth_year, sex = excluded.sex, told_at = now()",
        person_id,
        birth_year,
        sex,
    )


async def forget(person_id: int) -> None:
    await execute("DELETE FROM representation_about WHERE person = $1", person_id)


async def kept_about(person_id: int) -> list[PersonalData]:
    found = await rows(
        "SELECT birth_year, sex, told_at FROM representation_about WHERE person = $1", person_id
    )
    return [PersonalData(name="about", rows=tuple(found))] if found else []
