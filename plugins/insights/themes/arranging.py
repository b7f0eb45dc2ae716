"""Themes below other themes, all on one page: dragged, or chosen from a list."""

from core.sdk import Answer, Refused, Visit, _, get, page, post, redirect
from plugins.insights.about import head, sent, studied
from plugins.insights.themes import deciding
from plugins.insights.themes.model import themes_of
from plugins.insights.typed import whole


@get("/manage/insights/{study_id:int}/arrange", action="insights.enter")
async def show(visit: Visit, study_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    return page("insights/arrange.html", **head(study, "themes"), themes=await themes_of(study_id=study.id))


@post("/manage/insights/{study_id:int}/themes/{theme_id:int}/place", action="insights.enter")
async def place(visit: Visit, study_id: int, theme_id: int) -> Answer:
    """Below the theme `into`; empty: at the top."""
    study = await studied(visit, study_id, change=True)
    here = f"{study.url}/arrange"
    try:
        await deciding.place_below(
            study_id=study.id, theme_id=theme_id, above=whole(await sent(visit, "into")) or None
        )
    except Refused as refused:
        return redirect(here, toast=refused.message, done=False)
    return redirect(f"{here}#theme-{theme_id}", toast=_("Saved."))
