"""A person as the rest of the house sees one: plain data, read once a request."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person may do in a place. A moderator or manager may have the role for some projects only."""

    PARTICIPANT = "participant"
    MODERATOR = "moderator"
    MANAGER = "manager"
    ADMIN = "admin"
    SUPPORT = "support"  # a support expert: on the platform, or in a tenant through a session with a reason

    @property
    def rank(self) -> int:
        return list(Role).index(self)


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    email: str
    role: Role = Role.PARTICIPANT
    locale: str = ""
    postcode: str = ""
    groups: frozenset[int] = frozenset()
    project_roles: dict[int, Role] = field(default_factory=dict)
    session_id: int = 0
    verified_resident: bool = False
    needs_key: bool = False  # a support expert who has not given the code of the app in this session
    unread: int = 0  # messages; read with the session, so that no page asks again

    def role_in(self, project_id: int | None) -> Role:
        """The stronger of the role in the whole place and the one in this project."""
        here = self.project_roles.get(project_id, Role.PARTICIPANT) if project_id else Role.PARTICIPANT
        return max(self.role, here, key=lambda role: role.rank)

    @property
    def is_staff(self) -> bool:
        return self.role is not Role.PARTICIPANT or bool(self.project_roles)
