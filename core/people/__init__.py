"""People of one tenant: who they are, how they sign in, what role they have."""

from core.people.person import Person, Role

__all__ = ["Person", "Role"]
