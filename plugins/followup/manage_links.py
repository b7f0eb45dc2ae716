"""Staff choose what an outcome answers: contributions of any method, a whole topic, a recommendation."""

from core.sdk import Answer, Redirect, Visit, _, get, ngettext, page, person_of, post, redirect, topics
from plugins.followup.about import head, managed, managed_outcome, number, numbers
from plugins.followup.links import (
    SHOWN,
    candidates,
    link_conclusions,
    link_contributions,
    link_reference,
    link_topic,
    unlink,
)

_LONGEST = 100


@get("/manage/followup/outcomes/{outcome_id:int}/links", action="followup.enter")
async def choose(visit: Visit, outcome_id: int) -> Answer:
    outcome = await managed_outcome(visit, outcome_id)
    words = visit.query.get("q", "")[:_LONGEST]
    topic = number(visit.query.get("topic", ""))
    return page(
        "followup/links.html",
        outcome=outcome,
        found=await candidates(outcome=outcome, words=words, topic=topic),
        most=SHOWN,
        words=words,
        topic=topic,
        topics=await topics(),
        **head(await managed(visit, outcome.project_id), "outcomes"),
    )


@post("/manage/followup/outcomes/{outcome_id:int}/links", action="followup.enter")
async def add(visit: Visit, outcome_id: int) -> Redirect:
    outcome = await managed_outcome(visit, outcome_id)
    chosen = numbers(await visit.body(), "contribution")
    n = await link_contributions(outcome=outcome, contribution_ids=chosen, by=person_of(visit))
    said = ngettext("{n} contribution is linked.", "{n} contributions are linked.", n).format(n=n)
    return redirect(outcome.staff_url, toast=said if n else _("Nothing new was chosen."), done=n > 0)


@post("/manage/followup/outcomes/{outcome_id:int}/topic", action="followup.enter")
async def add_topic(visit: Visit, outcome_id: int) -> Redirect:
    outcome = await managed_outcome(visit, outcome_id)
    for topic_id in numbers(await visit.body(), "topic"):
        await link_topic(outcome=outcome, topic_id=topic_id, by=person_of(visit))
    return redirect(f"{outcome.staff_url}#links", toast=_("Saved."))


@post("/manage/followup/outcomes/{outcome_id:int}/conclusions", action="followup.enter")
async def add_conclusions(visit: Visit, outcome_id: int) -> Redirect:
    outcome = await managed_outcome(visit, outcome_id)
    chosen = [str(each) for each in (await visit.body()).get("conclusion", [])[:_LONGEST]]
    n = await link_conclusions(outcome=outcome, ids=chosen, by=person_of(visit))
    said = ngettext("{n} recommendation is linked.", "{n} recommendations are linked.", n).format(n=n)
    return redirect(
        f"{outcome.staff_url}#links", toast=said if n else _("Nothing new was chosen."), done=n > 0
    )


@post("/manage/followup/outcomes/{outcome_id:int}/reference", action="followup.enter")
async def add_reference(visit: Visit, outcome_id: int) -> Redirect:
    outcome = await managed_outcome(visit, outcome_id)
    body = await visit.body()
    given = [str(body.get(name, [""])[-1])[:200] for name in ("reference", "label")]
    if not given[0].strip():
        return redirect(f"{outcome.staff_url}#links", toast=_("Write the reference."), done=False)
    await link_reference(outcome=outcome, reference=given[0], label=given[1])
    return redirect(f"{outcome.staff_url}#links", toast=_("Saved."))


@post("/manage/followup/outcomes/{outcome_id:int}/unlink", action="followup.enter")
async def remove(visit: Visit, outcome_id: int) -> Redirect:
    outcome = await managed_outcome(visit, outcome_id)
    for link_id in numbers(await visit.body(), "link"):
        await unlink(outcome_id=outcome_id, link_id=link_id)
    return redirect(f"{outcome.staff_url}#links", toast=_("Removed."))
