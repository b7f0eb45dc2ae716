"""What staff decide about themes: each decision stands, whatever runs later."""

from collections.abc import Sequence

from core.sdk import Refused, _, execute, row, rows, savepoint, value

_PINNED = "UPDATE insights_placing SET by_staff = true, theme = $2, placed_at = now() WHERE study = $1"


class NoSuchTheme(Refused):
    def __init__(self) -> None:
        super().__init__(_("This theme is not there any more. Load the page again."))


class TwoLevels(Refused):
    def __init__(self) -> None:
        super().__init__(_("There are two levels: a theme with others below it stays at the top."))


class NeedsAName(Refused):
    field = "name"

    def __init__(self) -> None:
        super().__init__(_("Write a name for the theme."))


async def rename(*, study_id: int, theme_id: int, name: str, description: str) -> None:
    """Raises NeedsAName, NoSuchTheme."""
    if not name.strip():
        raise NeedsAName
    done = await execute(
        "UPDATE insights_theme SET name = $3, description = $4, named = true WHERE study = $1 AND id = $2",
        study_id,
        theme_id,
        name.strip()[:120],
        description.strip()[:500],
    )
    if not done:
        raise NoSuchTheme


async def make_theme(*, study_id: int, name: str, above: int | None = None) -> int:
    """An empty theme that staff fill. Raises NeedsAName, NoSuchTheme."""
    if not name.strip():
        raise NeedsAName
    if above is not None:
        await _require(study_id, above)
    new_id: int = await value(
        "INSERT INTO insights_theme (study, parent, name, named, kept) VALUES ($1, $2, $3, true, true) RETURNING id",
        study_id,
        above,
        name.strip()[:120],
    )
    return new_id


async def merge(*, study_id: int, theme_ids: Sequence[int], into: int) -> int:
    """All that lies in the others comes into one, for good; how many were moved. Raises NoSuchTheme."""
    await _require(study_id, into)
    others = [each for each in theme_ids if each != into]
    for each in others:
        await _require(study_id, each)
    async with savepoint():
        moved = await execute(f"{_PINNED} AND theme = ANY($3::bigint[])", study_id, into, others)
        await execute(
            "UPDATE insights_placing SET by_staff = true WHERE study = $1 AND theme = $2", study_id, into
        )
        await execute(
            "UPDATE insights_theme SET parent = $3 WHERE study = $1 AND parent = ANY($2::bigint[])",
            study_id,
            others,
            into,
        )
        await execute(
            "DELETE FROM insights_theme WHERE study = $1 AND id = ANY($2::bigint[])", study_id, others
        )
        await execute(
            "UPDATE insights_theme SET kept = true, parent = NULLIF(parent, id) WHERE id = $1", into
        )
    return moved


async def move(*, study_id: int, contributions: Sequence[int], to: int | None) -> int:
    """Into another theme, or out of all; how many. Raises NoSuchTheme."""
    if to is not None:
        await _require(study_id, to)
    moved = await execute(
        f"{_PINNED} AND contribution = ANY($3::bigint[])", study_id, to, list(contributions)
    )
    if to is not None:
        await execute("UPDATE insights_theme SET kept = true WHERE id = $1", to)
    return moved


async def put_in(*, study_id: int, contributions: Sequence[int], theme_id: int) -> None:
    """Also what no run has placed yet. Raises NoSuchTheme."""
    await _require(study_id, theme_id)
    await execute(
        "INSERT INTO insights_placing (study, contribution, theme, by_staff) SELECT $1, c.id, $3, true FROM contribution c "
        "WHERE c.id = ANY($2::bigint[]) ON CONFLICT (study, contribution) "
        "DO UPDATE SET theme = excluded.theme, by_staff = true, placed_at = now()",
        study_id,
        list(contributions),
        theme_id,
    )


async def place_below(*, study_id: int, theme_id: int, above: int | None) -> None:
    """Under an upper theme, or at the top. A theme with others below it stays at the top: there are two levels."""
    await _require(study_id, theme_id)
    if above is not None:
        upper = await row("SELECT parent FROM insights_theme WHERE study = $1 AND id = $2", study_id, above)
        has_below = await value("SELECT EXISTS (SELECT 1 FROM insights_theme WHERE parent = $1)", theme_id)
        if upper is None or above == theme_id:
            raise NoSuchTheme
        if upper["parent"] is not None or has_below:
            raise TwoLevels
    await execute("UPDATE insights_theme SET parent = $2, kept = true WHERE id = $1", theme_id, above)


async def hide(*, study_id: int, theme_id: int, hidden: bool) -> None:
    """Last in the list, and no part of what is shown elsewhere: greetings, tests, noise."""
    if not await execute(
        "UPDATE insights_theme SET hidden = $3, kept = true WHERE study = $1 AND id = $2",
        study_id,
        theme_id,
        hidden,
    ):
        raise NoSuchTheme


async def keep(*, study_id: int, theme_id: int) -> None:
    """As it is: its contributions stay, whatever comes."""
    await _require(study_id, theme_id)
    await execute("UPDATE insights_theme SET kept = true WHERE id = $1", theme_id)
    await execute("UPDATE insights_placing SET by_staff = true WHERE theme = $1", theme_id)


async def remove(*, study_id: int, theme_id: int) -> int:
    """The theme goes; what lay in it lies in none, until the next run. How many."""
    await _require(study_id, theme_id)
    freed = await execute(
        "UPDATE insights_placing SET theme = NULL, by_staff = false WHERE study = $1 AND theme = $2",
        study_id,
        theme_id,
    )
    await execute("DELETE FROM insights_theme WHERE id = $1", theme_id)
    return freed


async def members(*, study_id: int, theme_id: int) -> list[int]:
    found = await rows(
        "SELECT contribution FROM insights_placing WHERE study = $1 AND theme = $2 ORDER BY closeness DESC, contribution",
        study_id,
        theme_id,
    )
    return [each["contribution"] for each in found]


async def _require(study_id: int, theme_id: int) -> None:
    if not await value(
        "SELECT EXISTS (SELECT 1 FROM insights_theme WHERE study = $1 AND id = $2)", study_id, theme_id
    ):
        raise NoSuchTheme
