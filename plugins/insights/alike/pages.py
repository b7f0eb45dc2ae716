"""Groups of nearly the same text: how many, by how many people; staff open them and say what they are."""

from core.sdk import Answer, NotFound, Refused, Visit, _, get, page, post, progress_of, redirect
from plugins.insights.about import head, require_project, sent, studied
from plugins.insights.alike.deciding import as_one_theme, mark
from plugins.insights.alike.looking import begin_looking
from plugins.insights.alike.model import PAGE, families_of, family_of, members_of, totals_of
from plugins.insights.typed import whole

_ALIKE = "/manage/insights/{study_id:int}/alike"
_FARTHEST = 1_000_000


@get(_ALIKE, action="insights.enter")
async def show(visit: Visit, study_id: int) -> Answer:
    study = await studied(visit, study_id)
    begin = whole(visit.query.get("from", "")) % _FARTHEST
    totals = await totals_of(study_id=study.id)
    found = await families_of(study_id=study.id, begin=begin)
    progress = await progress_of(job_id=totals["job_id"]) if totals["job_id"] else None
    return page(
        "insights/alike.html",
        block="alike",
        **head(study, "alike"),
        families=found[:PAGE],
        totals=totals,
        progress=progress if progress and not progress.ended else None,
        failed=bool(progress and progress.state == "failed"),
        older=begin + PAGE if len(found) > PAGE else None,
        begin=begin,
        may=visit.can("insights.manage", await require_project(visit, study.project_slug)).allowed,
    )


@post(_ALIKE + "/look", action="insights.enter")
async def look(visit: Visit, study_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    await begin_looking(study=study)
    return redirect(f"{study.url}/alike", toast=_("Reading has begun."))


@get(_ALIKE + "/{family_id:int}", action="insights.enter")
async def show_one(visit: Visit, study_id: int, family_id: int) -> Answer:
    study = await studied(visit, study_id)
    family = await family_of(study_id=study.id, family_id=family_id)
    if family is None:
        raise NotFound
    begin = whole(visit.query.get("from", "")) % _FARTHEST
    found = await members_of(family_id=family.id, begin=begin)
    return page(
        "insights/alike_one.html",
        **head(study, "alike"),
        family=family,
        found=found[:PAGE],
        older=begin + PAGE if len(found) > PAGE else None,
        begin=begin,
        may=visit.can("insights.manage", await require_project(visit, study.project_slug)).allowed,
    )


@post(_ALIKE + "/{family_id:int}/decide", action="insights.enter")
async def decide(visit: Visit, study_id: int, family_id: int) -> Answer:
    """One of: campaign, apart, unmark, theme."""
    study = await studied(visit, study_id, change=True)
    here, what = f"{study.url}/alike/{family_id}", await sent(visit, "do")
    try:
        if what == "theme":
            theme = await as_one_theme(study_id=study.id, family_id=family_id, name=await sent(visit, "name"))
            return redirect(f"{study.url}/themes/{theme}", toast=_("They are one theme now."))
        await mark(study_id=study.id, family_id=family_id, what="" if what == "unmark" else what or "-")
    except Refused as refused:
        return redirect(f"{study.url}/alike", toast=refused.message, done=False)
    return redirect(here, toast=_("Saved."))
