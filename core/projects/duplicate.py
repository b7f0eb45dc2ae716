"""A new draft made from a project: its texts, timeline, activities and settings; never what people wrote.

What a method keeps beside its settings, such as the fields that staff added, its plugin copies in `clone_activity`.
"""

import secrets

from core.db import rows, savepoint, value
from core.host import house
from core.host.hooks import ask_plugin
from core.i18n import _
from core.projects.activities import free_activity_slug
from core.projects.place import place_of_activity
from core.projects.service import free_slug
from core.tenancy import Site
from core.text.errors import Refused

_COPY_PROJECT = """
    INSERT INTO project (slug, titles, summaries, blocks, promise, cover, folder, topics, area, contact_person,
                         visibility, groups, preview_token)
    SELECT $2, titles, summaries, blocks, promise, cover, folder, topics, area, contact_person, visibility, groups,
           $3
    FROM project WHERE id = $1 RETURNING id
"""
_COPY_PHASE = """
    INSERT INTO phase (project, names, descriptions, starts_at, ends_at, position)
    SELECT $2, names, descriptions, starts_at, ends_at, position FROM phase WHERE id = $1 RETURNING id
"""
_COPY_ACTIVITY = """
    INSERT INTO activity (project, phase, slug, method, names, intros, settings, rules, opens_at, closes_at, position)
    SELECT $2, $3, $4, method, names, intros, settings, rules, opens_at, closes_at, position
    FROM activity WHERE id = $1 RETURNING id
"""


class NotWholeCopy(Refused):
    def __init__(self, activity: str) -> None:
        super().__init__(
            _("“{activity}” could not be copied, so nothing was. Try again, or ask for help.").format(
                activity=activity
            )
        )


async def duplicate_project(*, project_id: int, site: Site) -> int:
    """The id of the copy. Raises NotWholeCopy when a plugin failed: then nothing is copied."""
    async with savepoint():
        return await _copy_project(project_id, site)


async def _copy_project(project_id: int, site: Site) -> int:
    slug = await value("SELECT slug FROM project WHERE id = $1", project_id)
    copy_id: int = await value(_COPY_PROJECT, project_id, await free_slug(slug), secrets.token_urlsafe(24))
    for phase in await rows("SELECT id FROM phase WHERE project = $1 ORDER BY position, id", project_id):
        copied = await value(_COPY_PHASE, phase["id"], copy_id)
        for source in await rows("SELECT id FROM activity WHERE phase = $1 ORDER BY position", phase["id"]):
            await _copy_activity(source["id"], copy_id, copied, site)
    return copy_id


async def _copy_activity(source_id: int, project_id: int, phase_id: int, site: Site) -> None:
    source = await place_of_activity(site, source_id)
    if source is None:
        return
    slug = await free_activity_slug(project_id, source.here.slug)
    copied = await value(_COPY_ACTIVITY, source_id, project_id, phase_id, slug)
    target = await place_of_activity(site, copied)
    owner = house().method_owner.get(source.here.method)
    if owner is None or target is None:
        return
    heard = await ask_plugin(owner, "clone_activity", source=source.here, target=target.here)
    if heard.failed:
        raise NotWholeCopy(str(source.here.name))
