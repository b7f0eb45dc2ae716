"""Suggested topics of a study: staff tick what belongs there."""

from core.sdk import Answer, Visit, _, enqueue, get, ngettext, page, post, redirect, topics
from plugins.insights.about import head, require_project, sent, sent_ids, studied
from plugins.insights.reading.selection import ids_of
from plugins.insights.tagging.deciding import accept, heaps, refuse
from plugins.insights.typed import whole

_TOPICS = "/manage/insights/{study_id:int}/topics"


@get(_TOPICS, action="insights.enter")
async def show(visit: Visit, study_id: int) -> Answer:
    study = await studied(visit, study_id)
    return page(
        "insights/topics.html",
        **head(study, "topics"),
        heaps=await heaps(ids=await ids_of(study.selection, seen=None)),
        topics=await topics(),
        may=visit.can("insights.manage", await require_project(visit, study.project_slug)).allowed,
    )


@post(_TOPICS + "/suggest", action="insights.enter")
async def suggest(visit: Visit, study_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    await enqueue("insights.tag", study_id=study.id)
    return redirect(f"{study.url}/topics", toast=_("Topics are being suggested. Look again in a minute."))


@post(_TOPICS + "/decide", action="insights.enter")
async def decide(visit: Visit, study_id: int) -> Answer:
    """What is ticked belongs to the topic, or does not."""
    study = await studied(visit, study_id, change=True)
    here, chosen = f"{study.url}/topics", await sent_ids(visit, "contribution")
    if not chosen:
        return redirect(here, toast=_("Tick the contributions that it is about."), done=False)
    topic_id, within = whole(await sent(visit, "topic")), await ids_of(study.selection, seen=None)
    if await sent(visit, "do") == "refuse":
        n = await refuse(topic_id=topic_id, contributions=chosen, within=within)
        said = ngettext("{n} will not be suggested again.", "{n} will not be suggested again.", n)
    else:
        n = await accept(topic_id=topic_id, contributions=chosen, within=within)
        said = ngettext("{n} contribution has its topic.", "{n} contributions have their topic.", n)
    return redirect(here, toast=said.format(n=n))
