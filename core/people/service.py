"""People of the tenant in scope: made, found, changed. The writer of `person`, with roles and close."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.db import execute, row, rows, value
from core.i18n import _
from core.people.person import Person, Role
from core.text.errors import Refused

_ACCOUNT = """
    SELECT p.id, p.name, p.email, p.role, p.locale, p.postcode, p.password_hash, p.created_at,
           p.blocked_at IS NOT NULL AS blocked, p.verified_resident_on IS NOT NULL AS verified_resident,
           ARRAY(SELECT group_id FROM person_group_member m WHERE m.person = p.id) AS groups,
           (SELECT jsonb_object_agg(project_id, role) FROM project_role r
            WHERE r.person = p.id) AS project_roles
    FROM person p
"""


class Among(StrEnum):
    """Which people to look among."""

    ALL = "all"
    STAFF = "staff"
    BLOCKED = "blocked"


_AMONG = {
    Among.ALL: "true",
    Among.STAFF: "(role <> 'participant' OR EXISTS (SELECT 1 FROM project_role r WHERE r.person = p.id))",
    Among.BLOCKED: "blocked_at IS NOT NULL",
}


class EmailTaken(Refused):
    field = "email"

    def __init__(self) -> None:
        super().__init__(_("Somebody here has this address already."))


@dataclass(frozen=True, slots=True)
class Account:
    """A person, and what signing in must know."""

    person: Person
    password_hash: str | None
    blocked: bool

    @property
    def id(self) -> int:
        return self.person.id

    @property
    def strongest_role(self) -> Role:
        """In the whole place or in any project: it decides how long a session lives."""
        return max([self.person.role, *self.person.project_roles.values()], key=lambda role: role.rank)


async def create_person(
    *, name: str, email: str | None, locale: str = "", postcode: str = "", role: Role = Role.PARTICIPANT
) -> int:
    """Raises EmailTaken. Two who register one address at once: the second is told."""
    made: int | None = await value(
        "INSERT INTO person (name, email, locale, postcode, role) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (lower(email)) DO NOTHING RETURNING id",
        name,
        email,
        locale,
        postcode,
        role,
    )
    if made is None:
        raise EmailTaken
    return made


async def account_at(*, email: str) -> Account | None:
    """Who signs in with this address. People who have closed their account have none."""
    return _account(await row(_ACCOUNT + "WHERE lower(p.email) = lower($1) AND p.closed_at IS NULL", email))


async def account_of(*, person_id: int) -> Account | None:
    return _account(await row(_ACCOUNT + "WHERE p.id = $1 AND p.closed_at IS NULL", person_id))


async def find_people(
    *, text: str = "", among: Among = Among.ALL, before: int | None = None, size: int = 50
) -> list[dict[str, Any]]:
    """People whose name or address holds `text`, newest first; `before` is the last id of the page above."""
    return await rows(
        "SELECT id, name, email, role, created_at, last_seen_at, blocked_at, "
        "(SELECT count(*) FROM project_role r WHERE r.person = p.id) AS projects FROM person p "
        f"WHERE closed_at IS NULL AND expert_id IS NULL AND {_AMONG[among]} "
        "AND ($1 = '' OR strpos(lower(name), lower($1)) > 0 OR strpos(lower(email), lower($1)) > 0) "
        "AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $3",
        text,
        before,
        size,
    )


async def change_profile(*, person_id: int, name: str, postcode: str, locale: str) -> None:
    await execute(
        "UPDATE person SET name = $2, postcode = $3, locale = $4 WHERE id = $1",
        person_id,
        name,
        postcode,
        locale,
    )


async def change_locale(*, person_id: int, locale: str) -> None:
    await execute("UPDATE person SET locale = $2 WHERE id = $1", person_id, locale)


async def change_email(*, person_id: int, email: str) -> None:
    """Raises EmailTaken. The new address is proven before this is called."""
    changed = await execute(
        "UPDATE person SET email = $2 WHERE id = $1 AND closed_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM person o WHERE lower(o.email) = lower($2) AND o.id <> $1)",
        person_id,
        email,
    )
    if not changed:
        raise EmailTaken


async def set_password_hash(*, person_id: int, password_hash: str | None) -> None:
    await execute("UPDATE person SET password_hash = $2 WHERE id = $1", person_id, password_hash)


async def block_person(*, person_id: int) -> None:
    """No longer let in; what they wrote stays. Their sessions are worth nothing from the next request on."""
    await execute("UPDATE person SET blocked_at = now() WHERE id = $1 AND blocked_at IS NULL", person_id)


async def unblock_person(*, person_id: int) -> None:
    await execute("UPDATE person SET blocked_at = NULL WHERE id = $1", person_id)


async def consent(*, person_id: int, subject: str, version: str) -> None:
    """To which words, and when."""
    await execute(
        "INSERT INTO consent (person, subject, version) VALUES ($1, $2, $3)", person_id, subject, version
    )


def _account(found: dict[str, Any] | None) -> Account | None:
    if found is None:
        return None
    roles = found["project_roles"] or {}
    person = Person(
        id=found["id"],
        name=found["name"],
        email=found["email"] or "",
        role=Role(found["role"]),
        locale=found["locale"],
        postcode=found["postcode"],
        groups=frozenset(found["groups"]),
        project_roles={int(project): Role(role) for project, role in roles.items()},
        verified_resident=found["verified_resident"],
    )
    return Account(person, found["password_hash"], found["blocked"])
