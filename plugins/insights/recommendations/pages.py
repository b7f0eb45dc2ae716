"""The workbench: themes become recommendations, many at a time; they are accepted, ordered, signed."""

from typing import Any

from core.sdk import (
    Answer,
    Bound,
    Refused,
    Visit,
    _,
    get,
    ngettext,
    page,
    person_of,
    post,
    progress_of,
    redirect,
    rows,
    steps_of,
)
from plugins.insights.about import head, require_project, sent, sent_ids, studied
from plugins.insights.recommendations import deciding
from plugins.insights.recommendations.forms import NewForm, new_form
from plugins.insights.recommendations.model import recommendations_of
from plugins.insights.recommendations.proposing import begin_proposing
from plugins.insights.studies.model import Study
from plugins.insights.themes.model import Theme, flat, themes_of
from plugins.insights.typed import whole

_ALL = "/manage/insights/{study_id:int}/recommendations"
TICKED = 15  # largest themes that are ticked beforehand


@get(_ALL, action="insights.enter")
async def listed(visit: Visit, study_id: int) -> Answer:
    return await _page(visit, await studied(visit, study_id))


@post(_ALL + "/propose", action="insights.enter")
async def propose(visit: Visit, study_id: int) -> Answer:
    """Of the ticked themes; and what is new behind those that stand."""
    study = await studied(visit, study_id, change=True)
    job_id = await begin_proposing(study=study, theme_ids=await sent_ids(visit, "theme"), by=person_of(visit))
    return redirect(f"{study.url}/recommendations?job={job_id}", toast=_("It has begun."))


@post(_ALL + "/decide", action="insights.enter")
async def decide(visit: Visit, study_id: int) -> Answer:
    """Many at once: accept, drop."""
    study = await studied(visit, study_id, change=True)
    chosen, back = await sent_ids(visit, "recommendation"), f"{study.url}/recommendations"
    if not chosen:
        return redirect(back, toast=_("Tick the recommendations first."), done=False)
    if await sent(visit, "do") == "drop":
        n = await deciding.drop(study_id=study.id, ids=chosen, by=person_of(visit))
        said = ngettext("{n} recommendation is set aside.", "{n} recommendations are set aside.", n)
    else:
        n = await deciding.accept(study_id=study.id, ids=chosen, by=person_of(visit))
        said = ngettext("{n} recommendation is accepted.", "{n} recommendations are accepted.", n)
    return redirect(back, toast=said.format(n=n))


@post(_ALL + "/new", action="insights.enter")
async def make(visit: Visit, study_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    form = new_form(await visit.body())
    if not form.ok:
        return await _page(visit, study, form=form, status=422)
    new_id = await deciding.make(study_id=study.id, title=form.values.title, by=person_of(visit))
    return redirect(f"{study.url}/recommendations/{new_id}", toast=_("Made. Say what you recommend."))


@post(_ALL + "/{recommendation_id:int}/move", action="insights.enter")
async def move(visit: Visit, study_id: int, recommendation_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    back = f"{study.url}/recommendations"
    try:
        await deciding.move(
            study_id=study.id, recommendation_id=recommendation_id, steps=await steps_of(visit)
        )
    except Refused as refused:
        return redirect(back, toast=refused.message, done=False)
    return redirect(f"{back}#r{recommendation_id}")


@post(_ALL + "/sign", action="insights.enter")
async def sign(visit: Visit, study_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    try:
        n = await deciding.sign(study_id=study.id, by=person_of(visit))
    except Refused as refused:
        return redirect(f"{study.url}/recommendations", toast=refused.message, done=False)
    said = ngettext("{n} recommendation is signed.", "{n} recommendations are signed.", n)
    return redirect(f"{study.url}/recommendations", toast=said.format(n=n))


async def _page(
    visit: Visit, study: Study, *, form: Bound[NewForm] | None = None, status: int = 200
) -> Answer:
    standing = await recommendations_of(study_id=study.id)
    themes = await themes_of(study_id=study.id)
    return page(
        "insights/recommendations.html",
        block="workbench",
        status=status,
        **head(study, "recommendations"),
        accepted=[each for each in standing if each.state == "accepted"],
        proposed=[each for each in standing if each.state == "proposed"],
        dropped=await recommendations_of(study_id=study.id, states=["dropped"]),
        themes=await _without_one(study.id, themes),
        ticked=0 if standing else TICKED,
        progress=await _progress(visit),
        form=form or new_form(),
        may=visit.can("insights.manage", await require_project(visit, study.project_slug)).allowed,
    )


async def _without_one(study_id: int, themes: list[Theme]) -> list[Theme]:
    """Themes that no recommendation comes from, the largest first; upper ones whose lower ones are there are left out."""
    found = await rows(
        "SELECT l.theme FROM insights_recommendation_theme l JOIN insights_recommendation r ON r.id = l.recommendation "
        "WHERE r.study = $1 AND r.state <> 'dropped'",
        study_id,
    )
    taken = {each["theme"] for each in found}
    lowest = [each for each in flat(themes) if not each.below and not each.hidden and each.contributions]
    return sorted((each for each in lowest if each.id not in taken), key=lambda each: -each.contributions)


async def _progress(visit: Visit) -> Any:
    job_id = whole(visit.query.get("job", ""))
    found = await progress_of(job_id=job_id) if job_id else None
    return found if found and not found.ended else None
