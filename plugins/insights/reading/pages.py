"""A study over time, and searched."""

from core.sdk import Answer, Visit, get, page
from plugins.insights.about import head, studied
from plugins.insights.reading.over_time import figures
from plugins.insights.reading.search import search


@get("/manage/insights/{study_id:int}/time", action="insights.enter")
async def show_time(visit: Visit, study_id: int) -> Answer:
    study = await studied(visit, study_id)
    return page("insights/time.html", **head(study, "time"), figures=await figures(study.id))


@get("/manage/insights/{study_id:int}/search", action="insights.enter")
async def show_search(visit: Visit, study_id: int) -> Answer:
    study = await studied(visit, study_id)
    wanted = visit.query.get("q", "").strip()[:300]
    return page(
        "insights/search.html",
        **head(study, "search"),
        wanted=wanted,
        hits=await search(study.selection, wanted),
    )
