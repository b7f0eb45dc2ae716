"""What residents read: a signed summary, with the words it rests on."""

from typing import Any

from core.sdk import Answer, NotFound, Panel, Place, Visit, _, get, page
from plugins.insights.summaries.model import published_in, published_summary

# What the record calls what staff did.
DEEDS = {
    "insights.sign": _("Signed a summary"),
    "insights.publish": _("Published a summary"),
    "insights.unpublish": _("Took a summary off the project's page"),
}


@get("/summaries/{summary_id:int}", action="insights.view", at="project", keep=True)
async def read(visit: Visit, place: Place, summary_id: int) -> Answer:
    del visit
    summary = await published_summary(summary_id=summary_id, project_id=place.project.id)
    if summary is None:
        raise NotFound
    return page("insights/read.html", summary=summary, project=place.project, on=len(summary.rests_on))


async def project_panels(subject: Any) -> list[Panel]:
    """The newest signed summaries, on the project's page."""
    found = await published_in(project_id=subject.id)
    if not found:
        return []
    context = {"summaries": found, "base": subject.url}
    return [Panel(title=_("What people have said"), template="insights/panel.html", context=context)]
