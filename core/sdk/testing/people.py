"""People for tests."""

import secrets

from core.db import execute, value
from core.people import Person, Role
from core.people.sessions import begin_session
from core.tenancy import Tenant, scope


async def new_person(
    tenant: Tenant,
    *,
    name: str = "Kari Nordvik",
    email: str = "",
    role: Role = Role.PARTICIPANT,
    postcode: str = "",
) -> Person:
    """Somebody with an account in this place."""
    address = email or f"{secrets.token_hex(6)}@example.org"
    async with scope(tenant):
        person_id = await value(
            "INSERT INTO person (name, email, role, postcode) VALUES ($1, $2, $3, $4) RETURNING id",
            name,
            address,
            role,
            postcode,
        )
    return Person(id=person_id, name=name, email=address, role=role, postcode=postcode)


async def session_for(tenant: Tenant, person: Person) -> str:
    """The token of a new session, as the cookie `session` carries it."""
    async with scope(tenant):
        token = await begin_session(person_id=person.id, role=person.role)
        if person.role is Role.SUPPORT:  # an expert who has given the code of the app
            await execute("UPDATE session SET keyed_at = now() WHERE person = $1", person.id)
        return token
