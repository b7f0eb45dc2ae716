"""What followers of a project are told."""

from core.db import row
from core.i18n import Localized, _
from core.messages import notify
from core.projects.follow import followers

_OPENED = """
    SELECT a.names, a.intros, a.slug, p.slug AS project_slug, p.titles
    FROM activity a JOIN project p ON p.id = a.project WHERE a.id = $1 AND p.state = 'published'
"""


async def tell_new_activity(*, project_id: int, activity_id: int) -> None:
    """Something new to take part in, in a project that is published already."""
    found = await row(_OPENED, activity_id)
    if found is None:
        return
    title = _("New in {project}: {activity}").format(
        project=Localized.of(found["titles"]), activity=Localized.of(found["names"])
    )
    await notify(
        person_ids=await followers(project_id=project_id),
        kind="news",
        title=title,
        body=Localized.of(found["intros"]),
        url=f"/projects/{found['project_slug']}/{found['slug']}",
    )
