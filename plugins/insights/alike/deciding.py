"""What staff say of a family."""

from core.sdk import Refused, _, execute, rows
from plugins.insights.themes import deciding

MARKS = ("", "campaign", "apart")


class NoSuchFamily(Refused):
    def __init__(self) -> None:
        super().__init__(_("This group is not there any more. Load the page again."))


async def mark(*, study_id: int, family_id: int, what: str) -> None:
    """One of `MARKS`. Raises NoSuchFamily."""
    if what not in MARKS or not await execute(
        "UPDATE insights_family SET mark = $3 WHERE study = $1 AND id = $2", study_id, family_id, what
    ):
        raise NoSuchFamily


async def as_one_theme(*, study_id: int, family_id: int, name: str) -> int:
    """All of it becomes a theme of its own, for good; the theme's id. Raises NoSuchFamily, NeedsAName."""
    found = await rows(
        "SELECT a.contribution FROM insights_alike a JOIN insights_family f ON f.id = a.family "
        "WHERE f.study = $1 AND f.id = $2",
        study_id,
        family_id,
    )
    if not found:
        raise NoSuchFamily
    theme_id = await deciding.make_theme(study_id=study_id, name=name)
    await deciding.put_in(
        study_id=study_id, contributions=[each["contribution"] for each in found], theme_id=theme_id
    )
    return theme_id
