"""Studies: made, renamed, deleted. The only writer of `insights_study` beside the runs."""

import msgspec

from core.sdk import Person, Refused, _, execute, value
from plugins.insights.reading.selection import Selection


class NothingChosen(Refused):
    def __init__(self) -> None:
        super().__init__(_("Nobody has written anything there yet. Choose more, or wait."))


async def make_study(
    *, project_id: int | None, title: str, selection: Selection, language: str, by: Person
) -> int:
    """Its id. Nothing is grouped yet."""
    new_id: int = await value(
        "INSERT INTO insights_study (project, title, selection, language, created_by) "
        "VALUES ($1, $2, $3, $4, $5) RETURNING id",
        project_id,
        title,
        msgspec.to_builtins(selection),
        language,
        by.id,
    )
    return new_id


async def change_study(*, study_id: int, title: str, selection: Selection, language: str) -> None:
    """What is grouped stays until the next run."""
    await execute(
        "UPDATE insights_study SET title = $2, selection = $3, language = $4, version = version + 1, updated_at = now() "
        "WHERE id = $1",
        study_id,
        title,
        msgspec.to_builtins(selection),
        language,
    )


async def delete_study(*, study_id: int) -> None:
    """With its themes. What people wrote stays where it is."""
    await execute("DELETE FROM insights_study WHERE id = $1", study_id)
