"""Summaries and answers: asked for, read with what they rest on, edited, signed, published."""

from typing import Any

from core.sdk import (
    Answer,
    Bound,
    NotFound,
    Refused,
    Visit,
    _,
    get,
    note,
    page,
    person_of,
    post,
    progress_of,
    redirect,
)
from plugins.insights.about import head, require_project, sent, studied
from plugins.insights.quotations import words_of
from plugins.insights.studies.model import Study
from plugins.insights.summaries import signing
from plugins.insights.summaries.differing import differences, new_since
from plugins.insights.summaries.forms import AskForm, IntroductionForm, ask_form, chosen, introduction_form
from plugins.insights.summaries.making import begin_summary
from plugins.insights.summaries.model import Summary, before, load_summary, summaries_of
from plugins.insights.typed import whole

_ALL = "/manage/insights/{study_id:int}/summaries"
_ONE = _ALL + "/{summary_id:int}"
PAGE = 50


@get(_ALL, action="insights.enter")
async def listed(visit: Visit, study_id: int) -> Answer:
    return await _list_page(visit, await studied(visit, study_id))


@post(_ALL, action="insights.enter")
async def summarise(visit: Visit, study_id: int) -> Answer:
    """Of everything in the study; also again, when more has come."""
    study = await studied(visit, study_id, change=True)
    new_id = await begin_summary(study=study, question="", by=person_of(visit))
    return redirect(f"{study.url}/summaries/{new_id}", toast=_("It has begun."))


@post(_ALL + "/ask", action="insights.enter")
async def ask(visit: Visit, study_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    form = ask_form(await visit.body())
    if not form.ok:
        return await _list_page(visit, study, form=form, status=422)
    new_id = await begin_summary(study=study, question=form.values.question, by=person_of(visit))
    return redirect(f"{study.url}/summaries/{new_id}", toast=_("It has begun."))


@get(_ONE, action="insights.enter")
async def show(visit: Visit, study_id: int, summary_id: int) -> Answer:
    study = await studied(visit, study_id)
    summary = await _one(study, summary_id)
    then = await before(summary) if summary.state != "making" else None
    return page(
        "insights/summary.html",
        block="summary",
        **head(study, "summaries"),
        summary=summary,
        progress=await _progress(summary),
        on=len(summary.rests_on),
        then=then,
        since=new_since(summary.draft, then.draft) if then else None,
        may=await _may(visit, study),
    )


@get(_ONE + "/edit", action="insights.enter")
async def edit(visit: Visit, study_id: int, summary_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    return _edit_page(study, await _one(study, summary_id))


@post(_ONE + "/edit", action="insights.enter")
async def save(visit: Visit, study_id: int, summary_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    summary = await _one(study, summary_id)
    raw = await visit.body()
    form = introduction_form(summary, raw)
    if form.ok:
        kept, own = chosen(raw, summary)
        try:
            await signing.save(
                summary=summary,
                lines=signing.edited(summary.draft, kept=kept, own=own),
                introduction=form.values.introduction,
                version=await sent(visit, "version"),
                by=person_of(visit),
            )
        except Refused as refused:
            form.refuse(refused)
    return (
        redirect(summary.url, toast=_("Saved."))
        if form.ok
        else _edit_page(study, summary, form=form, status=422)
    )


@post(_ONE + "/sign", action="insights.enter")
async def sign(visit: Visit, study_id: int, summary_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    summary = await _one(study, summary_id)
    try:
        await signing.sign(summary=summary, by=person_of(visit))
    except Refused as refused:
        return redirect(summary.url, toast=refused.message, done=False)
    await note(
        action="insights.sign",
        subject="summary",
        subject_id=summary_id,
        details={"title": summary.title},
        by=visit.person,
    )
    return redirect(summary.url, toast=_("Signed. It stands as it is until somebody changes it."))


@post(_ONE + "/publish", action="insights.enter")
async def publish(visit: Visit, study_id: int, summary_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    summary = await _one(study, summary_id)
    wanted = await sent(visit, "do") != "stop"
    try:
        await signing.publish(summary=summary, published=wanted)
    except Refused as refused:
        return redirect(summary.url, toast=refused.message, done=False)
    await note(
        action="insights.publish" if wanted else "insights.unpublish",
        subject="summary",
        subject_id=summary_id,
        by=visit.person,
    )
    said = _("Residents can read it on the project's page.") if wanted else _("It is not public any more.")
    return redirect(summary.url, toast=said)


@get(_ONE + "/changes", action="insights.enter")
async def changes(visit: Visit, study_id: int, summary_id: int) -> Answer:
    study = await studied(visit, study_id)
    summary = await _one(study, summary_id)
    return page(
        "insights/changes.html", **head(study, "summaries"), summary=summary, differences=differences(summary)
    )


@get(_ONE + "/behind", action="insights.enter")
async def behind(visit: Visit, study_id: int, summary_id: int) -> Answer:
    """`which`: on (what it rests on), others, or the key of one sentence."""
    study = await studied(visit, study_id)
    summary = await _one(study, summary_id)
    title, ids, which = _which(summary, visit.query.get("which", "on"))
    begin = whole(visit.query.get("from", "0")) % 1_000_000
    words = await words_of(ids[begin : begin + PAGE])
    return page(
        "insights/behind.html",
        **head(study, "summaries"),
        title=title,
        back=summary.url,
        here=f"{summary.url}/behind?which={which}",
        words=[words[each] for each in ids[begin : begin + PAGE] if each in words],
        older=begin + PAGE if len(ids) > begin + PAGE else None,
        total=len(ids),
    )


def _which(summary: Summary, which: str) -> tuple[Any, list[int], str]:
    seen = set(summary.looked_at)
    for shown in summary.shown:
        if which == str(shown.line.key):
            return shown.line.text, sorted(shown.rests_on), which
    if which == "others":
        return _("Those that said something else"), sorted(seen - summary.rests_on), which
    return _("What the text rests on"), sorted(summary.rests_on), "on"


async def _one(study: Study, summary_id: int) -> Summary:
    found = await load_summary(summary_id=summary_id, study_id=study.id)
    if found is None:
        raise NotFound
    return found


async def _progress(summary: Summary) -> Any:
    return await progress_of(job_id=summary.job_id) if summary.state == "making" and summary.job_id else None


async def _may(visit: Visit, study: Study) -> bool:
    return visit.can("insights.manage", await require_project(visit, study.project_slug)).allowed


async def _list_page(
    visit: Visit, study: Study, *, form: Bound[AskForm] | None = None, status: int = 200
) -> Answer:
    return page(
        "insights/summaries.html",
        status=status,
        **head(study, "summaries"),
        summaries=await summaries_of(study_id=study.id),
        form=form or ask_form(),
        may=await _may(visit, study),
    )


def _edit_page(
    study: Study, summary: Summary, *, form: Bound[IntroductionForm] | None = None, status: int = 200
) -> Answer:
    return page(
        "insights/summary_edit.html",
        status=status,
        **head(study, "summaries"),
        summary=summary,
        form=form or introduction_form(summary),
        now={line.key: line for line in summary.current},
    )
