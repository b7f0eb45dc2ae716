"""Following a project or a contribution. The only writer of `follow`."""

from core.db import execute, rows, value


async def follow(*, person_id: int, subject: str, subject_id: int) -> None:
    """Twice is once."""
    await execute(
        "INSERT INTO follow (person, subject, subject_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        person_id,
        subject,
        subject_id,
    )


async def unfollow(*, person_id: int, subject: str, subject_id: int) -> None:
    await execute(
        "DELETE FROM follow WHERE person = $1 AND subject = $2 AND subject_id = $3",
        person_id,
        subject,
        subject_id,
    )


async def follows(*, person_id: int, subject: str, subject_id: int) -> bool:
    found: bool = await value(
        "SELECT EXISTS (SELECT 1 FROM follow WHERE person = $1 AND subject = $2 AND subject_id = $3)",
        person_id,
        subject,
        subject_id,
    )
    return found


async def followers(*, project_id: int) -> list[int]:
    """Those who asked to be told about the project: person ids, for `notify(kind="news")`, which asks how they want it."""
    found = await rows(
        "SELECT person FROM follow WHERE subject = 'project' AND subject_id = $1 ORDER BY person", project_id
    )
    return [each["person"] for each in found]
