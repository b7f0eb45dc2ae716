"""The modules with pages in this room, for the one list in `core.app`."""

from core.staff import (
    areas,
    audit,
    groups,
    invitations,
    jobs,
    look,
    overview,
    people_pages,
    plugin_life,
    plugins,
    settings_pages,
    statuses,
    support,
    topics,
)

MODULES = (
    *(overview, settings_pages, areas, look),
    *(people_pages, invitations, groups),
    *(topics, statuses, plugins, plugin_life, jobs, audit, support),
)
