"""One person as an administrator sees them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.db import row, rows
from core.i18n import Localized
from core.people import Role

# A visiting support expert is nobody's to look after here: their visits are.
_ABOUT = """
    SELECT p.id, p.name, p.email, p.role, p.postcode, p.created_at, p.last_seen_at, p.blocked_at,
           (SELECT count(*) FROM contribution c WHERE c.author = p.id AND c.state <> 'draft') AS contributions,
           (SELECT count(*) FROM session s WHERE s.person = p.id AND s.expires_at > now()) AS sessions,
           ARRAY(SELECT group_id FROM person_group_member m WHERE m.person = p.id) AS groups,
           (SELECT jsonb_agg(jsonb_build_array(r.project_id, pr.titles, r.role) ORDER BY r.id)
            FROM project_role r JOIN project pr ON pr.id = r.project_id WHERE r.person = p.id) AS projects
    FROM person p WHERE p.id = $1 AND p.closed_at IS NULL AND p.expert_id IS NULL
"""


@dataclass(frozen=True, slots=True)
class ProjectRole:
    project_id: int
    title: Localized
    role: Role


@dataclass(frozen=True, slots=True)
class About:
    id: int
    name: str
    email: str
    role: Role
    postcode: str
    created_at: datetime
    last_seen_at: datetime | None
    blocked_at: datetime | None
    contributions: int
    sessions: int
    groups: frozenset[int]
    projects: tuple[ProjectRole, ...]


async def about(person_id: int) -> About | None:
    found = await row(_ABOUT, person_id)
    return _about(found) if found else None


async def all_projects() -> list[tuple[str, Localized]]:
    """To choose among, the latest first."""
    found = await rows("SELECT id, titles FROM project ORDER BY id DESC LIMIT 500")
    return [(str(each["id"]), Localized.of(each["titles"])) for each in found]


def _about(found: dict[str, Any]) -> About:
    return About(
        **{
            **found,
            "email": found["email"] or "",
            "role": Role(found["role"]),
            "groups": frozenset(found["groups"]),
            "projects": tuple(
                ProjectRole(project, Localized.of(titles), Role(role))
                for project, titles, role in found["projects"] or ()
            ),
        }
    )
