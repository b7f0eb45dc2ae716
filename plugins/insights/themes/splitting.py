"""A theme that holds several: its contributions are grouped once more, and the parts stand in its place."""

from core.sdk import Refused, _, execute, row
from plugins.insights.engines import engine
from plugins.insights.studies.model import Study
from plugins.insights.themes.deciding import NoSuchTheme, members
from plugins.insights.themes.naming import fitting, names_for
from plugins.insights.vectors import load_vectors

_LEAST = 6  # contributions that can be two themes
_PARTS = 3


class TooAlike(Refused):
    def __init__(self) -> None:
        super().__init__(_("What lies here is so alike, or so little, that it makes one theme only."))


async def split(*, study: Study, theme_id: int) -> int:
    """How many parts. An upper theme with nothing of its own cannot be split. Raises NoSuchTheme, TooAlike."""
    from plugins.insights.algorithms.frame import Frame  # numpy: for the few who split
    from plugins.insights.algorithms.grouping import group

    found = await row(
        "SELECT parent, name FROM insights_theme WHERE study = $1 AND id = $2", study.id, theme_id
    )
    if found is None:
        raise NoSuchTheme
    kept = await load_vectors(space=study.space, ids=await members(study_id=study.id, theme_id=theme_id))
    if len(kept.ids) < _LEAST:
        raise TooAlike
    values = Frame(kept.values, kept.languages).place(kept.values, kept.languages)
    parts = group(values, min(_PARTS, len(kept.ids) // 2))
    lists = [
        [kept.ids[n] for n in range(len(kept.ids)) if parts.groups[n] == label]
        for label in range(parts.count)
    ]
    lists = [each for each in lists if each]
    if len(lists) < 2:  # noqa: PLR2004
        raise TooAlike
    labels, _made = await names_for(await engine(), dict(enumerate(lists)), language=study.language)
    for number, inside in enumerate(lists):
        label = labels.get(number)
        await _part(study.id, found["parent"], label.name if label else found["name"], inside)
    await execute("DELETE FROM insights_theme WHERE id = $1", theme_id)
    return len(lists)


async def _part(study_id: int, above: int | None, name: str, inside: list[int]) -> None:
    """Kept: staff asked for it."""
    made = await row(
        "INSERT INTO insights_theme (study, parent, name, kept) VALUES ($1, $2, $3, true) RETURNING id",
        study_id,
        above,
        fitting(name),
    )
    await execute(
        "UPDATE insights_placing SET theme = $2, by_staff = true WHERE study = $1 AND contribution = ANY($3::bigint[])",
        study_id,
        made["id"] if made else None,
        inside,
    )
