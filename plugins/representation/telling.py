"""What people tell about themselves, of their own will, and take back."""

from core.sdk import PersonalData, execute, row, rows


async def told_by(person_id: int) -> dict[str, object]:
    """Empty where nothing is told."""
    return (
        await row(
            "SELECT birth_year, sex, invite, told_at FROM representation_about WHERE person = $1", person_id
        )
        or {}
    )


async def tell(*, person_id: int, birth_year: int | None, sex: str, invite: bool = False) -> None:
    """Nothing told is nothing kept. `invite`: may be told of projects where people like this one are missing."""
    if birth_year is None and not sex and not invite:
        await forget(person_id)
        return
    await execute(
        "INSERT INTO representation_about (person, birth_year, sex, invite) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (person) DO UPDATE SET birth_year = excluded.birth_year, sex = excluded.sex, "
        "invite = excluded.invite, told_at = now()",
        person_id,
        birth_year,
        sex,
        invite,
    )


async def invited(*, person_ids: list[int]) -> None:
    """So that nobody is told again within a month."""
    await execute(
        "UPDATE representation_about SET invited_at = now() WHERE person = ANY($1::bigint[])", person_ids
    )


async def forget(person_id: int) -> None:
    await execute("DELETE FROM representation_about WHERE person = $1", person_id)


async def kept_about(person_id: int) -> list[PersonalData]:
    found = await rows(
        "SELECT birth_year, sex, invite, told_at FROM representation_about WHERE person = $1", person_id
    )
    return [PersonalData(name="about", rows=tuple(found))] if found else []
