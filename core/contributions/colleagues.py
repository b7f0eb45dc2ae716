"""Who works with a project: those who can look after a contribution and hear of what waits."""

from typing import Any

from core.db import rows
from core.projects.place import Place

_STAFF = """
    SELECT p.id, p.name FROM person p
    WHERE p.closed_at IS NULL AND p.blocked_at IS NULL AND p.role <> 'support' AND (
        p.role <> 'participant'
        OR EXISTS (SELECT 1 FROM project_role r WHERE r.person = p.id AND r.project_id = $1)
    )
    ORDER BY p.name, p.id
"""


async def colleagues(*, place: Place) -> list[dict[str, Any]]:
    """Id and name of the staff of the whole place and of this project, by name."""
    return await rows(_STAFF, place.project.id)
