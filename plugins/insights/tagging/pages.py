"""Suggested topics of a study: staff tick what belongs there."""

from core.sdk import Answer, Typed, Visit, _, enqueue, get, ngettext, page, post, redirect, topics
from plugins.insights.about import head, require_project, sent, sent_ids, studied
from plugins.insights.algorithms.rules import rule_from
from plugins.insights.reading.selection import ids_of
from plugins.insights.tagging.deciding import accept, heaps, refuse
from plugins.insights.tagging.ruling import keep_rules, rules
from plugins.insights.tagging.starting import choices, take_up
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


@get("/manage/insights/rules", action="insights.manage")
async def show_rules(visit: Visit) -> Answer:  # noqa: ARG001 - everybody who may see them sees the same
    written = await rules()
    known = await topics()
    return page(
        "insights/rules.html", topics=known, written={key: rule.lines() for key, rule in written.items()}
    )


@post("/manage/insights/rules", action="insights.manage")
async def save_rules(visit: Visit) -> Answer:
    body = await visit.body()
    given = {topic.id: rule_from(Typed(body, f"rule-{topic.id}").one()[:20_000]) for topic in await topics()}
    kept = await keep_rules(given=given)
    said = ngettext("Saved. {n} topic has rules.", "Saved. {n} topics have rules.", kept)
    return redirect("/manage/insights/rules", toast=said.format(n=kept))


@get("/manage/insights/los", action="insights.set_up")
async def show_los(visit: Visit) -> Answer:
    return page("insights/los.html", choices=await choices(visit.locale))


@post("/manage/insights/los", action="insights.set_up")
async def take_from_los(visit: Visit) -> Answer:
    """Those that are ticked become topics of the place."""
    made = await take_up(paths=Typed(await visit.body(), "theme").all())
    if not made:
        return redirect("/manage/insights/los", toast=_("Tick the topics that you want."), done=False)
    said = ngettext("{n} topic is made.", "{n} topics are made.", made).format(n=made)
    return redirect("/manage/topics", toast=said)
