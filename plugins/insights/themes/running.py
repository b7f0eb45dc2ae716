"""A run of a study, as a job: vectors that are missing, themes, names; then what changed."""

from typing import TYPE_CHECKING, Any

import msgspec

from core.sdk import Label, Made, Text, _, enqueue, execute, job, report_progress, row, rows, value
from plugins.insights.engines import engine
from plugins.insights.reading.selection import ids_of
from plugins.insights.studies.model import Study, load_study
from plugins.insights.themes.naming import fitting, names_for
from plugins.insights.vectors import make_vectors

if TYPE_CHECKING:
    from plugins.insights.themes.grouping import Piece, Plan

_BATCH = 100
UNNAMED: Text = _("Without a name")


async def begin_run(*, study: Study, by: int, anew: bool) -> int:
    """The job that does it; its number is kept so that the page can tell how far it is."""
    job_id = await enqueue("insights.group", study_id=study.id, by=by, anew=anew)
    await execute("UPDATE insights_study SET job_id = $2 WHERE id = $1", study.id, job_id)
    return job_id


@job("insights.group", queue="long", quiet=True)
async def run_study(*, study_id: int, by: int | None, anew: bool) -> None:
    """Safe to run twice: the second finds everything placed."""
    from plugins.insights.themes.grouping import plan_run

    await value("SELECT id FROM insights_study WHERE id = $1 FOR UPDATE", study_id)
    study = await load_study(study_id)
    if study is None:
        return
    maker = await engine()
    ids = await ids_of(study.selection, seen=None)
    for start in range(0, len(ids), _BATCH):
        await make_vectors(ids=ids[start : start + _BATCH])
        await report_progress(start, len(ids) + 1)
    anew = anew or study.space != maker.space  # vectors of two spaces are never compared
    plan = await plan_run(study_id=study.id, ids=ids, space=maker.space, anew=anew)
    before = await _placed(study.id)
    made = await _write(study, plan, anew=anew)
    changes = await _changes(study.id, before, made)
    await execute(
        "INSERT INTO insights_run (study, by, kind, changes) VALUES ($1, $2, $3, $4)",
        study.id,
        by,
        "anew" if anew else "more",
        changes,
    )
    await execute(
        "UPDATE insights_study SET grouped_at = now(), updated_at = now(), space = $2, version = version + 1 WHERE id = $1",
        study.id,
        maker.space,
    )


async def _placed(study_id: int) -> dict[int, int | None]:
    found = await rows("SELECT contribution, theme FROM insights_placing WHERE study = $1", study_id)
    return {each["contribution"]: each["theme"] for each in found}


async def _write(study: Study, plan: "Plan", *, anew: bool) -> list[int]:
    """The new themes' ids."""
    if anew:
        await _free(study.id)
    await execute(
        "DELETE FROM insights_placing WHERE study = $1 AND NOT contribution = ANY($2::bigint[])",
        study.id,
        list(plan.ids),
    )
    labels, made = await _labels(study, plan)
    uppers = [await _new_theme(study.id, labels.get(-1 - number), None) for number in range(plan.uppers)]
    new: list[int] = []
    for number, piece in enumerate(plan.pieces):
        above = uppers[piece.above] if piece.above is not None else None
        if piece.theme_id is None:
            piece.theme_id = await _new_theme(study.id, labels.get(number), above)
            new.append(piece.theme_id)
        elif above is not None:
            await execute(
                "UPDATE insights_theme SET parent = $2 WHERE id = $1 AND NOT kept", piece.theme_id, above
            )
        await _place(study.id, plan, piece)
    await _place_nowhere(study.id, [plan.ids[n] for n in plan.left_over])
    if made is not None:
        await execute(
            "UPDATE insights_study SET made = $2 WHERE id = $1", study.id, msgspec.to_builtins(made)
        )
    return new + uppers


async def _free(study_id: int) -> None:
    """Everything that no person has decided."""
    await execute("DELETE FROM insights_placing WHERE study = $1 AND NOT by_staff", study_id)
    await execute(
        "DELETE FROM insights_theme t WHERE t.study = $1 AND NOT t.kept AND NOT t.named "
        "AND NOT EXISTS (SELECT 1 FROM insights_placing p WHERE p.theme = t.id)",
        study_id,
    )


async def _labels(study: Study, plan: "Plan") -> tuple[dict[int, Label], Made | None]:
    """For new themes by their place in the plan, for upper ones by −1, −2 …"""
    groups: dict[int, list[int]] = {
        number: [plan.ids[n] for n in piece.items]
        for number, piece in enumerate(plan.pieces)
        if piece.theme_id is None
    }
    for upper in range(plan.uppers):
        inside = [piece.items for piece in plan.pieces if piece.above == upper]
        groups[-1 - upper] = [plan.ids[n] for row_ in _one_by_one(inside) for n in row_]
    if not groups:
        return {}, None
    from plugins.insights.themes.hinting import hints_for

    maker = await engine()
    hints = await hints_for(maker, plan, language=study.language)
    return await names_for(maker, groups, language=study.language, hints=hints)


def _one_by_one(lists: list[list[int]]) -> list[list[int]]:
    """The most central of each list, then the next of each: so that no theme hides the others."""
    longest = max((len(each) for each in lists), default=0)
    return [[each[n] for each in lists if n < len(each)] for n in range(longest)]


async def _new_theme(study_id: int, label: Label | None, above: int | None) -> int:
    new_id: int = await value(
        "INSERT INTO insights_theme (study, parent, name, description, words) VALUES ($1, $2, $3, $4, $5) RETURNING id",
        study_id,
        above,
        fitting(label.name) if label and label.name.strip() else str(UNNAMED),
        label.description if label else "",
        list(label.words) if label else [],
    )
    return new_id


async def _place(study_id: int, plan: "Plan", piece: "Piece") -> None:
    await execute(
        "INSERT INTO insights_placing (study, contribution, theme, closeness) "
        "SELECT $1, p.id, $2, p.closeness FROM unnest($3::bigint[], $4::real[]) p(id, closeness) "
        "ON CONFLICT (study, contribution) DO UPDATE SET theme = excluded.theme, closeness = excluded.closeness "
        "WHERE NOT insights_placing.by_staff OR insights_placing.theme = excluded.theme",
        study_id,
        piece.theme_id,
        [plan.ids[n] for n in piece.items],
        piece.closeness,
    )


async def _place_nowhere(study_id: int, ids: list[int]) -> None:
    await execute(
        "INSERT INTO insights_placing (study, contribution) SELECT $1, unnest($2::bigint[]) "
        "ON CONFLICT (study, contribution) DO NOTHING",
        study_id,
        ids,
    )


async def _changes(study_id: int, before: dict[int, int | None], made: list[int]) -> dict[str, Any]:
    """What is different from before: shown to staff after each run."""
    after = await _placed(study_id)
    grown: dict[str, int] = {}
    for contribution, theme in after.items():
        if theme is not None and before.get(contribution) != theme and theme not in made:
            grown[str(theme)] = grown.get(str(theme), 0) + 1
    return {
        "first": not before,
        "new": len(after.keys() - before.keys()),
        "gone": len(before.keys() - after.keys()),
        "moved": sum(before[each] != after[each] for each in after.keys() & before.keys()),
        "themes": made,
        "grown": grown,
        "left_over": sum(theme is None for theme in after.values()),
    }


async def last_run(*, study_id: int) -> dict[str, Any] | None:
    """When it was, and what it changed."""
    return await row(
        "SELECT at, kind, changes FROM insights_run WHERE study = $1 ORDER BY id DESC LIMIT 1", study_id
    )
