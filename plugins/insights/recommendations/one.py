"""One recommendation: its words, the people behind it, who they are, and every contribution that it rests on."""

from core.sdk import (
    Answer,
    Bound,
    Contribution,
    NotFound,
    Panel,
    Refused,
    Visit,
    _,
    bind,
    get,
    page,
    person_of,
    post,
    redirect,
    row,
    rows,
)
from plugins.insights.about import head, require_project, sent, studied
from plugins.insights.quotations import words_of
from plugins.insights.recommendations import deciding
from plugins.insights.recommendations.forms import ChangeForm, change_form
from plugins.insights.recommendations.model import Recommendation, recommendations_of
from plugins.insights.recommendations.who import who_stands_behind
from plugins.insights.studies.model import Study
from plugins.insights.typed import whole

_ONE = "/manage/insights/{study_id:int}/recommendations/{recommendation_id:int}"
PAGE = 50
_QUOTED = "SELECT 1 FROM insights_evidence e WHERE e.recommendation = r.id AND e.contribution = $1 AND NOT e.removed"
_LED_TO = f"""
    SELECT r.id, r.title, r.state, r.study, EXISTS ({_QUOTED}) AS quoted FROM insights_recommendation r
    WHERE r.state IN ('accepted', 'proposed') AND (EXISTS ({_QUOTED}) OR EXISTS
        (SELECT 1 FROM insights_backing b WHERE b.recommendation = r.id AND b.contribution = $1)) ORDER BY r.position, r.id
"""


@get(_ONE, action="insights.enter")
async def show(visit: Visit, study_id: int, recommendation_id: int) -> Answer:
    study = await studied(visit, study_id)
    return await _page(visit, study, recommendation_id)


@post(_ONE, action="insights.enter")
async def save(visit: Visit, study_id: int, recommendation_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    form = bind(ChangeForm, await visit.body())
    if form.ok:
        try:
            await deciding.change(
                study_id=study.id,
                recommendation_id=recommendation_id,
                title=form.values.title,
                text=form.values.text,
                version=form.values.version,
                by=person_of(visit),
            )
        except Refused as refused:
            form.refuse(refused)
    if not form.ok:
        return await _page(visit, study, recommendation_id, form=form, status=422)
    mark = "/" if await sent(visit, "stay") else "#r"
    return redirect(f"{study.url}/recommendations{mark}{recommendation_id}", toast=_("Saved."))


@post(_ONE + "/evidence", action="insights.enter")
async def weigh(visit: Visit, study_id: int, recommendation_id: int) -> Answer:
    """A quotation is taken away, or put on the other side."""
    study = await studied(visit, study_id, change=True)
    here = f"{study.url}/recommendations/{recommendation_id}"
    chosen = whole(await sent(visit, "evidence"))
    deed = deciding.turn if await sent(visit, "do") == "turn" else deciding.take_away
    try:
        await deed(study_id=study.id, recommendation_id=recommendation_id, evidence_id=chosen)
    except Refused as refused:
        return redirect(here, toast=refused.message, done=False)
    return redirect(f"{here}#words", toast=_("Saved."))


@post(_ONE + "/merge", action="insights.enter")
async def merge(visit: Visit, study_id: int, recommendation_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    into = whole(await sent(visit, "into"))
    try:
        await deciding.merge(
            study_id=study.id, recommendation_id=recommendation_id, into=into, by=person_of(visit)
        )
    except Refused as refused:
        here = f"{study.url}/recommendations/{recommendation_id}"
        return redirect(here, toast=refused.message, done=False)
    return redirect(f"{study.url}/recommendations/{into}", toast=_("The two are one recommendation now."))


@get(_ONE + "/behind", action="insights.enter")
async def behind(visit: Visit, study_id: int, recommendation_id: int) -> Answer:
    """Every contribution that it rests on, the most typical first."""
    study = await studied(visit, study_id)
    one = await _one(study, recommendation_id)
    begin = whole(visit.query.get("from", "0")) % 1_000_000
    found = await rows(
        "SELECT b.contribution FROM insights_backing b JOIN contribution c ON c.id = b.contribution "
        "LEFT JOIN insights_placing p ON p.contribution = b.contribution AND p.study = $1 WHERE b.recommendation = $2 "
        "AND c.state IN ('published', 'internal') ORDER BY p.closeness DESC NULLS LAST, b.contribution LIMIT $3 OFFSET $4",
        study.id,
        one.id,
        PAGE + 1,
        begin,
    )
    ids = [each["contribution"] for each in found[:PAGE]]
    words = await words_of(ids)
    return page(
        "insights/behind.html",
        **head(study, "recommendations"),
        title=one.title,
        back=f"{study.url}/recommendations/{one.id}",
        here=f"{study.url}/recommendations/{one.id}/behind",
        words=[words[each] for each in ids if each in words],
        older=begin + PAGE if len(found) > PAGE else None,
        total=one.contributions,
    )


@get("/manage/insights/contributions/{contribution_id:int}", action="insights.enter")
async def of_contribution(visit: Visit, contribution_id: int) -> Answer:
    """The other way: what a contribution has led to."""
    found = await row(
        "SELECT c.id, p.slug FROM contribution c JOIN activity a ON a.id = c.activity JOIN project p ON p.id = a.project "
        "WHERE c.id = $1",
        contribution_id,
    )
    if found is None:
        raise NotFound
    await require_project(visit, found["slug"])
    words = (await words_of([contribution_id])).get(contribution_id)
    if words is None:
        raise NotFound
    return page("insights/contribution.html", words=words, led_to=await led_to(contribution_id))


async def led_to(contribution_id: int) -> list[dict[str, object]]:
    """Recommendations that rest on this contribution."""
    return await rows(_LED_TO, contribution_id)


async def beside_panels(contribution: Contribution) -> list[Panel]:
    """Drawn only for staff: the template asks who looks."""
    found = await led_to(contribution.id)
    if not found:
        return []
    return [
        Panel(
            title=_("Recommendations that rest on it"),
            template="insights/beside.html",
            context={"led_to": found},
        )
    ]


async def _one(study: Study, recommendation_id: int) -> Recommendation:
    for each in await recommendations_of(study_id=study.id):
        if each.id == recommendation_id:
            return each
    raise NotFound


async def _page(
    visit: Visit,
    study: Study,
    recommendation_id: int,
    *,
    form: Bound[ChangeForm] | None = None,
    status: int = 200,
) -> Answer:
    one = await _one(study, recommendation_id)
    others = [each for each in await recommendations_of(study_id=study.id) if each.id != one.id]
    return page(
        "insights/recommendation.html",
        status=status,
        **head(study, "recommendations"),
        one=one,
        form=form or change_form(one),
        who=await who_stands_behind(study_id=study.id, recommendation_id=one.id, project_id=study.project_id),
        others=others,
        may=visit.can("insights.manage", await require_project(visit, study.project_slug)).allowed,
    )
